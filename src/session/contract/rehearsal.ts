import type {SessionCapabilities} from '../../state/capabilities.js';
import type {VoiceSessionEvent} from '../session-event.js';
import type {VoiceSession, VoiceSessionStart} from '../voice-session.js';
import type {CreateScene, SessionCheck, SessionCheckOptions, SessionScene} from './scene.js';

/** An event of one type. */
export type EventOf<Type extends VoiceSessionEvent['type']> = Extract<
  VoiceSessionEvent,
  {readonly type: Type}
>;

/** How often a check looks whether something has happened. */
const lookMs = 10;

/** Thrown by a check that cannot be made. */
class Skip {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

/** One check at work: calls of one session, what they report, and patience that ends. */
export class Rehearsal {
  readonly scene: SessionScene;
  readonly session: VoiceSession;
  /** What all calls have reported, in order. */
  readonly events: VoiceSessionEvent[] = [];
  /** Told of each event while it is reported. */
  onEvent: (event: VoiceSessionEvent) => void = () => {};
  readonly #endsAt: number;
  readonly #deadlineMs: number;
  readonly #quietMs: number;
  #call = {over: true};
  /** Plays what is to be heard, as the widget does: browsers do not let anyone listen to what is not played. */
  readonly #speaker = typeof Audio === 'undefined' ? null : new Audio();
  /** What calls reported that had been stopped. */
  readonly #strays: string[] = [];

  constructor(scene: SessionScene, {deadlineMs = 10_000, quietMs = 300}: SessionCheckOptions) {
    this.scene = scene;
    this.session = scene.session;
    this.#deadlineMs = deadlineMs;
    this.#endsAt = performance.now() + deadlineMs;
    this.#quietMs = quietMs;
  }

  /** What the session can do, as far as that is known by now. */
  get capabilities(): SessionCapabilities {
    return this.reported('capabilities-changed').at(-1)?.capabilities ?? this.session.capabilities;
  }

  /** To look only at what is reported from now on. */
  get mark(): number {
    return this.events.length;
  }

  /** Skips the check where the capabilities deny what it is about. */
  needs(...names: readonly (keyof SessionCapabilities)[]): void {
    for (const name of names) if (!this.capabilities[name]) this.skip(`its capabilities say: ${name}: false`);
  }

  /** Skips the check where the scene cannot act what it is about. */
  needsOfScene(name: keyof SessionScene): void {
    if (!this.scene[name]) this.skip(`the scene has no ${name}`);
  }

  skip(why: string): never {
    throw new Skip(why);
  }

  fail(message: string): never {
    const reported = this.events.map(({type}) => type).slice(-40);
    throw new Error(`${message}. Reported so far: ${reported.join(', ') || 'nothing'}.`);
  }

  /** Fails unless so. */
  expect(so: unknown, message: string): void {
    if (!so) this.fail(message);
  }

