import {objectAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolDefinition} from '../../session/session-event.js';
import {bringsSomething, setsSomething, type SessionSettings} from '../../session/settings.js';
import type {RespondOption, VoiceSessionStart} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import type {RealtimeAgentRun} from './agent-run.js';
import {capabilities, capabilitiesIn} from './capabilities.js';
import {EarlyEvents} from '../../session/early-events.js';
import {imageSign} from './echoed-items.js';
import {FollowedResponses} from './followed-responses.js';
import {openConnection} from './open-connection.js';
import {PageChannel} from './page-channel.js';
import {RealtimeProtocol} from './protocol.js';
import {RequestedResponses} from './requested-responses.js';
import type {SentSettings} from './sent-settings.js';
import {ServerItems} from './server-items.js';
import {ServerSession} from './server-session.js';
import {respondsByItself, transcribes} from './turn-settings.js';
import {unwrapping} from './unwrapping.js';

/** One call over one connection: made when it opens, dropped when it is closed. */
export class OpenAIRealtimeCall {
  readonly connection: RealtimeConnection;
  readonly #settings: () => SessionSettings;
  readonly #start: VoiceSessionStart;
  readonly #protocol: RealtimeProtocol;
  readonly #requests: RequestedResponses;
  readonly #followed: FollowedResponses;
  readonly #page = new PageChannel(
    event => this.send(event),
    request => {
      // An agent asks for itself.
      if (request.type !== 'approval-requested' || !this.#agent) this.#events.emit(request);
    },
    act => this.#attempt(act),
  );
  #agent: RealtimeAgentRun | null = null;
  readonly #serverSession = new ServerSession();
  /** Loaded where the page sets something. */
  #sentSettings: Promise<SentSettings> | null = null;
  readonly #items = new ServerItems();
  /** What was said before, as long as it is to be told. */
  #history: VoiceSessionStart['history'];
  /** The conversation was cleared, and no response has begun since. */
  #isCleared = false;
  #capabilities = capabilities;
  readonly #events: EarlyEvents;
  /** Ends the opening: the connection is lost before it is complete. */
  #failToOpen: (error: VoiceError) => void = () => {};
  #closed = false;

