/**
 * npm run test:mutation: breaks the tables, the transcript and the protocol in every way it knows, and counts what the
 * tests do not notice.
 */
export default {
  mutate: [
    'src/state/**/*.ts',
    '!src/state/{diagnosis,outside-zones}.ts', // Their tests need a browser.
    'src/backends/openai-realtime/{protocol,call-reader,echoed-items,item-texts,declared-tools,context-items}.ts',
  ],
  testRunner: 'vitest',
  vitest: {configFile: 'tools/mutation/vitest.config.ts', related: false},
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: {allowColor: false, reportTests: false, reportMutants: false},
  jsonReporter: {fileName: 'node_modules/.cache/mutation/report.json'},
  tempDirName: 'node_modules/.cache/stryker',
  thresholds: {high: 95, low: 90, break: 85},
  allowEmpty: false,
  disableTypeChecks: false,
  ignorePatterns: ['dist', 'storybook-static', 'docs', 'examples', 'test/visual', '.cache'],
};
