import {OpenAIRealtimeSession} from '../../src/backends/openai-realtime/session.js';
import {parseEvent} from '../../src/session/json.js';
import type {VoiceSessionEvent} from '../../src/session/session-event.js';
import type {Effect} from '../../src/state/phase.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {VoiceStore} from '../../src/state/store.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {FakeConnection} from '../../test/helpers/fake-connection.js';
import {impossibilities, turnViolations} from '../../test/helpers/invariants.js';
import {isForStore} from '../../test/helpers/listen.js';
import {answerBegins, answerEnds, heard} from '../../test/helpers/wire.js';
import type {Random} from './random.js';

/** What people, microphones and networks do while the server talks. */
const happenings: readonly VoiceEvent[] = [
  {type: 'stop', reason: 'stopped'},
  {type: 'mute'},
  {type: 'unmute'},
  {type: 'interrupt'},
  {type: 'hold'},
  {type: 'release'},
  {type: 'clear'},
  {type: 'ending', at: 1},
  {type: 'microphone-lost'},
  {type: 'microphone-opened'},
  {type: 'microphone-failed', error: new VoiceError('mic-denied')},
  {type: 'session-lost', error: new VoiceError('connection-lost')},
  {type: 'session-failed', error: new VoiceError('connect-network')},
  {type: 'response-overdue'},
  {type: 'problem', error: new VoiceError('playback-blocked')},
  {type: 'start-text-only'},
  {type: 'start'},
];

/** What an exchange with a healthy server is made of; told apart from everything that was there before. */
const healthy = {number: 90_001, user: 'Are you still there?', assistant: 'Yes, and all is well.'};

