import {withDeadline, isTimeout} from '../../session/deadline.js';
import {codeAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolDefinition, VoiceSessionEvent} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {RespondOption, VoiceSessionStart} from '../../session/voice-session.js';
import {noUsage} from '../../state/voice-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import type {ClientTasks, TaskHost} from './client-tasks.js';
import {Delegations} from './delegations.js';
import {DelegatedResponses} from './delegated-responses.js';
import {Notes, type Channel} from './notes.js';
import {openConnection} from './open-connection.js';
import {OutputSound} from './output-sound.js';
import {PageTools} from './page-tools.js';
import {SaidTurns} from './said-turns.js';
import {endBy, problemIn} from './server-end.js';
import {ServerMute} from './server-mute.js';
import {ServerSession} from './server-session.js';
import {TranscriptGrouping, type GroupedTurn} from './transcript-grouping.js';
import {Work} from '../../session/work.js';

/** Once the channel is open, the session has started at the server; this is for the news of it. */
const startedTimeoutMs = 10_000;

/** What goes on from an earlier session. */
export interface CallPast {
  /** A session of the same call that was lost. */
  readonly previousSessionId?: string;
  readonly tools: readonly ToolDefinition[];
  readonly muted: boolean;
}

/** One session over one connection: made when it opens, dropped when it is closed. */
export class LiveCall implements TaskHost {
  readonly connection: RealtimeConnection;
  readonly session = new ServerSession();
  readonly said: SaidTurns;
  readonly work: Work;
  readonly #settings: () => SessionSettings;
  readonly #start: VoiceSessionStart;
  readonly #past: CallPast;
  readonly #tasks: ClientTasks;
  readonly #sound: OutputSound;
  readonly #turns: TranscriptGrouping;
  readonly #responses: DelegatedResponses;
  readonly #tools: PageTools;
  readonly #notes = new Notes(event => this.#command(event));
  readonly #delegations: Delegations;
  readonly #mute: ServerMute;
  #wantedTools: readonly ToolDefinition[];
  #isOpen = false;
  /** Nothing is reported any more. */
  #closed = false;
  /** Ends the opening, well or not. */
  #started: () => void = () => {};
  #failToOpen: (error: VoiceError) => void = () => {};

