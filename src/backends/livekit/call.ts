import type {RemoteParticipant, RemoteTrack, Room} from 'livekit-client';
import type {SessionCall} from '../../session/call-session.js';
import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {ToolDefinition, VoiceSessionEvent} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {ConnectionStats, RespondOption, VoiceSessionStart} from '../../session/voice-session.js';
import type {SessionCapabilities} from '../../state/capabilities.js';
import {VoiceError} from '../../state/voice-error.js';
import type {StatsSource} from '../../transports/connection-stats.js';
import {AgentRequests} from './agent-requests.js';
import {actsFor, agentIn, methodsOf, stateOf} from './agent.js';
import {capabilitiesWith} from './capabilities.js';
import {Conduct} from './conduct.js';
import {connect, roomOptions} from './connect.js';
import {requestRoom} from './credentials.js';
import {leftInOrder, type Library} from './library.js';
import {Liveness} from './liveness.js';
import {PageTools} from './page-tools.js';
import {PublishedMicrophone} from './published-microphone.js';
import {sessionTopic} from './session-messages.js';
import {Transcription} from './transcription.js';
import {VideoLoader} from './video-loader.js';

/** An agent that is started for the call takes its time: it is a process of its own. */
const agentTimeoutMs = 20_000;
const chatTopic = 'lk.chat';
/** An older library of the agent's takes 15 kB in a call. */
const maxHistoryBytes = 12_000;

/** What goes on from before the call. */
export interface CallPast {
  readonly muted: boolean;
  readonly tools: readonly ToolDefinition[];
}

/** One call in one room: made when it opens, dropped when it is closed. */
export class RoomCall implements SessionCall {
  readonly microphone: PublishedMicrophone;
  readonly requests: AgentRequests;
  readonly tools: PageTools;
  readonly video: VideoLoader;
  readonly #library: Library;
  readonly #settings: () => SessionSettings;
  readonly #start: VoiceSessionStart;
  readonly #room: Room;
  readonly #conduct: Conduct;
  readonly #transcription: Transcription;
  readonly #liveness: Liveness;
  #agent: RemoteParticipant | undefined;
  #capabilities: SessionCapabilities | undefined;
  #isOpen = false;
  /** Words that wait for what is to be responded to. */
  readonly #unsent: string[] = [];
  /** Nothing is reported any more. */
  #closed = false;
  /** Ends the wait for the agent, well or not. */
  #ready: () => void = () => {};
  #failToOpen: (error: VoiceError) => void = () => {};
  /** What is measured: the way by which the sound of the agent comes. */
  #stats: StatsSource | undefined;
  #sound: MediaStreamTrack | undefined;
  #hasVoice = false;

