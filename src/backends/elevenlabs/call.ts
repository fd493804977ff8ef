import {textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {RespondOption, VoiceSessionStart} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import {Agent} from './agent.js';
import {AgentSound} from './agent-sound.js';
import type {AgentConnection, WireListener} from './connection.js';
import {loaded} from './loaded.js';
import {initiationOf} from './initiation.js';
import {LastWords} from './last-words.js';
import {requestSignedUrl, type SignedUrl} from './signed-url.js';
import {goneCode, type Closure, type ServerError} from './server-error.js';
import {earlierText, notedText, resultText, stoppedText, withdrawnText} from './told.js';
import {answeredIn, Unanswered} from './unanswered.js';

type Message = {readonly type: string} & WireObject;

/** One conversation over one connection: made when it opens, dropped when it is closed. */
export class ElevenLabsCall {
  readonly connection: AgentConnection;
  readonly #settings: () => SessionSettings;
  readonly #start: VoiceSessionStart;
  readonly #suffix: string;
  readonly #sound: AgentSound;
  readonly #lastWords: LastWords;
  readonly #listener: WireListener;
  readonly #unanswered: Unanswered;
  /** Contexts that were told, by their ids. */
  readonly #told = new Set<string>();
  #agent: Agent | null = null;
  #microphone: MediaStreamTrack | null = null;
  #textOnly = false;
  /** The user writes, and has not spoken. */
  #isTyped = false;
  #isOpen = false;
  /** What came before it was open. */
  readonly #early: WireObject[] = [];
  /** Nothing is reported any more. */
  #closed = false;
  #error: ServerError | undefined;
  /** @param suffix keeps the turns of this conversation apart from those of another */
  constructor(
    connection: AgentConnection,
    settings: () => SessionSettings,
    start: VoiceSessionStart,
    suffix: string,
  ) {
    this.connection = connection;
    this.#settings = settings;
    this.#start = start;
    this.#suffix = suffix;
    this.#unanswered = new Unanswered(start.history);
    this.#sound = new AgentSound(
      () => connection.player,
      () => connection.outputRate,
      {
        started: () => this.#emit({type: 'playback-started'}),
        stopped: id => {
          this.#agent?.responses.fellSilent(id);
          this.#lastWords.fellSilent();
        },
        settled: id => this.#agent?.responses.settled(id),
      },
    );
    this.#lastWords = new LastWords(this.#sound, event => this.#end(event));
    this.#listener = {
      message: event => this.#read(event),
      output: stream => this.#emit({type: 'output', stream}),
      playing: chunk => this.#sound.playing(chunk),
      ended: chunk => this.#sound.ended(chunk),
      interrupted: interrupted => this.#interruptedBySystem(interrupted),
      stalled: () => this.#emit({type: 'session-stalled'}),
      resumed: () => this.#emit({type: 'session-resumed'}),
      closed: closure => void this.#closedByServer(closure),
    };
  }

  /** @throws {VoiceError} or the signal's reason */
  async open(): Promise<void> {
    const {signal, history} = this.#start;
    let signed: SignedUrl | undefined;
    const told = history.length ? loaded(import('./history.js')) : null;
    const sessionId = await this.connection.open({
      signal,
      address: async () => {
        [signed] = await Promise.all([requestSignedUrl(this.#settings(), signal), told]);
        return signed.url;
      },
      initiate: () => {
        const settings = this.#settings();
        // Where the microphone is still to come, the conversation is opened anew with it.
        const textOnly = (this.#textOnly = settings.answers === 'written' && !this.#microphone);
        const start = {textOnly, goesOn: history.length > 0};
        return {message: initiationOf(settings, signed?.said ?? {}, start), textOnly};
      },
      listener: this.#listener,
    });
    if (this.#closed) return; // Its session says why.
    const past = (await told)?.historyText(answeredIn(history));
    this.#agent = new Agent({
      prefix: `${sessionId || 'conversation'}${this.#suffix}-`,
      sound: this.#sound,
      textOnly: this.#textOnly,
      isSpoken: () => this.#isSpoken,
      soundIn: base64 => this.connection.soundIn(base64),
      emit: event => this.#agentTold(event),
      send: message => this.#send(message),
      hungUp: () => this.#lastWords.hear({type: 'session-ended', reason: 'remote'}),
      failed: error => (this.#error = error),
    });
    this.#isOpen = true;
    if (past) this.#update(past);
    this.#emit({type: 'session-opened', sessionId});
    // Should the connection be lost, there may be no network to load them by.
    Promise.all([import('./history.js'), import('./server-end.js')]).catch(() => {});
    for (const event of this.#early.splice(0)) this.#read(event);
    // It came while the server was still asked to hear nothing.
    if (this.#textOnly && this.#microphone) this.#openAnew();
  }

  close(): void {
    if (this.#closed) return;
    this.#isOpen = false;
    this.#closed = true;
    this.#lastWords.close();
    this.#agent?.close();
    this.#sound.close();
    this.connection.close();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.connection.setMicrophone(track);
    if (!track || !this.#isOpen) return;
    this.#isTyped = false;
    if (this.#textOnly) return this.#openAnew();
    // The agent may have spoken first, to a person who read the browser's question: once the call knows of the
    // microphone, that is told again.
    queueMicrotask(() => this.#sound.heardResponse && this.#emit({type: 'playback-started'}));
  }

  /** The server cannot be stopped: it is silent here, and the agent is told. */
  interrupt(): void {
    if (!this.#isOpen || !this.#agent?.responses.stop()) return;
    this.#send({type: 'user_activity'});
    this.#update(stoppedText);
  }

  sendText(text: string, _id: string, {respond}: RespondOption): void {
    if (!this.#isOpen) return;
    if (respond) {
      this.#isTyped = !this.#microphone;
      return this.#ask(text);
    }
    this.#goOn();
    this.#update(notedText(text));
    this.#unanswered.said(text);
  }

  /**
   * Has the agent respond to what the user said last, or else to what it was told last. A greeting, which comes with
   * instructions, is the agent's own.
   */
  requestResponse(instructions?: string): void {
    const text = this.#isOpen && !instructions && this.#unanswered.take();
    if (text) this.#ask(text);
  }

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    if (!this.#isOpen || this.#agent?.work?.answer(callId, output)) return;
    const earlier = this.#start.toolCalls?.find(call => call.callId === callId);
    if (!earlier) return;
    const text = resultText(earlier.name, output);
    if (respond) return this.#ask(text);
    this.#update(text);
    this.#unanswered.noted(text);
  }

  answerApproval(requestId: string, approved: boolean): void {
    if (this.#isOpen) this.#agent?.work?.approve(requestId, approved);
  }

  sendContext(text: string, id?: string): void {
    if (!this.#isOpen) return;
    if (!text && (id === undefined || !this.#told.delete(id))) return;
    if (text && id !== undefined) this.#told.add(id);
    this.#update(text || withdrawnText, id);
    // What has an id is how things stand, and nothing to be responded to.
    if (id === undefined) this.#unanswered.noted(text);
  }

  /** Whether the agent is heard. A conversation that is typed is answered in writing, unless the page wants otherwise. */
  get #isSpoken(): boolean {
    const {answers} = this.#settings();
    if (this.#textOnly || answers === 'written') return false;
    return answers === 'spoken' || !this.#isTyped;
  }

  #ask(text: string): void {
    this.#goOn();
    this.#send({type: 'user_message', text});
    this.#agent?.typed(text);
  }

  /** What was unanswered until now is so no longer: the agent knows it, or learns it late. */
  #goOn(): void {
    const untold = this.#unanswered.settle();
    if (untold) this.#update(earlierText(untold));
  }

  #agentTold(event: VoiceSessionEvent): void {
    if (event.type === 'response-started' || event.type === 'input-committed') this.#goOn();
    this.#emit(event);
  }

  #update(text: string, id?: string): void {
    this.#send({type: 'contextual_update', text, ...(id !== undefined && {context_id: id})});
  }

  /** @throws {VoiceError} `too-large` */
  #send(message: Message): void {
    if (!this.#isOpen || this.#lastWords.event) return;
    if (this.#settings().debug) this.#emit({type: 'raw', direction: 'out', name: message.type});
    this.connection.send(message);
  }

  #emit(event: VoiceSessionEvent): void {
    if (!this.#closed) this.#start.emit(event);
  }

  #read(event: WireObject): void {
    if (!this.#isOpen) return void this.#early.push(event);
    if (this.#settings().debug) this.#emit({type: 'raw', direction: 'in', name: textAt(event, 'type')});
    this.#agent?.read(event);
  }

  #interruptedBySystem(interrupted: boolean): void {
    this.#sound.interrupted(interrupted);
    this.#emit(
      interrupted
        ? {type: 'problem', error: new VoiceError('playback-blocked', {detail: 'interrupted'})}
        : {type: 'problem-solved', code: 'playback-blocked'},
    );
  }

  async #closedByServer(closure: Closure): Promise<void> {
    if (!this.#isOpen) return;
    const end = this.#lastWords.event ?? (await this.#endBy(closure));
    if (end.type === 'session-ended') this.#lastWords.hear(end);
    else this.#end(end);
  }

  async #endBy(closure: Closure): Promise<VoiceSessionEvent> {
    const lost = {type: 'session-lost', error: new VoiceError('connection-lost')} as const;
    // What is gone without a word may have no network to load what knows the causes.
    if (closure.code === goneCode && !this.#error) return lost;
    return import('./server-end.js').then(
      ({endBy}) => endBy(closure, this.#error),
      () => (closure.code === 1_000 ? {type: 'session-ended', reason: 'remote'} : lost),
    );
  }

  /** Another conversation, which is opened in the place of this one, hears the microphone. */
  #openAnew(): void {
    this.#end({type: 'session-lost', error: new VoiceError('connection-lost', {detail: 'text-only'})});
  }

  #end(event: VoiceSessionEvent): void {
    if (this.#closed) return;
    this.#agent?.close();
    this.#emit(event);
    this.close();
  }
}