  /** Begins to open a call. */
  open(options: Partial<Omit<VoiceSessionStart, 'emit'>> = {}): Promise<void> {
    const call = (this.#call = {over: false});
    const {signal} = new AbortController();
    const emit = (event: VoiceSessionEvent) => {
      if (call.over) return void this.#strays.push(event.type);
      this.events.push(event);
      if (event.type === 'output') this.#play(event.stream);
      this.onEvent(event);
    };
    return Promise.resolve(this.session.start({signal, history: [], ...options, emit}));
  }

  /** Opens a call. */
  start(options?: Partial<Omit<VoiceSessionStart, 'emit'>>): Promise<void> {
    return this.inTime(this.open(options), 'start() to resolve');
  }

  /** Ends the call: nothing may be reported from now on. */
  stop(): void {
    this.#call.over = true;
    this.session.stop('stopped');
  }

  /** What was reported after a mark, of one type. */
  reported<Type extends VoiceSessionEvent['type']>(type: Type, mark = 0): EventOf<Type>[] {
    return this.events.slice(mark).filter((event): event is EventOf<Type> => event.type === type);
  }

  /** Fails where something of these types was reported after a mark. */
  expectNone(types: readonly VoiceSessionEvent['type'][], mark: number, message: string): void {
    const found = this.events.slice(mark).find(({type}) => types.includes(type));
    this.expect(!found, `${message}, but “${found?.type}” was reported`);
  }

  /** Waits for an event. @param why what it is awaited for: completes "Waited in vain for “type”, …" */
  next<Type extends VoiceSessionEvent['type']>(
    type: Type,
    mark: number,
    why: string,
    matches: (event: EventOf<Type>) => boolean = () => true,
  ): Promise<EventOf<Type>> {
    return this.until(() => this.reported(type, mark).find(matches), `“${type}”, ${why}`);
  }

  /** Waits until something is found. @param what completes "Waited in vain for …" */
  async until<T>(look: () => T | Promise<T>, what: string): Promise<NonNullable<T>> {
    for (;;) {
      const found = await look();
      if (found) return found;
      if (performance.now() > this.#endsAt) this.fail(this.#inVain(what));
      await wait(lookMs);
    }
  }

  /** Waits for a promise. @param what completes "Waited in vain for …" */
  async inTime<T>(promise: T | Promise<T>, what: string): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>(resolve => {
      timer = setTimeout(() => resolve('late'), Math.max(0, this.#endsAt - performance.now()));
    });
    const first = await Promise.race([promise, late]).finally(() => clearTimeout(timer));
    return first === 'late' ? this.fail(this.#inVain(what)) : first;
  }

  /** Waits for as long as what may not happen would take to arrive. */
  quiet(): Promise<void> {
    return wait(this.#quietMs);
  }

  /** Waits for the next response, to the end of its sound. @returns its id, and where among the events it began */
  async response(mark: number, why: string): Promise<{id: string; from: number; audible: boolean}> {
    const started = await this.next('response-started', mark, why);
    const from = this.events.indexOf(started, mark);
    const finished = await this.next(
      'response-finished',
      from,
      'the end of a response that began',
      ({responseId}) => responseId === started.responseId,
    );
    if (finished.audible) {
      await this.next('playback-started', mark, 'since the response was said to be audible');
      await this.next('playback-stopped', from, 'the end of the sound of a response');
    }
    return {id: started.responseId, from, audible: finished.audible};
  }

  /** Types something that is answered at length. @returns the id of the response, once something of it is known */
  async longResponse(): Promise<string> {
    const {mark} = this;
    this.session.sendText(this.scene.longQuestion ?? 'Tell me a long story.', 'typed-long', {respond: true});
    const {responseId} = await this.next('response-started', mark, 'the response to typed words');
    await this.until(
      () => this.events.slice(mark).some(event => isText(event) || event.type === 'playback-started'),
      'words or sound of a response',
    );
    const over = this.reported('response-finished', mark).some(event => event.responseId === responseId);
    const {length: begun} = this.reported('playback-started', mark);
    this.expect(
      !over || begun > this.reported('playback-stopped', mark).length,
      'The response was over at once: the scene must answer its longQuestion at length',
    );
    return responseId;
  }

  /** Ends the check. */
  async end(): Promise<void> {
    this.stop();
    this.#play(null);
    await this.scene.close?.();
  }

  expectNoStrays(): void {
    const [first] = this.#strays;
    this.expect(!first, `“${first}” was reported by a call that had been stopped`);
  }

  #play(stream: MediaStream | null): void {
    if (!this.#speaker) return;
    this.#speaker.srcObject = stream;
    if (stream) this.#speaker.play().catch(() => {}); // Another stream took its place, or the page may not play.
  }

  #inVain(what: string): string {
    return `Waited in vain for ${what} (${this.#deadlineMs / 1000} s in all)`;
  }
}

/** Words of the assistant. */
export function isText(event: VoiceSessionEvent): event is EventOf<'turn-text'> {
  return event.type === 'turn-text' && event.role === 'assistant';
}

/** A check by its name. */
export function check(
  name: string,
  act: (rehearsal: Rehearsal) => Promise<void> | void,
  pushToTalk = false,
): SessionCheck {
  return {
    name,
    check: async (create: CreateScene, options: SessionCheckOptions = {}) => {
      const rehearsal = new Rehearsal(await create({pushToTalk}), options);
      try {
        await act(rehearsal);
        rehearsal.expectNoStrays();
        return {};
      } catch (error) {
        if (error instanceof Skip) return {skipped: error.why};
        throw error;
      } finally {
        await rehearsal.end();
      }
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
