/*
 * Where the files are that run on the audio thread. Browsers load them by an address, and bundlers of host pages agree
 * on no way to name one: Vite, webpack, Next and Parcel understand `new URL(…, import.meta.url)`; esbuild, Angular's
 * builder, Rollup and Vite's dev server leave that as it is, but make a file of what is imported by `import()`, and such
 * a file knows its own address.
 */

interface WorkletFile {
  readonly name: string;
  /** As a file beside the script. */
  readonly beside: () => URL;
  /** As a chunk of the bundle. Bundlers that understand `beside` are to leave it alone. */
  readonly chunk: () => Promise<{readonly url: string}>;
}

/** Captures and plays the sound of a WebSocket. */
export const pcmWorklet: WorkletFile = {
  name: 'pcm-worklet.js',
  beside: () => new URL('./worklets/pcm-worklet.js', import.meta.url),
  chunk: () => import(/* webpackIgnore: true */ './worklets/pcm-worklet.js'),
};

/** Hears the user begin to speak. */
export const onsetWorklet: WorkletFile = {
  name: 'onset-worklet.js',
  beside: () => new URL('./worklets/onset-worklet.js', import.meta.url),
  chunk: () => import(/* webpackIgnore: true */ './worklets/onset-worklet.js'),
};

/** What a developer is told who sees that a file is missing. */
export const missingWorkletHelp =
  'The files of voice-assistant-element/dist/audio/worklets/ must be served, from where `script-src` allows them; ' +
  '`worklet-url` names their folder. See docs/transports.md.';

/** Addresses of those that are chunks of the bundle: the next call does not look beside the script again. */
const chunks = new Map<WorkletFile, string>();
const warned = new Set<WorkletFile>();

/**
 * Loads a worklet into a context.
 * @param folder where the page says that the files are; else they are looked for beside the script, and in the bundle
 * @throws {DOMException} where none of these can be fetched or is allowed; the console says so
 * @throws {TypeError} where the browser has no worklets
 */
export async function addWorklet(
  context: AudioContext,
  worklet: WorkletFile,
  folder?: string,
): Promise<void> {
  if (!(context as Partial<AudioContext>).audioWorklet) throw new TypeError('There is no AudioWorklet');
  try {
    await (folder
      ? context.audioWorklet.addModule(inFolder(folder, worklet.name))
      : addFound(context, worklet));
  } catch (error) {
    if (context.state !== 'closed') warnOf(worklet);
    // An address that is none is as good as a file that is missing.
    throw error instanceof DOMException ? error : new DOMException(String(error), 'NotSupportedError');
  }
}

async function addFound({audioWorklet}: AudioContext, worklet: WorkletFile): Promise<void> {
  const known = chunks.get(worklet);
  if (known) return audioWorklet.addModule(known);
  try {
    await audioWorklet.addModule(worklet.beside());
  } catch (error) {
    const url = await ownAddress(worklet);
    if (!url) throw error;
    await audioWorklet.addModule(url);
    chunks.set(worklet, url);
  }
}

function inFolder(folder: string, name: string): URL {
  return new URL(name, new URL(folder.replace(/\/?$/, '/'), document.baseURI));
}

/** Null where the bundle is one file, which is not for the audio thread, and for what policies refuse. */
async function ownAddress({chunk}: WorkletFile): Promise<string | null> {
  const url = await chunk().then(
    module => module.url,
    () => null,
  );
  return url && url !== import.meta.url && !/^(data|blob):/.test(url) ? url : null;
}

function warnOf(worklet: WorkletFile): void {
  if (warned.has(worklet)) return;
  warned.add(worklet);
  console.warn(`<voice-assistant>: ${worklet.name} did not load. ${missingWorkletHelp}`);
}
