import {EarlyEvents} from '../../session/early-events.js';
import {textAt, type WireObject} from '../../session/json.js';
import type {RealtimeModel, RealtimeModelCommand} from '../../session/realtime-model.js';
import {Responses} from '../../session/responses.js';
import type {ToolDefinition, VoiceSessionEvent} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {RespondOption, VoiceSessionStart} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import type {CreateAudio} from '../../transports/sound-socket.js';
import {SpokenResponses} from '../../transports/spoken-responses.js';
import {CodecConnection} from './connection.js';
import {earlierResult, PageNotes, prompt, sayExactly} from './notes.js';
import {CodecReader} from './reader.js';
import {initialConfig, liveConfig, toolConfig} from './session-config.js';
import {requestSetup} from './setup.js';
import type {ModelTraits} from './traits.js';

/** What was wanted so long before a response began is known to it. */
const reachedMs = 500;

/** What a call is made with. */
export interface CallOptions {
  readonly model: RealtimeModel;
  readonly traits: ModelTraits;
  readonly settings: () => SessionSettings;
  readonly start: VoiceSessionStart;
  /** Keeps the turns of this call apart from those of another. */
  readonly suffix: string;
  readonly createAudio: CreateAudio;
}

/** One call over one connection: made when it opens, dropped when it is closed. */
export class AISDKCall {
  readonly connection: CodecConnection;
  readonly #options: CallOptions;
  readonly #events: EarlyEvents;
  readonly #responses: Responses;
  readonly #sounds: SpokenResponses;
  readonly #reader: CodecReader;
  readonly #notes = new PageNotes();
  /** What responses that are wanted are to be about. */
  #prompts: string[] = [];
  /** Texts that a server which responds to each at once is not told before a response is wanted. */
  #held: string[] = [];
  #wantedAt = -Infinity;
  #isHeard = false;
  #hasTools = false;
  #goesAway = false;
  #sessionId = '';
  #closed = false;
  /** Ends the opening: the connection is lost before it is complete. */
  #failToOpen: (error: VoiceError) => void = () => {};

  /** @throws {VoiceError} `unsupported` */
  constructor(options: CallOptions) {
    this.#options = options;
    const {start, settings, traits} = options;
    this.#events = new EarlyEvents(event => this.#closed || start.emit(event));
    this.connection = new CodecConnection(options.createAudio, {
      event: event => this.#receive(event),
      sent: name => settings().debug && this.#emit({type: 'raw', direction: 'out', name}),
      playing: id => this.#sounds.playing(id),
      starved: () => {}, // It goes on by itself.
      ended: id => this.#sounds.ended(id),
      interrupted: interrupted => this.#interrupted(interrupted),
      stalled: () => this.#emit({type: 'session-stalled'}),
      resumed: () => this.#emit({type: 'session-resumed'}),
      lost: () => this.#lost(),
      finished: () => (this.#goesAway ? this.#lost() : this.#end({type: 'session-ended', reason: 'remote'})),
    });
    this.#sounds = new SpokenResponses(this.connection.audio, (responseId, sounds) =>
      this.#follow(sounds ? {type: 'playback-started'} : {type: 'playback-stopped', cut: false, responseId}),
    );
    this.#responses = new Responses(
      {
        request: () => this.#request(),
        cancel: () => (traits.cancels ? this.#send({type: 'response-cancel'}) : this.#reader.abandon()),
        cut: () => void this.#reader.cut(),
        'clear-input': () => this.#send({type: 'input-audio-clear'}),
        commit: () => this.#send({type: 'input-audio-commit'}),
      },
      this.#isAutomatic,
    );
    this.#reader = new CodecReader(
      {
        responses: this.#responses,
        sounds: this.#sounds,
        asks: traits.asks,
        emit: event => this.#follow(event),
        truncate: (itemId, audioEndMs) =>
          this.#send({type: 'conversation-item-truncate', itemId, contentIndex: 0, audioEndMs}),
        begins: () =>
          performance.now() - this.#wantedAt > reachedMs && !this.#prompts.length && !this.#held.length,
        goesAway: () => (this.#goesAway = true),
      },
      options.suffix,
    );
  }

