import type {Page} from 'puppeteer-core';

/** The policy of docs/privacy.md, and Trusted Types: nothing may be added to it. @param hosts where a backend is */
export function strictPolicy(...hosts: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${["'self'", ...hosts].join(' ')}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

/** To be called before the page is loaded. */
export async function watchPolicy(blank: Page): Promise<void> {
  await blank.evaluateOnNewDocument(() => {
    const violations: string[] = [];
    Object.assign(window, {violations});
    document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, sample}) =>
      violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  });
}

/** What the policy refused so far. */
export function policyViolations(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as {violations: string[]}).violations);
}
