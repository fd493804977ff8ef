/** What a page holds on to, counted from its first script on. Read as `window.resources`. */
export interface Resources {
  timers: number;
  /** Who set them, for the message of a test that found some. */
  timerOrigins: string[];
  frames: number;
  audioContexts: AudioContext[];
  peers: RTCPeerConnection[];
  sockets: WebSocket[];
  tracks: MediaStreamTrack[];
  audioElements: HTMLAudioElement[];
}

declare global {
  interface Window {
    resources: Resources;
  }
}

/**
 * Runs in the page before its own scripts: watches timers, frames, contexts, connections, tracks and sound.
 * Must refer to nothing outside itself.
 */
export function watchResources(): void {
  const resources: Resources = {
    timers: 0,
    timerOrigins: [],
    frames: 0,
    audioContexts: [],
    peers: [],
    sockets: [],
    tracks: [],
    audioElements: [],
  };
  window.resources = resources;

  const timers = new Map<unknown, string>();
  const count = () => {
    resources.timers = timers.size;
    resources.timerOrigins = [...timers.values()];
  };
  const origin = () => new Error('set').stack ?? '';
  const {
    setTimeout: setTimer,
    clearTimeout: clearTimer,
    setInterval: setRepeat,
    clearInterval: clearRepeat,
  } = window;
  Object.assign(window, {
    setTimeout(handler: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) {
      const id = setTimer(() => {
        timers.delete(id);
        count();
        handler(...args);
      }, ms);
      timers.set(id, origin());
      count();
      return id;
    },
    setInterval(handler: () => void, ms?: number) {
      const id = setRepeat(handler, ms);
      timers.set(id, origin());
      count();
      return id;
    },
    clearTimeout(id: number) {
      clearTimer(id);
      timers.delete(id);
      count();
    },
    clearInterval(id: number) {
      clearRepeat(id);
      timers.delete(id);
      count();
    },
  });

  const frames = new Set<number>();
  const {requestAnimationFrame: requestFrame, cancelAnimationFrame: cancelFrame} = window;
  window.requestAnimationFrame = callback => {
    const id = requestFrame(time => {
      frames.delete(id);
      callback(time);
      resources.frames = frames.size;
    });
    frames.add(id);
    resources.frames = frames.size;
    return id;
  };
  window.cancelAnimationFrame = id => {
    cancelFrame(id);
    frames.delete(id);
    resources.frames = frames.size;
  };

  const remember = <T extends object>(list: T[], target: object) =>
    new Proxy(target as new () => T, {
      construct(constructor, args) {
        const made = Reflect.construct(constructor, args) as T;
        list.push(made);
        return made;
      },
    }) as never;
  window.AudioContext = remember(resources.audioContexts, AudioContext);
  window.RTCPeerConnection = remember(resources.peers, RTCPeerConnection);
  window.WebSocket = remember(resources.sockets, WebSocket);
  window.Audio = remember(resources.audioElements, Audio);

  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  for (const method of ['getUserMedia', 'getDisplayMedia'] as const) {
    const open = devices[method].bind(devices);
    devices[method] = async constraints => {
      const stream = await open(constraints);
      resources.tracks.push(...stream.getTracks());
      return stream;
    };
  }
}