  /** @param turnIdSuffix keeps the turns of this session apart from those of another */
  constructor(
    connection: RealtimeConnection,
    settings: () => SessionSettings,
    start: VoiceSessionStart,
    past: CallPast,
    tasks: ClientTasks,
    turnIdSuffix: string,
  ) {
    this.connection = connection;
    this.#settings = settings;
    this.#start = start;
    this.#past = past;
    this.#mute = new ServerMute(past.muted, event => this.#command(event));
    this.#wantedTools = past.tools;
    this.#tasks = tasks;
    this.said = new SaidTurns(start.history);
    this.work = new Work(event => this.#emit(event));
    this.#sound = new OutputSound(
      () => connection.outputLevel(),
      sounds => this.#emit(sounds ? {type: 'playback-started'} : {type: 'playback-stopped', cut: false}),
    );
    this.#turns = new TranscriptGrouping(turn => this.#tellTurn(turn), turnIdSuffix);
    this.#responses = new DelegatedResponses(
      event => this.#command(event),
      event => this.#emit(event),
      this.work,
      () => this.session.capabilities.tools !== false,
    );
    this.#tools = new PageTools(event => this.#command(event));
    this.#delegations = new Delegations(tasks, this.work);
  }

  /** @throws {VoiceError} or the signal's reason */
  async open(): Promise<void> {
    const {signal, emit} = this.#start;
    const failed = new Promise<never>((_, reject) => (this.#failToOpen = reject));
    const started = new Promise<void>(resolve => (this.#started = resolve));
    const opened = openConnection(
      this.connection,
      this.#settings(),
      this.#start,
      this.#past.previousSessionId,
      {
        message: event => this.#read(event),
        output: stream => {
          this.#sound.listen(stream);
          emit({type: 'output', stream});
        },
        stalled: () => this.#emit({type: 'session-stalled'}),
        resumed: () => {
          this.#emit({type: 'session-resumed'});
          this.#sound.again();
        },
        report: event => this.#emit(event),
        lost: () => this.#lost(new VoiceError('connection-lost')),
      },
    );
    const sessionId = await Promise.race([opened, failed]);
    await withDeadline(startedTimeoutMs, signal, () => Promise.race([started, failed])).catch(
      (cause: unknown) => {
        throw isTimeout(cause)
          ? new VoiceError('connect-timeout', {detail: 'session.started', cause})
          : cause;
      },
    );
    if (this.#closed) return; // Its session says why.
    this.#isOpen = true;
    this.#emit({type: 'capabilities-changed', capabilities: this.session.capabilities});
    this.#mute.tell();
    this.setTools(this.#wantedTools);
    this.#emit({type: 'session-opened', sessionId: this.session.id || sessionId});
    this.#sound.start();
    this.#tasks.opened();
    // Should the connection be lost, there may be no network to load it by.
    import('../../session/history.js').catch(() => {});
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#command({type: 'session.close'});
    this.#isOpen = false;
    this.#sound.stop();
    this.#turns.close();
    this.work.close();
    this.connection.close();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.connection.setMicrophone(track);
    this.#sound.again(); // The assistant may have spoken first, to a person who read the browser's question.
  }

  setMuted(muted: boolean): void {
    this.#mute.set(muted, this.#isOpen);
  }

  /** The server cannot cut what it says: it is silent here, and the model is told. */
  interrupt(): void {
    this.#notes.stopSpeaking();
    this.#sound.silence();
    this.#turns.cut();
    this.#tasks.abort();
  }

  sendText(text: string, id: string, {respond}: RespondOption): void {
    this.#addMessage({type: 'input_text', text}, respond);
    this.said.set({id, role: 'user', text, final: true, interrupted: false, written: true});
  }

  sendImage(dataUrl: string, {respond}: RespondOption): void {
    this.#addMessage({type: 'input_image', image_url: dataUrl, detail: 'auto'}, respond);
  }

  /** Has the assistant speak. A greeting, which comes with instructions, is the host's. */
  requestResponse(instructions?: string): void {
    if (!instructions && this.#responses.isUnheard) this.#responses.want();
    else if (!instructions) this.#notes.speakNow();
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.#wantedTools = tools;
    if (this.#isOpen && this.session.capabilities.tools === 'page')
      this.#tools.set(tools, this.session.described);
  }

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    const earlier = this.#start.toolCalls?.find(call => call.callId === callId);
    // This session knows nothing of the call.
    if (earlier)
      return this.append(respond ? 'commentary' : 'thinking', `What came of ${earlier.name}: ${output}`);
    this.#responses.answer(callId, {type: 'function_call_output', call_id: callId, output}, respond);
  }

  answerApproval(requestId: string, approve: boolean, reason?: string): void {
    const item = {type: 'mcp_approval_response', approval_request_id: requestId, approve};
    this.#responses.answer(requestId, {...item, ...(reason && {reason})}, true);
  }

  sendContext(text: string, id?: string): void {
    this.#notes.tell(text, id);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  knows(id: string): boolean {
    return this.#delegations.knows(id);
  }

  append(channel: Channel, text: string, id?: string | null): void {
    this.#notes.append(channel, text, id);
  }

  /** Sends what the host allows, once the session has started. @throws {VoiceError} `too-large` */
  #command(event: {readonly type: string}): void {
    if (!this.#isOpen || !this.session.allows(event.type)) return;
    if (this.#settings().debug) this.#emit({type: 'raw', direction: 'out', name: event.type});
    this.connection.send(event);
  }

  #addMessage(content: object, respond: boolean): void {
    this.#turns.cut(); // What the assistant says from now on comes after it.
    this.#sound.admit();
    this.#responses.add({type: 'message', role: 'user', content: [content]}, respond);
  }

  #emit(event: VoiceSessionEvent): void {
    if (!this.#closed) this.#start.emit(event);
  }

  #tellTurn({id, role, text, final}: GroupedTurn): void {
    this.said.set({id, role, text: text.trim(), final, interrupted: false});
    this.#emit({type: 'turn-text', id, role, text: text.trim(), final});
  }

  #lost(error: VoiceError): void {
    if (this.#isOpen) this.#end({type: 'session-lost', error});
    else this.#failToOpen(error);
  }

  /** The other side ended it: its last words are told, then its end, and nothing after that. */
  #end(event: VoiceSessionEvent): void {
    this.#turns.close();
    this.#isOpen = false;
    this.#emit(event);
    this.close();
  }

  #read(event: WireObject): void {
    if (this.#closed) return;
    const type = textAt(event, 'type');
    if (this.#settings().debug) this.#emit({type: 'raw', direction: 'in', name: type});
    switch (type) {
      case 'session.started':
        this.session.started(event);
        return this.#started();
      case 'session.updated':
        return this.session.updated(event);
      case 'session.input_transcript.delta':
        this.said.userHeard();
        return this.#turns.read(event);
      case 'session.output_transcript.delta':
        return this.#heard(event);
      case 'session.delegation.created':
        return this.#delegations.take(objectAt(event, 'delegation'), this.#settings().delegate);
      case 'response.event':
        return this.#responses.read(event);
      case 'session.usage.updated':
        return this.#count(objectAt(event, 'usage'));
      case 'session.closed':
        this.#count(objectAt(event, 'usage'));
        return this.#ended(codeAt(event, 'reason'));
      case 'error':
        return this.#refused(objectAt(event, 'error'), textAt(event, 'client_event_id'));
    }
  }

  #heard(event: WireObject): void {
    if (this.#sound.isSilenced) return; // It was not heard.
    this.#turns.read(event);
    this.#delegations.spoken();
  }

  #count(usage: WireObject): void {
    const seconds = this.session.count(usage);
    if (seconds) this.#emit({type: 'usage', usage: {...noUsage, seconds}, total: false});
  }

  #ended(reason: string | undefined): void {
    if (this.#isOpen) this.#end(endBy(reason));
    else this.#failToOpen(new VoiceError('connect-answer', {detail: reason}));
  }

  #refused(error: WireObject, eventId: string): void {
    if (!this.#isOpen) return this.#failToOpen(problemIn(error, 'connect-answer'));
    if (this.#responses.refused(eventId || textAt(error, 'client_event_id'), textAt(error, 'code'))) return;
    this.#emit({type: 'problem', error: problemIn(error, 'protocol')});
  }
}
