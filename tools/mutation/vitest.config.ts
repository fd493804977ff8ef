import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The tests that need no browser: they run in Node, with Mocha's names, and fewer of each property. */
export default defineConfig({
  resolve: {
    alias: {
      '@open-wc/testing': beside('./testing.ts'),
      'fast-check/real': fileURLToPath(import.meta.resolve('fast-check')),
      'fast-check': beside('./fast-check.ts'),
    },
  },
  test: {
    globals: true,
    environment: 'node',
    include: ['test/state/*.test.ts', 'test/backends/openai-realtime/*.test.ts'],
    // These need a browser.
    exclude: [
      'test/backends/openai-realtime/heartbeat.test.ts',
      'test/backends/openai-realtime/session.test.ts',
      'test/backends/openai-realtime/{replay,servers,websocket,websocket-sound}.test.ts',
      'test/state/outside-zones.test.ts',
    ],
  },
});