/** The session, the protocol and the state of a conversation, whose server is a fuzzer. */
export class FuzzedCall {
  /** What must not be: empty, if all is well. */
  readonly complaints: string[] = [];
  readonly #random: Random;
  readonly #store: VoiceStore;
  readonly #session: OpenAIRealtimeSession;
  #connection = new FakeConnection();
  #wanted = false;
  #call = new AbortController();
  #received = 0;
  #sent = 0;
  #typed = 0;
  /** The calls of tools that the session of now has asked for. */
  #called = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
    const turnDetection = random.chance(0.2) ? 'push-to-talk' : undefined;
    // With something for the model, what the server says of tools is read.
    const page: object = random.chance(0.8) ? {tools: []} : {};
    this.#session = new OpenAIRealtimeSession(
      () => ({...page, getToken: () => Promise.resolve('ek_1'), turnDetection}),
      () => Promise.reject(new Error('WebRTC is never blocked here')),
      () => (this.#connection = new FakeConnection()),
    );
    this.#store = new VoiceStore(effect => this.#run(effect));
    this.#store.subscribe((snapshot, previous, event) => this.#judge(snapshot, previous, event));
  }

  get snapshot(): Snapshot {
    return this.#store.snapshot;
  }

  /** Hears a whole conversation, while other things happen. */
  async hear(messages: readonly unknown[]): Promise<void> {
    await this.#begin();
    for (const message of messages) {
      if (this.#random.chance(0.02)) await this.#happen();
      this.#receive(message);
    }
    const most = 3 * this.#received + 10 * this.#typed + 50;
    if (this.#sent + this.#connection.sent.length > most) this.complaints.push('it floods the server');
  }

  /** Whatever was said before: a healthy exchange is understood, and a call can be ended. */
  async recover(): Promise<void> {
    await this.#begin();
    this.#store.send({type: 'release'});
    for (const event of [...heard(healthy), ...answerBegins(healthy), ...answerEnds(healthy)])
      this.#receive(JSON.stringify(event));
    const said = this.snapshot.turns.filter(turn => turn.final).map(turn => turn.text);
    for (const words of [healthy.user, healthy.assistant])
      if (!said.includes(words)) this.complaints.push(`"${words}" is not in the transcript`);
    const {phase} = this.snapshot;
    if (phase !== 'listening') this.complaints.push(`after a healthy exchange it is ${phase}`);
    this.end();
    if (this.snapshot.phase !== 'idle') this.complaints.push(`it cannot be stopped: ${this.snapshot.phase}`);
    if (({} as {polluted?: unknown}).polluted) this.complaints.push('Object.prototype was changed');
  }

  /** Lets go of every timer. */
  end(): void {
    this.#store.send({type: 'stop', reason: 'stopped'});
    this.#session.stop();
  }

  #receive(message: unknown): void {
    this.#received++;
    const {listener} = this.#connection;
    const event = parseEvent(message);
    if (event && !this.#connection.closed) listener.message(event);
  }

  /** Brings the conversation to where a server can be heard. */
  async #begin(): Promise<void> {
    this.#store.send({type: 'start'});
    this.#store.send({type: 'microphone-opened'});
    await this.#open();
  }

  async #happen(): Promise<void> {
    if (this.#random.chance(0.1)) this.#type();
    else if (this.#random.chance(0.1)) this.#ask();
    else this.#store.send(this.#random.pick(happenings));
    if (!this.#random.chance(0.1)) await this.#begin();
  }

  #type(): void {
    const id = `typed_${++this.#typed}`;
    this.#store.send({type: 'start-text-only'});
    this.#store.send({type: 'turn-text', id, role: 'user', text: 'Hello', final: true});
    this.#session.sendText('Hello', id, {respond: this.#random.chance(0.9)});
  }

  /** What a page wants of the model beside the conversation. */
  #ask(): void {
    const count = ++this.#typed;
    this.#session.setTools([{name: 'set_light', parameters: {maxCalls: count}}]);
    this.#session.sendContext(`The page has changed ${count} times.`, 'page');
    this.#session.requestResponse();
  }

  async #open(): Promise<void> {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#sent += this.#connection.sent.length;
    const {signal} = (this.#call = new AbortController());
    this.#called = new Set();
    await this.#session.start({
      signal,
      history: this.snapshot.turns,
      emit: event => {
        if (!signal.aborted) this.#hear(event);
      },
    });
  }

  #hear(event: VoiceSessionEvent): void {
    if (isForStore(event)) this.#store.send(event);
    else if (event.type === 'tool-called') this.#answerCall(event.callId);
    else if (event.type === 'approval-requested')
      this.#session.answerApproval(event.requestId, this.#random.chance(0.5));
  }

  #answerCall(callId: string): void {
    if (this.#called.has(callId)) this.complaints.push('a call is made twice');
    this.#called.add(callId);
    this.#session.sendToolResult(callId, '{"ok":true}', {respond: this.#random.chance(0.9)});
  }

  #run(effect: Effect): void {
    switch (effect) {
      case 'open-session':
      case 'reopen-session':
        this.#session.stop();
        this.#wanted = true;
        return;
      case 'close':
        this.#call.abort();
        this.#wanted = false;
        return this.#session.stop();
      case 'silence':
        // Without barge-in the assistant is not silenced.
        if (this.#random.chance(0.9)) this.#store.send({type: 'playback-stopped', cut: true});
        return;
      case 'interrupt':
        return this.#session.interrupt();
      case 'begin-turn':
        return this.#session.startTalking();
      case 'end-turn':
        return this.#session.stopTalking();
      case 'open-microphone':
      case 'apply-mute':
    }
  }

  #judge(snapshot: Snapshot, previous: Snapshot, event: VoiceEvent): void {
    const complaints = [...impossibilities(snapshot), ...turnViolations(previous, event, snapshot)];
    if (tellsSecrets(snapshot.error)) complaints.push('the error quotes the server');
    for (const complaint of complaints)
      this.complaints.push(`${complaint} (after ${event.type} in ${previous.phase})`);
  }
}

/** A code and the field that it is about: what the server says in words may quote a token or speech. */
function tellsSecrets(error: VoiceError | null): boolean {
  const detail = error?.detail ?? '';
  return /[se]k[-_]/.test(detail) || !/^[\w.-]*( [\w.-]+)?$/.test(detail);
}
