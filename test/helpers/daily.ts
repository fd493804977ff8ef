import type {DailyCall, DailyEvent, DailyParticipant} from '../../src/backends/pipecat/daily-call.js';

const bot = {local: false, session_id: 'bot-1'};

/** Acts a call object of Daily, as a page would make one with `createCallObject()`, and the bot in its room. */
export class ActedDailyCall {
  readonly sent: {readonly type: string; readonly data?: unknown}[] = [];
  /** What is done with it, in order. */
  readonly done: string[] = [];
  readonly track: MediaStreamTrack;
  state = 'new';
  /** The bot comes as the page joins. */
  botComes = true;
  /** What joining fails with. */
  broken: Error | null = null;
  readonly #context = new AudioContext();
  readonly #handlers = new Map<string, Set<(event: DailyEvent) => void>>();
  #bot: DailyParticipant | null = null;

  constructor() {
    this.track = this.#context.createMediaStreamDestination().stream.getAudioTracks()[0]!;
  }

  get object(): DailyCall {
    return this as unknown as DailyCall;
  }

  get handlerCount(): number {
    return [...this.#handlers.values()].reduce((sum, {size}) => sum + size, 0);
  }

  meetingState(): string {
    return this.state;
  }

  async join(): Promise<void> {
    this.done.push('join');
    await Promise.resolve();
    if (this.broken) throw this.broken;
    this.state = 'joined-meeting';
    if (this.botComes) setTimeout(() => this.come());
  }

  leave(): Promise<void> {
    this.done.push('leave');
    this.state = 'left-meeting';
    this.#bot = null;
    return Promise.resolve();
  }

  participants(): object {
    const tracks = {audio: {persistentTrack: this.track}};
    return {
      local: {local: true, session_id: 'me', tracks: {audio: {}}},
      ...(this.#bot && {[bot.session_id]: {...bot, tracks}}),
    };
  }

  setInputDevicesAsync({audioSource}: {audioSource: unknown}): Promise<void> {
    this.done.push(`microphone ${audioSource instanceof MediaStreamTrack}`);
    return Promise.resolve();
  }

  setLocalAudio(enabled: boolean): void {
    this.done.push(`audio ${enabled}`);
  }

  sendAppMessage(data: {readonly type: string; readonly id: string}): void {
    this.sent.push(data);
    if (data.type === 'client-ready') setTimeout(() => this.says('bot-ready', {version: '2.2.0'}));
  }

  on(event: string, handler: (event: DailyEvent) => void): void {
    if (!this.#handlers.has(event)) this.#handlers.set(event, new Set());
    this.#handlers.get(event)!.add(handler);
  }

  off(event: string, handler: (event: DailyEvent) => void): void {
    this.#handlers.get(event)?.delete(handler);
  }

  tell(event: string, more: DailyEvent = {}): void {
    for (const handler of this.#handlers.get(event) ?? []) handler({action: event, ...more});
  }

  says(type: string, data?: object): void {
    this.tell('app-message', {data: {label: 'rtvi-ai', type, id: '1', data}, fromId: bot.session_id});
  }

  come(): void {
    this.#bot = bot;
    this.tell('participant-joined', {participant: bot});
    this.tell('track-started', {participant: bot, track: this.track});
  }

  go(): void {
    this.#bot = null;
    this.tell('participant-left', {participant: bot});
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
