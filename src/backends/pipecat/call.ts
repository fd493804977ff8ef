import {isTimeout, withDeadline} from '../../session/deadline.js';
import {EarlyEvents} from '../../session/early-events.js';
import {textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {RespondOption, VoiceSessionStart} from '../../session/voice-session.js';
import {Work} from '../../session/work.js';
import {VoiceError} from '../../state/voice-error.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import {Answers} from './answers.js';
import {BotMessages} from './bot-messages.js';
import {capabilitiesOf} from './capabilities.js';
import {createMessage, isRtvi, protocolVersion, type RtviMessage} from './messages.js';
import {exchangeOffer, renegotiate, requestData} from './exchange-offer.js';
import {PageMessages} from './page-messages.js';
import {UserTurns} from './user-turns.js';

/** A bot may have models to load. */
const readyTimeoutMs = 30_000;
/** The server takes a page that was quiet for three times as long for gone. */
const pingMs = 1_000;
/** The rest of what an endpoint takes is for the offer. */
const maxHistoryBytes = 30_000;
const noToken = Promise.resolve('');
/** An endpoint that starts a session first, which takes the offer. */
const startAddress = /\/start(?=$|[?#])/;

/** What the call of a session goes on from. */
export interface CallPast {
  /** The connection of the same call that was lost. */
  readonly connectionId?: string;
  readonly muted: boolean;
}

/** One connection to a bot: made when it opens, dropped when it is closed. */
export class PipecatCall {
  readonly connection: RealtimeConnection;
  /** The server's id of the connection, once there is one. */
  connectionId = '';
  readonly #settings: () => SessionSettings;
  readonly #start: VoiceSessionStart;
  readonly #events: EarlyEvents;
  readonly #past: CallPast;
  readonly #answers: Answers;
  readonly #user: UserTurns;
  readonly #page: PageMessages;
  readonly #work: Work;
  readonly #bot: BotMessages;
  /** Tools that commands of the bot asked for: it does not wait for what comes of them. */
  readonly #commands = new Set<string>();
  /** Makes another offer over the same connection. */
  #renegotiate: (() => Promise<void>) | undefined;
  #microphone: MediaStreamTrack | null = null;
  #muted: boolean;
  #isOpen = false;
  /** Nothing is reported any more. */
  #closed = false;
  #pings: ReturnType<typeof setInterval> | undefined;
  /** Ends the opening, well or not. */
  #ready: () => void = () => {};
  #failToOpen: (error: VoiceError) => void = () => {};

  /** @param suffix keeps the turns of this session apart from those of another */
  constructor(
    connection: RealtimeConnection,
    settings: () => SessionSettings,
    start: VoiceSessionStart,
    past: CallPast,
    suffix: string,
  ) {
    this.connection = connection;
    this.#settings = settings;
    this.#start = start;
    this.#events = new EarlyEvents(event => this.#closed || start.emit(event));
    this.#past = past;
    this.#muted = past.muted;
    const emit = (event: VoiceSessionEvent) => this.#emit(event);
    this.#answers = new Answers(emit, suffix);
    this.#user = new UserTurns(emit, suffix);
    this.#work = new Work(emit);
    this.#page = new PageMessages(
      message => this.#send(message),
      features => emit({type: 'capabilities-changed', capabilities: capabilitiesOf(features)}),
    );
    this.#bot = new BotMessages({
      answers: this.#answers,
      user: this.#user,
      page: this.#page,
      work: this.#work,
      commands: this.#commands,
      emit,
      ready: () => this.#ready(),
      ended: event => this.#ended(event),
    });
  }

  /** @throws {VoiceError} or the signal's reason */
  async open(): Promise<void> {
    const {signal} = this.#start;
    const failed = new Promise<never>((_, reject) => (this.#failToOpen = reject));
    failed.catch(() => {}); // Awaited below; it may fail before.
    const ready = new Promise<void>(resolve => (this.#ready = resolve));
    this.connectionId = await Promise.race([this.#connect(), failed]);
    this.#beginPings();
    this.#tellMuted();
    const about = {library: 'voice-assistant-element', platform: 'web'};
    this.#send(createMessage('client-ready', {version: protocolVersion, about}));
    await withDeadline(readyTimeoutMs, signal, () => Promise.race([ready, failed])).catch(
      (cause: unknown) => {
        throw isTimeout(cause) ? new VoiceError('connect-timeout', {detail: 'bot-ready', cause}) : cause;
      },
    );
    if (this.#closed) return; // Its session says why.
    this.#isOpen = true;
    this.#events.open(this.connectionId);
    this.#page.opened();
    // Should the connection be lost, there may be no network to load it by.
    import('../../session/history.js').catch(() => {});
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#isOpen = false;
    clearInterval(this.#pings);
    this.#answers.close();
    this.#page.close();
    this.#work.close();
    this.connection.close();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.connection.setMicrophone(track);
    // The bot may have spoken first, to a person who read the browser's question: once the call knows of the
    // microphone, that is told again.
    if (track && this.#isOpen) queueMicrotask(() => this.#answers.tellPlaying());
  }

  setMuted(muted: boolean): void {
    if (muted === this.#muted) return;
    this.#muted = muted;
    if (this.#isOpen) this.#tellMuted();
  }

  /** A bot that does not take the message goes on, and is not heard. */
  interrupt(): void {
    if (!this.#isOpen) return;
    if (this.#page.lacks('interrupt')) this.#answers.cut('here');
    else this.#page.send('interrupt', 'page-interrupt');
  }

  sendText(content: string, _id: string, {respond}: RespondOption): void {
    if (!this.#isOpen) return;
    const {answers} = this.#settings();
    const spoken = answers === 'spoken' || (answers !== 'written' && this.#microphone !== null);
    if (respond) {
      this.#answers.expectsSound = spoken;
      this.#answers.next();
    }
    const options = {run_immediately: respond, audio_response: spoken};
    this.#send(createMessage('send-text', {content, options}));
  }

  requestResponse(instructions = ''): void {
    if (this.#isOpen) this.#page.send('respond', 'page-respond', {...(instructions && {instructions})});
  }

  say(text: string): void {
    if (this.#isOpen) this.#page.send('say', 'page-say', {text});
  }

  sendToolResult(id: string, output: string, {respond}: RespondOption): void {
    if (!this.#isOpen || this.#commands.delete(id)) return;
    const name = this.#bot.toolNames.get(id) ?? this.#start.toolCalls?.find(call => call.callId === id)?.name;
    this.#page.send('tools', 'page-tool-result', {id, ...(name && {name}), output, respond});
  }

  sendContext(text: string, id = ''): void {
    if (this.#isOpen) this.#page.send('context', 'page-context', {text, ...(id && {id})});
  }

  async #connect(): Promise<string> {
    const {signal, emit, history: turns} = this.#start;
    const {connectionId} = this.#past;
    let settings = this.#settings();
    const history = turns.length
      ? (await import('../../session/history.js')).historyOf(turns, maxHistoryBytes)
      : [];
    if (startAddress.test(settings.sessionEndpoint ?? '')) {
      const {startSession} = await import('./start-session.js');
      settings = await startSession(settings, requestData(settings, history), signal);
    }
    return this.connection.open({
      url: settings.sessionEndpoint ?? '',
      token: noToken,
      exchange: (peer, limited) => {
        this.#renegotiate = () => renegotiate(peer, settings, this.connectionId, signal);
        return exchangeOffer(peer, settings, {history, connectionId}, limited);
      },
      signal,
      iceServers: settings.iceServers,
      channelLabel: 'chat',
      listener: {
        message: message => this.#read(message),
        output: stream => emit({type: 'output', stream}),
        stalled: () => this.#emit({type: 'session-stalled'}),
        resumed: () => this.#resumed(),
        report: event => this.#emit(event),
        lost: () => this.#lost(),
      },
    });
  }

  #send(message: RtviMessage): void {
    if (this.#settings().debug) this.#emit({type: 'raw', direction: 'out', name: message.type});
    this.connection.send(message);
  }

  /** To a server that learns nothing else of a page that is gone. */
  #beginPings(): void {
    const ping = () => this.connection.send('ping');
    ping();
    this.#pings = setInterval(ping, pingMs);
  }

  /** The microphone is silent by itself; the bot may want to know why. */
  #tellMuted(): void {
    const message = {type: 'trackStatus', receiver_index: 0, enabled: !this.#muted};
    this.connection.send({type: 'signalling', message});
  }

  #emit(event: VoiceSessionEvent): void {
    if (!this.#closed) this.#events.emit(event);
  }

  /** What was heard meanwhile may have begun where it was not noticed. */
  #resumed(): void {
    this.#emit({type: 'session-resumed'});
    this.#answers.tellPlaying();
  }

  #lost(): void {
    const error = new VoiceError('connection-lost');
    if (this.#isOpen) this.#ended({type: 'session-lost', error});
    else this.#failToOpen(error);
  }

  /** It is over: what was being said is told, then the end, and nothing after that. */
  #ended(event: VoiceSessionEvent): void {
    if (!this.#isOpen) return this.#failToOpen(new VoiceError('connect-answer', {detail: 'bot-left'}));
    this.#isOpen = false;
    this.#user.finish();
    this.#answers.over();
    this.#emit(event);
    this.close();
  }

  #read(message: WireObject): void {
    if (this.#closed) return;
    const type = textAt(message, 'type');
    if (this.#settings().debug) this.#emit({type: 'raw', direction: 'in', name: type});
    if (type === 'signalling') return this.#signalled(message);
    if (isRtvi(message)) this.#bot.read(type, message);
  }

  #signalled({message}: WireObject): void {
    const type = textAt({...(message as object | null)}, 'type');
    if (type === 'peerLeft') return this.#ended({type: 'session-ended', reason: 'remote'});
    if (type !== 'renegotiate' || !this.#isOpen) return;
    // Where it does not come about, the connection goes on as it is, or is lost.
    this.#renegotiate?.().catch(() => {});
  }
}