  /** @param turnIdSuffix keeps the turns of this call apart from those of another */
  constructor(
    connection: RealtimeConnection,
    settings: () => SessionSettings,
    start: VoiceSessionStart,
    turnIdSuffix: string,
  ) {
    this.connection = connection;
    this.#settings = settings;
    this.#start = start;
    this.#events = new EarlyEvents(start.emit);
    this.#history = start.history;
    this.#protocol = new RealtimeProtocol(turnIdSuffix, notice => this.#requests.noticed(notice));
    this.#requests = new RequestedResponses({
      settings,
      server: this.#serverSession,
      send: event => this.send(event),
      attempt: act => this.#attempt(act),
    });
    this.#followed = new FollowedResponses(
      this.#requests,
      () => connection.outputLevel(),
      event => this.#events.emit(event),
    );
  }

  /** When the server will end it, in milliseconds since the epoch. */
  get expiresAt(): number | undefined {
    return this.#serverSession.expiresAt;
  }

  /** @throws {VoiceError} or the signal's reason */
  async open(): Promise<void> {
    const lost = new Promise<never>((_, reject) => (this.#failToOpen = reject));
    await Promise.race([this.#open(), lost]);
  }

  async #open(): Promise<void> {
    const {toolCalls = []} = this.#start;
    const [sessionId] = await Promise.all([
      this.#connect(),
      setsSomething(this.#settings()) && this.#loadSettings(),
      bringsSomething(this.#settings()) && this.#page.load(),
    ]);
    const retell = this.#history.length ? await import('./replay.js') : null;
    if (setsSomething(this.#settings())) await (await this.#loadSettings()).begin();
    await retell?.replay(this.#history, this.#protocol.echoes, event => this.send(event));
    if (this.#closed) return; // Its session says why.
    for (const {callId, name, arguments: args} of toolCalls)
      this.#create({type: 'function_call', call_id: callId, name, arguments: args});
    this.#events.open(sessionId);
    this.#followed.opened().catch(() => {}); // Without it, a server has to say when sound starts and ends.
    // Should the connection be lost, there may be no network to load it by.
    import('./replay.js').catch(() => {});
  }

  close(): void {
    this.#closed = true;
    this.#serverSession.close();
    this.#requests.close();
    this.#page.close();
    this.#followed.close();
    this.connection.close();
  }

  send(event: object): void {
    if (this.#closed) return;
    if (this.#page.isWaiting) return this.#page.inOrder(() => this.#attempt(() => this.send(event)));
    if (this.#settings().debug) this.#tellRaw('out', event as WireObject);
    this.connection.send(event);
    this.#items.sent(event);
  }

  interrupt(): void {
    this.#requests.stop();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#requests.isHeard = track !== null;
    this.connection.setMicrophone(track);
  }

  /** Push-to-talk. */
  talk(held: boolean): void {
    this.#requests.responses.take({type: held ? 'held' : 'released'});
  }

  sendText(text: string, id: string, {respond}: RespondOption): void {
    this.#sendMessage(id, {type: 'input_text', text}, text, respond);
  }

  sendImage(dataUrl: string, id: string, {respond}: RespondOption): void {
    this.#sendMessage(id, {type: 'input_image', image_url: dataUrl}, imageSign, respond);
  }

  requestResponse(instructions?: string): void {
    if (instructions) void this.#requests.prompt(instructions);
    else this.#requests.want();
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.#page.use(items => items.tools.setPageTools(tools));
  }

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    this.#create({type: 'function_call_output', call_id: callId, output});
    if (respond) this.#requests.want(callId);
  }

  answerApproval(requestId: string, approved: boolean, reason?: string): void {
    this.#create({
      type: 'mcp_approval_response',
      approval_request_id: requestId,
      approve: approved,
      ...(reason && {reason}),
    });
    this.requestResponse();
  }

  sendContext(text: string, id?: string): void {
    this.#page.use(items => items.context.tell(text, id));
  }

  attachAgent(agent: RealtimeAgentRun | null): void {
    this.#agent = agent;
    if (!agent) return this.#page.use(items => items.tools.setHostedTools([]));
    agent.attached({
      send: event => this.send(event),
      turnOf: itemId => this.#protocol.turnOf(itemId),
      requestResponse: () => this.requestResponse(),
      useHostedTools: tools =>
        this.#page.use(items => items.tools.setHostedTools(tools as readonly WireObject[])),
    });
  }

  configure({turnDetection}: Partial<SessionSettings>): void {
    // What was being said or held counts no more.
    if (turnDetection) this.#requests.responses.take({type: 'input-forgotten'});
    this.#loadSettings()
      .then(sent => sent.change())
      .catch((error: unknown) => this.#events.emit({type: 'problem', error: VoiceError.from(error)}));
  }

  /** Has the server forget what was said, and drops what still comes of it. */
  clear(): void {
    this.#history = [];
    this.#isCleared = true;
    this.#protocol.forgetResponse();
    this.#items.clear(event => this.send(event));
  }

  #loadSettings(): Promise<SentSettings> {
    const update = (event: object) => {
      this.send(event);
      this.#follow(objectAt(event as WireObject, 'session')); // Not every server confirms it.
    };
    this.#sentSettings ??= import('./sent-settings.js').then(
      ({SentSettings}) => new SentSettings(this.#settings, this.#serverSession, update),
    );
    this.#sentSettings.catch(() => (this.#sentSettings = null)); // The next time it may come through.
    return this.#sentSettings;
  }

  #connect(): Promise<string> {
    const {signal, emit} = this.#start;
    const lost = () => this.#lost(new VoiceError('connection-lost'));
    return openConnection(this.connection, this.#settings(), signal, {
      message: unwrapping(event => this.#receive(event), lost),
      output: stream => emit({type: 'output', stream}),
      stalled: () => emit({type: 'session-stalled'}),
      resumed: () => this.#followed.resumed(),
      report: emit,
      lost,
    });
  }

  #lost(error: VoiceError): void {
    if (this.#events.isOpen) return this.#start.emit({type: 'session-lost', error});
    this.#failToOpen(error);
    this.close();
  }

  #receive(event: WireObject): void {
    if (this.#closed) return;
    if (this.#settings().debug) this.#tellRaw('in', event);
    const type = textAt(event, 'type');
    if (type === 'session.created' || type === 'session.updated') {
      const session = objectAt(event, 'session');
      this.#serverSession.described(session);
      this.#follow(session);
    }
    if (type === 'error') {
      const error = objectAt(event, 'error');
      if (this.#requests.refused(error)) return;
      this.#sentSettings?.then(sent => sent.refused(error)).catch(() => {});
    }
    if (type === 'response.created' && this.#isCleared) {
      this.#isCleared = false;
      // It was asked for before.
      if (this.#requests.responses.state.unwanted)
        this.#protocol.forgetResponse(textAt(objectAt(event, 'response'), 'id'));
    }
    this.#requests.unknown.read(event);
    this.#items.read(event);
    this.#agent?.message(event);
    // First what is to be done, so that the conversation does not seem to wait for the user in between.
    if (!this.#protocol.isOutOfBand(event)) this.#page.read(event);
    for (const report of this.#protocol.read(event)) this.#followed.follow(report);
  }

  /** What the session is configured with from now on. */
  #follow(session: WireObject): void {
    const automatic = respondsByItself(session);
    if (automatic !== undefined) this.#requests.responses.take({type: 'configured', automatic});
    this.#protocol.transcribes = transcribes(session) ?? this.#protocol.transcribes;
    const now = capabilitiesIn(session, this.#capabilities);
    if (now !== this.#capabilities)
      this.#events.emit({type: 'capabilities-changed', capabilities: (this.#capabilities = now)});
  }

  /** For what is sent later than it was asked for: there is no one left to throw at. */
  #attempt(act: () => unknown): void {
    try {
      act();
    } catch (error) {
      this.#events.emit({type: 'problem', error: VoiceError.from(error)});
    }
  }

  #sendMessage(id: string, content: object, sign: string, respond: boolean): void {
    this.#create({id, type: 'message', role: 'user', content: [content]});
    this.#protocol.echoes.expect(id, 'user', sign);
    if (respond) this.#requests.wantNow(id);
  }

  #create(item: object): void {
    this.send({type: 'conversation.item.create', item});
  }

  #tellRaw(direction: 'in' | 'out', event: WireObject): void {
    this.#events.emit({type: 'raw', direction, name: textAt(event, 'type')});
  }
}
