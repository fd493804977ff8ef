import {readFileSync} from 'node:fs';

/**
 * The content security policy as docs/privacy.md gives it, with the addresses of this page in place of the example's,
 * and the one for a WebSocket beside them.
 */
export function policyOfTheDocs({scripts, realtime}: {scripts: string; realtime: string}): string {
  const [, policy] =
    /```text\nContent-Security-Policy: ([\s\S]*?)```/.exec(readFileSync('docs/privacy.md', 'utf8')) ?? [];
  if (!policy) throw new Error('docs/privacy.md has no policy.');
  return policy
    .replaceAll(/\s+/g, ' ')
    .replaceAll('https://cdn.example', scripts)
    .replaceAll('https://api.openai.com', `${realtime} ${realtime.replace('http', 'ws')}`)
    .trim();
}
