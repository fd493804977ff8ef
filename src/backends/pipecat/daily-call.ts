/** Someone in a call of Daily, as far as it is read. */
export interface DailyParticipant {
  readonly local: boolean;
  readonly session_id: string;
}

/** What a call object tells, as far as it is read. */
export interface DailyEvent {
  readonly action?: string;
  readonly participant?: DailyParticipant | null;
  readonly track?: MediaStreamTrack;
  readonly data?: unknown;
  readonly fromId?: string;
}

/** What a room is joined with. Daily opens the camera and the microphone by itself, unless told otherwise. */
export interface DailyJoinOptions {
  readonly audioSource: MediaStreamTrack | false;
  readonly videoSource: false;
  readonly startAudioOff: true;
  readonly startVideoOff: true;
}

/** The part of a call object of `@daily-co/daily-js` that is used. A call object of the library fits. */
export interface DailyCall {
  meetingState(): string;
  join(options: DailyJoinOptions): Promise<unknown>;
  leave(): Promise<void>;
  participants(): Readonly<
    Record<string, DailyParticipant & {readonly tracks: {readonly audio: DailyTrack}}>
  >;
  sendAppMessage(data: unknown, to?: string): unknown;
  setInputDevicesAsync(devices: {audioSource: MediaStreamTrack | false}): Promise<unknown>;
  setLocalAudio(enabled: boolean): unknown;
  on(event: never, handler: (event: never) => void): unknown;
  off(event: never, handler: (event: never) => void): unknown;
}

/** A track of a participant. */
export interface DailyTrack {
  readonly persistentTrack?: MediaStreamTrack;
}
