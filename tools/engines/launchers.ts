import type {BrowserLauncher} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import puppeteer, {type Browser, type LaunchOptions} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../browser/find-chromium.mjs';
import {programPath} from './programs.js';
import {launchWebKit, type WebKit} from './webkit.js';

export const engines = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

/** A microphone without hardware, whose prompt answers itself, and sound without a tap. */
const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

const firefoxOptions = (): LaunchOptions => ({
  browser: 'firefox',
  executablePath: programPath('firefox'),
  headless: true,
  extraPrefsFirefox: firefoxPreferences,
});

/** A Firefox for whole conversations. */
export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch({...firefoxOptions(), defaultViewport: {width: 900, height: 760}});
}

/** What opens the test runner's pages in an engine. */
export function launcherOf(engine: Engine): BrowserLauncher {
  if (engine === 'webkit') return new WebKitLauncher();
  const launchOptions =
    engine === 'firefox'
      ? firefoxOptions()
      : {
          executablePath: findChromium(),
          args: [...chromiumFlags, '--autoplay-policy=no-user-gesture-required'],
        };
  // The runner's own puppeteer is an older one, and so are its types.
  return chromeLauncher({puppeteer, launchOptions} as never);
}

/** One window, one page after the other. */
class WebKitLauncher implements BrowserLauncher {
  readonly name = 'WebKit';
  readonly type = 'webdriver';
  readonly concurrency = 1;
  #browser: Promise<WebKit> | null = null;
  #current = {id: '', url: ''};

  async startSession(id: string, url: string): Promise<void> {
    this.#current = {id, url};
    const {session} = await (this.#browser ??= launchWebKit());
    await session.goTo(url);
  }

  isActive(id: string): boolean {
    return this.#current.id === id;
  }

  getBrowserUrl(): string {
    return this.#current.url;
  }

  async stopSession(): Promise<object> {
    this.#current = {id: '', url: ''};
    const {session} = await this.#browser!;
    await session.goTo('about:blank'); // Whatever still runs there ends.
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKit cannot be debugged from here.'));
  }

  async stop(): Promise<void> {
    await (await this.#browser)?.close();
  }
}
