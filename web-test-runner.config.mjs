import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {chromiumFlags, findChromium} from './tools/browser/find-chromium.mjs';
import {componentTests, unitTests} from './tools/test/browser-tests.mjs';

/** Unit and component tests, in a real browser, on the sources themselves. */
export default {
  files: [...unitTests, ...componentTests],
  nodeResolve: {exportConditions: ['development']},
  concurrency: 1, // A tab in the background gets no animation frames.
  plugins: [esbuildPlugin({ts: true, target: 'es2022', tsconfig: 'tsconfig.json'})],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findChromium(),
        args: [...chromiumFlags, '--autoplay-policy=no-user-gesture-required'],
      },
    }),
  ],
  testFramework: {config: {timeout: 30_000}},
  testsFinishTimeout: 120_000,
  // What is told to developers, and here of starts that are meant to fail.
  filterBrowserLogs: ({args}) => !/Lit is in dev mode|the call did not start/.test(args[0]),
};
