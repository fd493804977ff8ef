/** What WebKitWebDriver is asked, in the few commands of the W3C protocol that are needed. */
export class WebDriverSession {
  readonly #base: string;

  private constructor(base: string) {
    this.#base = base;
  }

  static async open(server: string, capabilities: object): Promise<WebDriverSession> {
    const {sessionId} = await ask<{sessionId: string}>('POST', `${server}/session`, {
      capabilities: {alwaysMatch: capabilities},
    });
    return new WebDriverSession(`${server}/session/${sessionId}`);
  }

  async goTo(url: string): Promise<void> {
    await ask('POST', `${this.#base}/url`, {url});
  }

  /** Runs the body of a function in the page. @returns what it returns, or what its promise brings */
  run<T>(body: string, ...args: readonly unknown[]): Promise<T> {
    return ask('POST', `${this.#base}/execute/sync`, {script: body, args});
  }

  async close(): Promise<void> {
    await ask('DELETE', this.#base);
  }
}

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {'Content-Type': 'application/json'},
    body: body && JSON.stringify(body),
  });
  const {value} = (await response.json()) as {value: T & {error?: string; message?: string}};
  if (!response.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}