  constructor(library: Library, settings: () => SessionSettings, start: VoiceSessionStart, past: CallPast) {
    this.#library = library;
    this.#settings = settings;
    this.#start = start;
    const emit = (event: VoiceSessionEvent) => this.#emit(event);
    const room = (this.#room = new library.Room(roomOptions()));
    this.microphone = new PublishedMicrophone(room, library, past.muted, this.#problem);
    this.requests = new AgentRequests(
      room,
      () => this.#agent && {identity: this.#agent.identity, methods: methodsOf(this.#agent)},
      this.#problem,
    );
    this.#liveness = new Liveness(emit);
    this.#transcription = new Transcription(room, {
      emit,
      roleOf: identity => this.#roleOf(identity),
      isSilenced: () => this.#conduct.isSilenced,
      isResponding: () => this.#conduct.isResponding,
    });
    this.#conduct = new Conduct(emit, this.#transcription, silent => {
      if (this.#sound) this.#sound.enabled = !silent;
    });
    this.tools = new PageTools(room, emit, this.#conduct, identity => identity === this.#agent?.identity);
    this.tools.set(past.tools);
    this.video = new VideoLoader(room, library, emit, other => this.#isAgents(other));
    this.#listen(room);
  }

  async open(): Promise<void> {
    const {signal, history} = this.#start;
    const failed = new Promise<never>((_, reject) => (this.#failToOpen = reject));
    failed.catch(() => {}); // Awaited below, if it comes so far.
    const ready = new Promise<void>(resolve => (this.#ready = resolve));
    const [credentials, told] = await Promise.all([
      requestRoom(this.#settings(), signal),
      history.length ? import('../../session/history.js') : null,
    ]);
    await connect(this.#room, this.#library, credentials, this.#settings().iceServers, signal);
    this.microphone.publish();
    this.#look();
    await withDeadline(agentTimeoutMs, signal, () => Promise.race([ready, failed])).catch(
      async (error: unknown) => {
        throw isTimeout(error) ? (await import('./explanations.js')).noAgent() : error;
      },
    );
    if (this.#closed) return; // Its session says why.
    this.#tellCapabilities();
    if (told) this.requests.want('history', {turns: told.historyOf(history, maxHistoryBytes)});
    this.tellSettings();
    this.#isOpen = true;
    this.#emit({type: 'session-opened', sessionId: this.#room.name});
    this.#look();
    // Should the connection be lost, there may be no network to load it by.
    import('../../session/history.js').catch(() => {});
  }

  close(): void {
    if (this.#closed) return;
    this.#transcription.close();
    this.#conduct.close();
    this.#closed = true;
    this.#isOpen = false;
    this.tools.close();
    this.microphone.close();
    this.#room.removeAllListeners();
    this.#room.disconnect(false).catch(() => {}); // It was lost.
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.microphone.set(track);
  }

  /** The agent stops, where it takes that; where it does not, it is silent here. */
  interrupt(): void {
    this.#conduct.interrupted();
    if (!this.requests.send('interrupt')) this.#conduct.silence();
  }

  /** Without `respond` an agent that takes no context is told with what is to be responded to. */
  sendText(text: string, _id: string, {respond}: RespondOption): void {
    if (!this.#isOpen || (!respond && this.requests.send('context', {text, role: 'user'}))) return;
    this.#unsent.push(text);
    if (respond) this.#chat();
  }

  requestResponse(instructions?: string): void {
    if (!this.requests.send('respond', {instructions}) && this.#unsent.length) this.#chat();
  }

  /** What came of a call of a tool. One that an earlier room asked for is told otherwise. */
  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    if (this.tools.answer(callId, output)) return;
    const earlier = this.#start.toolCalls?.find(call => call.callId === callId);
    if (!earlier) return;
    const text = `What came of ${earlier.name}: ${output}`;
    if (respond && this.requests.send('respond', {instructions: text})) return;
    if (respond || !this.requests.send('context', {text})) this.sendText(text, '', {respond});
  }

  sendContext(text: string, id?: string): void {
    this.requests.want('context', {text, id}, id ?? text);
  }

  /** Settings that the agent follows, where it takes them. */
  tellSettings(): void {
    const {language} = this.#settings();
    if (language) this.requests.want('settings', {language});
  }

  async measure(): Promise<ConnectionStats | null> {
    if (!this.#stats) return null;
    const {measureLink} = await import('../../transports/connection-stats.js');
    const link = await measureLink(this.#stats);
    if (this.#closed) return null;
    this.#liveness.set('measurement', link.silent);
    return link;
  }

  #chat(): void {
    this.#conduct.hasTyped = true;
    this.#room.localParticipant
      .sendText(this.#unsent.splice(0).join('\n'), {topic: chatTopic})
      .catch(this.#problem);
  }

  /** What the library or the server refuses is told; the call goes on. */
  readonly #problem = (cause: unknown): void =>
    this.#emit({type: 'problem', error: new VoiceError('protocol', {detail: 'livekit', cause})});

  #emit(event: VoiceSessionEvent): void {
    if (!this.#closed) this.#start.emit(event);
  }

  #listen(room: Room): void {
    const {RoomEvent, Track} = this.#library;
    const look = () => this.#look();
    room
      .on(RoomEvent.ParticipantConnected, look)
      .on(RoomEvent.ParticipantAttributesChanged, look)
      .on(RoomEvent.ParticipantPermissionsChanged, look)
      .on(RoomEvent.TrackSubscribed, (track, {source}, participant) => {
        if (track.kind !== Track.Kind.Audio || !this.#isAgents(participant)) return;
        // Beside its voice an agent may send sounds of a keyboard or an office.
        if (source === Track.Source.Microphone || !this.#hasVoice) this.#play(track);
        this.#hasVoice ||= source === Track.Source.Microphone;
      })
      .on(RoomEvent.ParticipantDisconnected, (participant, reason) => {
        if (participant === this.#agent) void this.#agentLeft(reason);
      })
      .on(RoomEvent.ActiveSpeakersChanged, speakers => {
        if (this.#isOpen) this.#conduct.hears(speakers.some(({isLocal}) => isLocal));
      })
      .on(RoomEvent.Reconnecting, () => this.#liveness.set('library', true))
      .on(RoomEvent.SignalReconnecting, () => this.#liveness.set('library', true))
      .on(RoomEvent.Reconnected, () => this.#reconnected())
      .on(RoomEvent.Disconnected, reason => this.#left(reason));
    room.registerByteStreamHandler(sessionTopic, (reader, {identity}) => {
      if (identity !== (this.#agent ?? agentIn(room))?.identity) return;
      reader.readAll().then(
        parts => this.#isOpen && this.#conduct.read(Uint8Array.from(parts.flatMap(part => [...part]))),
        () => {}, // The connection was lost in the middle.
      );
    });
  }

  /** Whatever changed: the agent may be there now, may have changed its state, or what it takes. */
  #look(): void {
    if (this.#closed) return;
    this.#agent ??= agentIn(this.#room);
    const state = stateOf(this.#agent);
    if (!state || state === 'initializing') return;
    this.#ready();
    if (!this.#isOpen) return;
    this.#tellCapabilities();
    this.requests.sendWanted();
    this.#conduct.follow(state);
  }

  #tellCapabilities(): void {
    const capabilities = capabilitiesWith(methodsOf(this.#agent), this.#room.localParticipant.permissions);
    if (JSON.stringify(capabilities) === JSON.stringify(this.#capabilities)) return;
    this.#capabilities = capabilities;
    this.#emit({type: 'capabilities-changed', capabilities});
  }

  #isAgents(participant: RemoteParticipant): boolean {
    return actsFor(participant, this.#agent ?? agentIn(this.#room));
  }

  #roleOf(identity: string): 'user' | 'assistant' | undefined {
    if (identity === this.#room.localParticipant.identity) return 'user';
    const participant = this.#room.remoteParticipants.get(identity);
    return participant && this.#isAgents(participant) ? 'assistant' : undefined;
  }

  #play(track: RemoteTrack): void {
    this.#sound = track.mediaStreamTrack;
    this.#stats = {getStats: async () => (await track.getRTCStatsReport()) ?? (new Map() as RTCStatsReport)};
    this.#emit({type: 'output', stream: new MediaStream([track.mediaStreamTrack])});
  }

  /** The library has repaired the connection: with another agent it is another conversation. */
  #reconnected(): void {
    const agent = agentIn(this.#room);
    if (this.#isOpen && agent?.sid !== this.#agent?.sid) return this.#lost();
    this.#agent = agent; // Where it had to begin anew, it has made other objects of the same participants.
    this.#liveness.set('library', false);
    this.microphone.publish(); // What the page wanted meanwhile.
    this.#look();
  }

  /** Before the library begins anew, it says in the same task that all have left. */
  async #agentLeft(reason: number | undefined): Promise<void> {
    await Promise.resolve();
    if (this.#room.state !== this.#library.ConnectionState.Reconnecting) this.#left(reason);
  }

  /** The agent is gone, or the room. Who leaves in order has ended the call. */
  #left(reason: number | undefined): void {
    if (!this.#isOpen || !leftInOrder(this.#library, reason)) return this.#lost();
    // After a failure it has given up: the person decides whether another one is asked for.
    const error = this.#conduct.hasFailed && new VoiceError('connection-lost', {detail: 'agent'});
    this.#end(error ? {type: 'session-failed', error} : {type: 'session-ended', reason: 'remote'});
  }

  #lost(): void {
    if (this.#isOpen) this.#end({type: 'session-lost', error: new VoiceError('connection-lost')});
    else this.#failToOpen(new VoiceError('connect-network', {detail: 'left'}));
  }

  /** The other side ended it: its last words are told, then its end, and nothing after that. */
  #end(event: VoiceSessionEvent): void {
    this.#transcription.close();
    this.#emit(event);
    this.close();
  }
}
