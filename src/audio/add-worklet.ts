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

/**
 * Loads a worklet into a context.
 * @param folder where the page says that the files are; else they are looked for beside the script, and in the bundle
 * @throws {DOMException} where none of these can be fetched or is allowed; the console says so
 */
export async function addWorklet(
  context: AudioContext,
  worklet: WorkletFile,
  folder?: string,
): Promise<void> {
  const {audioWorklet} = context;
  try {
    if (folder) return await audioWorklet.addModule(inFolder(folder, worklet.name));
    try {
      return await audioWorklet.addModule(worklet.beside());
    } catch (error) {
      const url = await ownAddress(worklet);
      if (!url) throw error;
      await audioWorklet.addModule(url);
    }
  } catch (error) {
    if (context.state !== 'closed')
      console.warn(`<voice-assistant>: ${worklet.name} did not load. ${missingWorkletHelp}`);
    throw error;
  }
}

function inFolder(folder: string, name: string): URL {
  return new URL(name, new URL(folder.replace(/\/?$/, '/'), document.baseURI));
}

/** Null where the bundle is one file: that one is not for the audio thread. */
async function ownAddress({chunk}: WorkletFile): Promise<string | null> {
  const url = await chunk().then(
    module => module.url,
    () => null,
  );
  return url !== import.meta.url && /^https?:/.test(url ?? '') ? url : null;
}
