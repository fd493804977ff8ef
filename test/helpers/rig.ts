import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import '../../src/conversation/call/call-services.js'; // Loaded during a call; here it must not come late.
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {Phase} from '../../src/state/phase.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {FakeSession} from './fake-session.js';
import {impossibilities} from './invariants.js';
import {Sound} from './sound.js';
import {stub} from './stub.js';
import {inTime, until} from './until.js';

/** A conversation over a fake session and fake microphones; complains of every impossible snapshot. */
export class Rig {
  readonly session = new FakeSession();
  readonly audio = new Audio();
  readonly conversation: VoiceConversation;
  readonly phases: Phase[] = [];
  /** Every microphone that was opened. */
  readonly microphones: MediaStreamTrack[] = [];
  /** What the next `getUserMedia` waits for. */
  prompt: Promise<unknown> = Promise.resolve();
  readonly #sounds: Sound[] = [];

  constructor(options: ConversationSettings = {}) {
    stub(this.audio, 'play', () => Promise.resolve());
    stub(navigator.mediaDevices, 'getUserMedia', async () => {
      await this.prompt;
      const sound = new Sound();
      this.#sounds.push(sound);
      this.microphones.push(sound.track);
      return sound.stream;
    });
    this.conversation = new VoiceConversation({session: this.session, ...options}, {audio: this.audio});
    this.conversation.subscribe((snapshot, previous) => {
      if (snapshot.phase !== previous.phase) this.phases.push(snapshot.phase);
      const complaints = impossibilities(snapshot);
      if (complaints.length) throw new Error(complaints.join('; '));
    });
  }

  get snapshot(): Snapshot {
    return this.conversation.snapshot;
  }

  /** The microphone that should be live. */
  get microphone(): MediaStreamTrack {
    return this.microphones.at(-1)!;
  }

  /** Resolves when a snapshot is so, however briefly. */
  until(condition: (snapshot: Snapshot) => boolean, what = String(condition)): Promise<void> {
    const held = new Promise<void>(resolve => {
      if (condition(this.snapshot)) return resolve();
      const unsubscribe = this.conversation.subscribe(snapshot => {
        if (!condition(snapshot)) return;
        unsubscribe();
        resolve();
      });
    });
    return inTime(held, what);
  }

  reaches(phase: Phase): Promise<void> {
    return this.until(snapshot => snapshot.phase === phase, `the phase is ${phase}`);
  }

  /** Resolves when no microphone is on. */
  microphonesOff(): Promise<void> {
    const off = () => this.microphones.every(track => track.readyState !== 'live');
    return until(off, 'no microphone is on');
  }

  /** The turns as `role: text`, marked where they were interrupted or are not final. */
  get transcript(): string[] {
    return this.snapshot.turns.map(
      ({role, text, final, interrupted}) =>
        `${role}: ${text}${interrupted ? ' (interrupted)' : ''}${final ? '' : ' …'}`,
    );
  }

  end(): void {
    this.conversation.stop();
    for (const sound of this.#sounds) sound.stop();
  }
}
