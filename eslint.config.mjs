import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** The folders of `src/` (docs/architecture.md), and which of the others each may not import. */
const everyRoom = [
  'state',
  'audio',
  'session',
  'transports',
  'backends',
  'events',
  'conversation',
  'elements',
  'localize',
  'server',
  'frameworks',
  'entries',
];
const lit = ['lit*', '@lit/*'];

/** A room that may import these, and types of those, and these files of others; of other rooms nothing. */
function room(name, {imports = [], types = [], files = [], also = []}) {
  // A file cannot be let in where its folder is shut: then the folders say what else is.
  const partly = new Set(files.map(file => file.split('/')[0]));
  const closed = everyRoom.filter(other => ![name, ...imports, ...types, ...partly].includes(other));
  const inside = names => names.map(other => `**/${other}/**`);
  return [
    {room: name, forbidden: [...inside(closed), ...also, ...files.map(file => `!**/${file}`)]},
    ...(types.length ? [{room: name, forbidden: inside(types), types: true}] : []),
  ];
}

const rooms = [
  // Sentences are data.
  ...room('state', {
    also: [...lit, '**/localize/*.js', '**/localize/packs/**', '**/localize/en/*.js'],
    files: [
      'localize/en/answers.js',
      'localize/en/errors.js',
      'localize/en/findings.js',
      'localize/en/images.js',
      'localize/en/launcher.js',
      'localize/en/sharing-errors.js',
    ],
  }),
  ...room('audio', {also: lit}),
  ...room('session', {imports: ['state'], also: lit}),
  ...room('transports', {imports: ['state', 'session', 'audio'], also: lit}),
  ...room('backends', {imports: ['state', 'session', 'transports', 'audio'], also: lit}),
  ...room('events', {types: ['state'], also: lit}),
  ...room('conversation', {
    imports: ['state', 'audio', 'session', 'events'],
    also: lit,
  }),
  ...room('elements', {
    imports: ['state', 'events', 'localize'],
    types: ['conversation', 'audio', 'session'],
  }),
  ...room('localize', {imports: ['state'], types: ['elements']}),
  ...room('server', {also: lit}),
  ...room('frameworks', {
    imports: ['entries', 'elements', 'events', 'localize', 'state'],
    types: ['conversation'],
  }),
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

/** Only a backend knows what its server calls things. */
const wireNames = [
  {
    selector:
      'Literal[value=/^(response|session|conversation.item|input_audio_buffer|output_audio_buffer)[.][a-z_.]+$/]',
    message: 'Names of messages on the wire stand in src/backends/ only.',
  },
  {
    selector:
      'Literal[value=/^(function_call|function_call_output|input_text|output_text|mcp_approval_re\\w+)$/]',
    message: 'Names of items on the wire stand in src/backends/ only.',
  },
];

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
  {
    ignores: [
      '.cache',
      'dist',
      'storybook-static',
      'node_modules',
      'bench/.cache',
      'coverage',
      'examples/*/{app,src}',
      'test/*/apps',
    ],
  },
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
  // The one place that names backends.
  {
    files: ['src/conversation/backends.ts'],
    rules: {'@typescript-eslint/no-restricted-imports': 'off'},
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/backends/**', 'src/server/live-wire.ts'],
    rules: {'no-restricted-syntax': ['error', ...wireNames]},
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/entries/define.ts'],
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
