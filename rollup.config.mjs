import {readFileSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import {transform as esbuild} from 'esbuild';
import {editorData} from './tools/build/editor-data.mjs';
import {licences} from './tools/build/licences.mjs';
import {minifyTemplates} from './tools/build/minify-templates.mjs';
import {oneExportOneFile} from './tools/build/one-export-one-file.mjs';
import {publishedFiles} from './tools/build/published-files.mjs';

const {dependencies, peerDependencies} = JSON.parse(readFileSync('package.json', 'utf8'));
const outside = Object.keys({...dependencies, ...peerDependencies});
const external = new RegExp(`^(${outside.join('|')})(/|$)`);
const here = dirname(fileURLToPath(import.meta.url));

/** What was built before, perhaps from files that are no more, must not be published. */
function clean(folder) {
  return {name: 'clean', buildStart: () => rmSync(folder, {recursive: true, force: true})};
}

/** Entries are published at the top of `dist`, where package.json and the pages of users name them. */
const atTop = path => path.replace(/(^|\/)entries\//, '$1');

/** The same for their types, which the compiler writes beside each other as the sources are. */
const entryTypesAtTop = {
  name: 'entry-types-at-top',
  generateBundle(_, bundle) {
    for (const [path, file] of Object.entries(bundle)) {
      if (!path.endsWith('.d.ts')) continue;
      const inEntries = path.startsWith('entries/');
      file.source = String(file.source).replace(
        /(from |import |import\()(['"])([^'"]+)\2/g,
        (_, before, quote, from) => {
          const to = inEntries ? from.replace(/^\.\.\//, './') : atTop(from);
          return `${before}${quote}${to}${quote}`;
        },
      );
      file.fileName = atTop(path);
    }
  },
};

/** For npm: one module per source file, with types and source maps. What it depends on stays outside. */
const npm = {
  input: [
    'src/entries/index.ts',
    'src/entries/define.ts',
    'src/entries/testing.ts',
    'src/entries/agents.ts',
    'src/entries/backends/livekit.ts',
    'src/entries/backends/elevenlabs.ts',
    'src/entries/backends/ai-sdk.ts',
    'src/entries/backends/openai-live.ts',
    'src/entries/backends/pipecat.ts',
    'src/entries/backends/openai-realtime.ts',
    'src/server/index.ts',
    'src/frameworks/react.ts',
    'src/frameworks/vue.ts',
    'src/frameworks/svelte.ts',
    'src/entries/ssr.ts',
    'src/entries/cdn.ts',
    'src/entries/classic.ts',
  ],
  external: id => external.test(id) || /\/worklets\/\w+-worklet\.js$/.test(id),
  output: {
    dir: 'dist',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    entryFileNames: ({name}) => `${atTop(name)}.js`,
    sourcemap: true,
    // For frameworks that run components on the server, unless told that they belong to the browser.
    banner: ({fileName}) => (fileName === 'frameworks/react.js' ? "'use client';" : ''),
  },
  plugins: [
    clean('dist'),
    typescript({tsconfig: 'tsconfig.build.json', noEmitOnError: true}),
    entryTypesAtTop,
    oneExportOneFile('index.js', 'exports'),
    editorData('dist'),
  ],
};

const minify = terser({
  module: true,
  ecma: 2022,
  compress: {passes: 3, unsafe_arrows: true, pure_getters: true},
  format: {comments: false},
});

/**
 * Vite writes what is smaller than 4 KiB into the script, as a `data:` URL, which content policies refuse.
 * @see https://vite.dev/config/build-options#build-assetsinlinelimit
 */
const outgrowInlining = {
  name: 'outgrow-inlining',
  renderChunk(code) {
    const reason = 'Longer than 4 KiB, so that no bundler writes it into a script';
    return {code: `/* ${reason}${' '.repeat(Math.max(0, 4_097 - code.length))} */\n${code}`, map: null};
  },
};

/** What runs on the audio thread: one file each, since bundlers of host pages copy them as they are. */
const worklets = ['pcm-worklet', 'onset-worklet'].map(name => ({
  input: `src/audio/worklets/${name}.ts`,
  output: {file: `dist/audio/worklets/${name}.js`, format: 'es'},
  plugins: [
    typescript({
      tsconfig: 'tsconfig.build.json',
      noEmitOnError: true,
      compilerOptions: {
        outDir: 'dist/audio/worklets',
        declaration: false,
        sourceMap: false,
        inlineSources: false,
      },
    }),
    minify,
    outgrowInlining,
  ],
}));

/** The local server, for the tests of other projects; WebRTC is a file of its own, since not all of them install it. */
const localServer = {
  input: 'local-server/published.ts',
  external: [external, /^node:/],
  output: {
    dir: 'dist/local-server',
    format: 'es',
    entryFileNames: 'index.js',
    chunkFileNames: '[name].js',
    sourcemap: false,
  },
  plugins: [
    typescript({tsconfig: 'tsconfig.local-server.json', noEmitOnError: true}),
    {
      name: 'types-of-the-server-only',
      generateBundle(_, bundle) {
        for (const [path, file] of Object.entries(bundle)) {
          if (!path.endsWith('.d.ts')) continue;
          if (path.startsWith('local-server/')) file.fileName = path.slice('local-server/'.length);
          else delete bundle[path];
        }
      },
    },
  ],
};

/** Scripts that are named by `new URL('./…', import.meta.url)` become chunks, beside the one that names them. */
const scriptsBeside = {
  name: 'scripts-beside',
  transform(code, id) {
    return code.replace(/new URL\('(\.[^']+)', import\.meta\.url\)/g, (_, path) => {
      const reference = this.emitFile({type: 'chunk', id: join(dirname(id), path)});
      return `import.meta.ROLLUP_FILE_URL_${reference}`;
    });
  },
};

/** Private members, which terser leaves as they are, get short names. */
const shortenPrivateNames = {
  name: 'shorten-private-names',
  async renderChunk(code) {
    const shortened = await esbuild(code, {minifyIdentifiers: true, target: 'es2022', format: 'esm'});
    return {code: shortened.code, map: null};
  },
};

/** Chunks are called after what they bring, so that a network panel can be read. */
function chunkName({facadeModuleId, name}) {
  return facadeModuleId?.includes('/localize/packs/') ? `lang-${name}` : name;
}

/**
 * What is loaded on intent (pointer, focus, touch) comes in two files, at once: what a call needs, with the panel and
 * the default backend, and what the panel first shows. Two are smaller than many, and fewer requests. So does what a
 * call needs once it is open.
 */
const nearby = {
  conversation: [
    'dist/elements/voice-panel/voice-panel.js',
    'dist/elements/voice-assistant/joined-conversation.js',
    'dist/conversation/index.js',
    'dist/backends/openai-realtime/session.js',
  ],
  'call-services': [
    'dist/conversation/call/call-services.js',
    'dist/audio/onset-listener.js',
    'dist/backends/openai-realtime/playback-observer.js',
    'dist/backends/openai-realtime/reconfigure.js',
    'dist/backends/openai-realtime/replay.js',
  ],
  // What backends with a session endpoint share. Without a file that is imported dynamically, Rollup would take the eager
  // file apart.
  'session-endpoint': [
    'dist/session/work.js',
    'dist/session/long-lived-key.js',
    'dist/transports/prepare-endpoint.js',
    'dist/transports/session-endpoint.js',
  ],
  // Only where a page names it.
  elevenlabs: ['dist/backends/elevenlabs/session.js'],
  // What it needs once a conversation is open.
  'elevenlabs-services': [
    'dist/backends/elevenlabs/work.js',
    'dist/backends/elevenlabs/server-end.js',
    'dist/backends/elevenlabs/history.js',
  ],
  'openai-live': ['dist/backends/openai-live/session.js'],
  livekit: ['dist/backends/livekit/session.js'],
  pipecat: ['dist/backends/pipecat/session.js'],
  'first-picture': ['dist/elements/parts.js', 'dist/elements/voice-panel/conversation-view.js'],
  writing: ['dist/elements/writing.js'],
};

/**
 * What carries sound over a WebSocket, whoever is at its other end. Rollup finds the place of what several files share by
 * itself; a named file that nothing imports dynamically would take the eager one apart.
 */
const sharedSound =
  /dist\/(audio\/pcm-audio|transports\/(encrypted-address|open-audio|pcm-codec|socket-closure|socket-watch|sound-backlog|sound-socket|spoken-responses))\.js$/;

function chunkOf(id, {getModuleInfo}) {
  const reached = (from, seen = new Set()) => {
    if (!seen.has(from)) {
      seen.add(from);
      for (const next of getModuleInfo(from).importedIds) reached(next, seen);
    }
    return seen;
  };
  if (reached(join(here, 'dist/cdn.js')).has(id)) return null;
  if (sharedSound.test(id)) return null;
  const [name] =
    Object.entries(nearby).find(([, files]) => files.some(file => reached(join(here, file)).has(id))) ?? [];
  return name ?? null;
}

/** For the script tag: minified, with everything inside, and chunks that load from beside it. */
const cdn = {
  input: {'voice-assistant': 'dist/cdn.js'},
  preserveEntrySignatures: 'allow-extension',
  // Only these do something by being imported.
  treeshake: {moduleSideEffects: id => /dist\/(define|cdn|state\/voice-error|.*-worklet)\.js$/.test(id)},
  output: {
    dir: 'dist/cdn',
    format: 'es',
    sourcemap: false,
    // Every eager file pays for the hashes of what it loads: seven letters are enough to tell two versions apart.
    chunkFileNames: chunk => `voice-assistant.${chunkName(chunk)}-[hash:7].js`,
    assetFileNames: 'voice-assistant.[name]-[hash:7][extname]',
    manualChunks: chunkOf,
    onlyExplicitManualChunks: true,
    hoistTransitiveImports: false,
    minifyInternalExports: true,
  },
  plugins: [
    resolve({browser: true, exportConditions: ['production']}),
    minifyTemplates,
    scriptsBeside,
    shortenPrivateNames,
    minify,
    licences('voice-assistant.LICENSES.txt'),
  ],
};

/** The SDK's debugging output, which pages do not need, and which would tell a console what people say. */
const withoutDebug = {
  name: 'without-debug',
  resolveId: source => (source === 'debug' ? '\0debug' : null),
  load: id => (id === '\0debug' ? 'export default () => Object.assign(() => {}, {enabled: false});' : null),
};

/** The Agents SDK for the script tag, by itself: the widget's own files know nothing of it. */
const agents = {
  input: {agents: 'dist/agents.js'},
  treeshake: {
    preset: 'smallest',
    // zod is told not to probe for eval before the SDK uses it; the engine registers itself; errors get their sentences.
    moduleSideEffects: id => /dist\/(agents(-without-eval)?|state\/voice-error)\.js$/.test(id),
  },
  output: {dir: 'dist/cdn', format: 'es', sourcemap: false, inlineDynamicImports: true},
  plugins: [
    withoutDebug,
    resolve({browser: true, exportConditions: ['production']}),
    terser({module: true, ecma: 2022, compress: {passes: 2}, format: {comments: false}}),
    licences('agents.LICENSES.txt'),
  ],
};

/** The same for `<script async>` without `type="module"`. Built last: it sees all files. */
const classic = {
  input: 'dist/classic.js',
  output: {file: 'dist/cdn/voice-assistant.classic.js', format: 'iife', sourcemap: false},
  plugins: [terser({ecma: 2022}), publishedFiles('dist/cdn', {quiet: process.argv.includes('--silent')})],
};

export default [npm, ...worklets, localServer, cdn, agents, classic];