  /** @throws {VoiceError} or the signal's reason */
  async open(): Promise<void> {
    const {model, traits, settings, start} = this.#options;
    const setup = requestSetup(settings(), start.signal);
    setup.catch(() => {}); // Awaited below; a failure before that must not count as unhandled.
    const lost = new Promise<never>((_, reject) => (this.#failToOpen = reject));
    lost.catch(() => {});
    const isContinued = traits.capabilities.history && start.history.length > 0;
    const earlier = import('./earlier-turns.js').then(({earlierTurns}) =>
      isContinued ? earlierTurns(start.history) : '',
    );
    earlier.catch(() => {}); // Should the connection be lost, there may be no network to load it by: it is loaded now.
    const config = initialConfig(settings(), traits);
    const opened = this.connection.open({model, setup, config, signal: start.signal});
    await Promise.race([opened, lost]);
    const text = isContinued && (await earlier);
    if (text) this.#say(text);
    if (this.#closed) return; // Its session says why.
    start.emit({type: 'output', stream: this.connection.audio.stream});
    this.#events.open(this.#sessionId);
  }

  close(): void {
    this.#closed = true;
    this.#responses.close();
    this.#reader.close();
    this.connection.close();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#isHeard = track !== null;
    this.connection.audio.setMicrophone(track);
  }

  interrupt(): void {
    this.#prompts = [];
    this.#responses.take({type: 'stopped'});
  }

  /** Push-to-talk. Where nothing marks the end of a turn, the server finds it. */
  talk(held: boolean): void {
    if (this.#takesTurns) return this.#responses.take({type: held ? 'held' : 'released'});
    if (held) this.interrupt();
    else this.#send({type: 'input-audio-commit'});
  }

  sendText(text: string, _id: string, {respond}: RespondOption): void {
    this.#tell(text);
    if (!respond) return;
    this.#prompts = [];
    this.#wantedAt = performance.now();
    this.#responses.take({type: 'wanted-now'});
  }

  requestResponse(instructions?: string): void {
    if (instructions) this.#prompts.push(prompt(instructions));
    this.#want();
  }

  say(text: string): void {
    this.#prompts.push(sayExactly(text));
    this.#want();
  }

  setTools(tools: readonly ToolDefinition[]): void {
    if (this.#options.traits.isFixed || (!tools.length && !this.#hasTools)) return;
    this.#hasTools = true;
    this.#send({type: 'session-update', config: toolConfig(tools)});
  }

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    const {traits, start} = this.#options;
    const name = this.#reader.toolOf(callId);
    // This session knows nothing of such a call. It is to know what came of it, also where the person goes on first.
    const earlier = name === undefined && start.toolCalls?.find(call => call.callId === callId);
    const item = {type: 'function-call-output', callId, output, ...(name && {name})} as const;
    if (earlier) this.#tell(earlierResult(earlier, output));
    else this.#send({type: 'conversation-item-create', item});
    if (respond && (earlier || traits.asks)) this.#want();
  }

  sendContext(text: string, id?: string): void {
    const note = this.#options.traits.capabilities.context && this.#notes.tell(text, id);
    if (note) this.#say(note);
  }

  configure(changed: Partial<SessionSettings>): void {
    const {traits, settings} = this.#options;
    if (traits.isFixed) return;
    if ('turnDetection' in changed) {
      this.#responses.take({type: 'input-forgotten'}); // What was being said or held counts no more.
      this.#responses.take({type: 'configured', automatic: this.#isAutomatic});
    }
    this.#send({type: 'session-update', config: liveConfig(settings(), traits)});
  }

  /** The page has silenced what was heard. */
  truncate(): void {
    this.#reader.cut();
  }

  get #takesTurns(): boolean {
    return this.#options.traits.capabilities.pushToTalk === 'turn';
  }

  /** Whether the server responds to a turn by itself. */
  get #isAutomatic(): boolean {
    return !this.#takesTurns || this.#options.settings().turnDetection !== 'push-to-talk';
  }

  /** A response is to come, once nothing holds it back. */
  #want(): void {
    this.#wantedAt = performance.now();
    this.#responses.take({type: 'wanted'});
  }

  /** Asks for a response: by a word for that, or by what it is to respond to. */
  #request(): void {
    const {asks} = this.#options.traits;
    const texts = [...this.#held, ...this.#prompts];
    this.#held = [];
    this.#prompts = [];
    if (!asks && !texts.length) texts.push(prompt('Respond to the person now.'));
    for (const text of texts) this.#say(text);
    const options = this.#isWritten && {modalities: ['text']};
    if (asks) this.#send({type: 'response-create', ...(options && {options})});
  }

  get #isWritten(): boolean {
    const {settings, traits} = this.#options;
    const {answers} = settings();
    if (!traits.capabilities.reads.includes('answers')) return false;
    return answers === 'written' || (answers !== 'spoken' && !this.#isHeard);
  }

  /** Has the server know a text, without a response to it. */
  #tell(text: string): void {
    if (this.#options.traits.asks) this.#say(text);
    else this.#held.push(text);
  }

  #say(text: string): void {
    this.#send({type: 'conversation-item-create', item: {type: 'text-message', role: 'user', text}});
  }

  #send(command: RealtimeModelCommand): void {
    if (!this.#closed) this.connection.send(command);
  }

  #emit(event: VoiceSessionEvent): void {
    if (!this.#closed) this.#events.emit(event);
  }

  #receive(event: WireObject): void {
    if (this.#closed) return;
    const type = textAt(event, 'type');
    if (this.#options.settings().debug) this.#emit({type: 'raw', direction: 'in', name: type});
    if (type === 'session-created') this.#sessionId ||= textAt(event, 'sessionId');
    this.#reader.read(event);
  }

  /** Passes on what was read, once the policy knows of it. */
  #follow(event: VoiceSessionEvent): void {
    switch (event.type) {
      case 'speech-started':
      case 'speech-stopped':
      case 'playback-started':
      case 'playback-stopped':
        this.#responses.take({type: event.type});
        break;
      case 'input-committed':
        this.#prompts = []; // The person was first.
        this.#responses.take({type: 'committed'});
        return this.#emit({...event, responseFollows: this.#responses.state.stage !== 'none'});
      case 'session-lost':
        return this.#end(event);
    }
    this.#emit(event);
  }

  /** The system stopped all sound, as for a phone call; a tap of the person may set it going again. */
  #interrupted(interrupted: boolean): void {
    this.#sounds.interrupted(interrupted);
    this.#emit(
      interrupted
        ? {type: 'problem', error: new VoiceError('playback-blocked', {detail: 'interrupted'})}
        : {type: 'problem-solved', code: 'playback-blocked'},
    );
  }

  #lost(): void {
    this.#end({type: 'session-lost', error: new VoiceError('connection-lost')});
  }

  #end(event: VoiceSessionEvent): void {
    if (this.#events.isOpen) this.#emit(event);
    else this.#failToOpen(new VoiceError('connect-network'));
    this.close();
  }
}
