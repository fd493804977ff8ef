declare global {
  interface Window {
    /** What runs on the audio thread of the page. */
    processors: string[];
  }
}

/** Runs in the page, before its scripts. A node whose processor the audio thread does not know cannot be made. */
export function watchWorklets(): void {
  window.processors = [];
  window.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
      super(context, name, options);
      window.processors.push(name);
    }
  };
}
