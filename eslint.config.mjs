import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** The rooms of the house (docs/architecture.md): who may import whom. Types may cross where `types` says so. */
const rooms = [
  {
    room: 'state',
    forbidden: [
      '**/audio/**',
      '**/session/**',
      '**/conversation/**',
      '**/elements/**',
      '**/localize/**',
      'lit*',
      '@lit/*',
    ],
  },
  {
    room: 'audio',
    forbidden: [
      '**/state/**',
      '**/session/**',
      '**/conversation/**',
      '**/elements/**',
      '**/localize/**',
      'lit*',
      '@lit/*',
    ],
  },
  {room: 'session', forbidden: ['**/conversation/**', '**/elements/**', '**/localize/**', 'lit*', '@lit/*']},
  {room: 'session', forbidden: ['**/audio/**'], types: true},
  {room: 'conversation', forbidden: ['**/elements/**', '**/localize/**', 'lit*', '@lit/*']},
  {room: 'elements', forbidden: ['**/audio/**', '**/session/**', '**/conversation/**'], types: true},
];

/** @returns the patterns of one room, in the form that the rule wants */
function patternsOf(name) {
  return rooms
    .filter(({room}) => room === name)
    .map(({forbidden, types = false}) => ({
      group: forbidden,
      allowTypeImports: types,
      message: `src/${name} does not import this; see docs/architecture.md.`,
    }));
}

const layerRules = [...new Set(rooms.map(({room}) => room))].map(room => ({
  files: [`src/${room}/**/*.ts`],
  rules: {'@typescript-eslint/no-restricted-imports': ['error', {patterns: patternsOf(room)}]},
}));

/** What makes a test slow on one machine and fail on another: sleeps, and waits that never end or name nothing. */
const waits = [
  {
    selector:
      'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"][arguments.0.name!="reject"][arguments.1.type="Literal"]',
    message: 'A test does not sleep: wait with test/helpers/until.ts, or use test/helpers/clock.ts.',
  },
  {
    selector: 'CallExpression[callee.name=/^(aTimeout|waitUntil)$/]',
    message: 'Wait with test/helpers/until.ts.',
  },
  {
    selector: 'WhileStatement:has(AwaitExpression), DoWhileStatement:has(AwaitExpression)',
    message: 'Such a loop may never end: wait with test/helpers/until.ts.',
  },
  {
    selector:
      'CallExpression[callee.property.name="waitForSelector"][arguments.0.value=/^>>>/]:not(:has(Property[key.name=/^(visible|hidden)$/]))',
    message:
      'Without `visible` or `hidden` puppeteer looks again only when something changes outside shadow roots.',
  },
];

export default tseslint.config(
  {ignores: ['dist', 'storybook-static', 'node_modules', 'bench/.cache', 'coverage', 'examples/*/{app,src}']},
  ...tseslint.configs.recommendedTypeChecked,
  {languageOptions: {parserOptions: {project: './tsconfig.json', tsconfigRootDir: import.meta.dirname}}},
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/only-throw-error': 'off', // A signal's reason is thrown as it is.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {...litPlugin.configs['flat/recommended'], files: ['src/**/*.ts', 'stories/**/*.ts']},
  {...wc.configs['flat/recommended'], files: ['src/elements/**/*.ts']},
  {files: ['src/elements/**/*.ts'], plugins: {'lit-a11y': litA11y}, rules: litA11y.configs.recommended.rules},
  ...layerRules,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/define.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {object: 'customElements', property: 'define', message: 'Only define.ts registers elements.'},
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', ...waits],
    },
  },
  // The one home of both.
  {files: ['test/helpers/until.ts'], rules: {'no-restricted-syntax': 'off'}},
  {files: ['**/*.{js,cjs,mjs}'], extends: [tseslint.configs.disableTypeChecked]},
);
