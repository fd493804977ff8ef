/*
 * What an AudioWorklet finds around it, which the types of the DOM leave out.
 * @see https://www.w3.org/TR/webaudio/#AudioWorkletGlobalScope
 */

export interface Processor {
  readonly port: MessagePort;
}

interface WorkletScope {
  readonly AudioWorkletProcessor: (new () => Processor) | undefined;
  readonly sampleRate: number;
  readonly currentTime: number;
  registerProcessor?(
    name: string,
    processor: new (options: {processorOptions: never}) => Processor & {
      process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
    },
  ): void;
}

export const scope = globalThis as unknown as WorkletScope;

/** Also there where a page imports a worklet's file, only to ask for its address. */
export const WorkletProcessor = scope.AudioWorkletProcessor ?? (class {} as new () => Processor);
