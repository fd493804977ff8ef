import {samplesToMs} from '../audio/format.js';
import {rms} from '../audio/level.js';
import type {EngineContext} from './context.js';
import type {ConversationItem} from './conversation.js';
import {ClientEventError} from './events.js';
import {createId} from './identifiers.js';
import {InputBuffer} from './input-buffer.js';
import type {Responses} from './responses.js';
import {silenceMsOf} from './session-config.js';
import {transcribe} from './transcription.js';
import {VoiceActivityDetector} from './voice-activity.js';

/** The API refuses to commit less. */
const minCommitMs = 100;

/** Listens to the person: finds turns in the sound, or lets the client find them (push-to-talk). */
export class TurnTaking {
  readonly #context: EngineContext;
  readonly #responses: Responses;
  readonly #buffer = new InputBuffer();
  readonly #detector: VoiceActivityDetector;
  readonly #abort = new AbortController();
  /** Id of the item the current turn will become. */
  #itemId = createId('item_');

  constructor(context: EngineContext, responses: Responses) {
    this.#context = context;
    this.#responses = responses;
    this.#detector = new VoiceActivityDetector({threshold: 0.5, silenceMs: 500});
    this.configure();
  }

  /** The session changed: takes over its turn detection. */
  configure(): void {
    const detection = this.#detection;
    if (!detection) {
      this.#detector.reset();
      return;
    }
    const {endpointing} = this.#context.services;
    this.#detector.configure({
      threshold: detection.threshold ?? endpointing.threshold,
      silenceMs: silenceMsOf(detection, endpointing),
    });
  }

  /** The next frame of 20 ms. */
  push(frame: Int16Array): void {
    this.#buffer.push(frame);
    const detection = this.#detection;
    if (!detection) return;
    const change = this.#detector.push(rms(frame));
    if (change === 'started') this.#started();
    else if (change === 'stopped') this.#stopped();
    else if (!this.#detector.speaking) this.#buffer.keepLast(this.#prefixMs + this.#detector.onsetMs);
  }

  /** `input_audio_buffer.clear` */
  clear(): void {
    this.#buffer.clear();
    this.#detector.reset();
    this.#context.emit({type: 'input_audio_buffer.cleared'});
  }

  /** `input_audio_buffer.commit`: makes what was recorded a turn, without an answer. */
  commit(): void {
    const bufferedMs = this.#buffer.bufferedMs;
    if (bufferedMs < minCommitMs) {
      throw new ClientEventError(
        'input_audio_buffer_commit_empty',
        `Error committing input audio buffer: buffer too small. Expected at least ${minCommitMs}ms of audio, but buffer only has ${bufferedMs.toFixed(2)}ms of audio.`,
      );
    }
    this.#detector.reset();
    this.#commit();
  }

  close(): void {
    this.#abort.abort();
  }

  get #detection() {
    return this.#context.session.audio.input.turn_detection;
  }

  get #prefixMs(): number {
    return this.#detection?.prefix_padding_ms ?? this.#context.services.endpointing.prefixMs;
  }

  #started(): void {
    this.#buffer.keepLast(this.#prefixMs + this.#detector.onsetMs);
    this.#context.emit({
      type: 'input_audio_buffer.speech_started',
      audio_start_ms: this.#buffer.totalMs - this.#buffer.bufferedMs,
      item_id: this.#itemId,
    });
    const busy = this.#responses.generating || this.#context.output.playing;
    if (busy && this.#detection?.interrupt_response) this.#responses.interrupt();
  }

  #stopped(): void {
    this.#context.emit({
      type: 'input_audio_buffer.speech_stopped',
      audio_end_ms: this.#buffer.totalMs,
      item_id: this.#itemId,
    });
    this.#commit();
    if (!this.#detection?.create_response) return;
    try {
      this.#responses.create();
    } catch (error) {
      // The assistant was not to be interrupted, and is still busy: the API says so, too.
      if (!(error instanceof ClientEventError)) throw error;
      this.#context.emit({
        type: 'error',
        error: {
          type: 'invalid_request_error',
          code: error.code,
          message: error.message,
          param: null,
          event_id: null,
        },
      });
    }
  }

  #commit(): void {
    const pcm = this.#buffer.take();
    const item: ConversationItem = {
      wire: {
        id: this.#itemId,
        object: 'realtime.item',
        type: 'message',
        status: 'completed',
        role: 'user',
        content: [{type: 'input_audio', transcript: null}],
      },
      audioMs: samplesToMs(pcm.length),
    };
    this.#itemId = createId('item_');
    const previous = this.#context.conversation.add(item);
    const wire = structuredClone(item.wire);
    this.#context.emit({type: 'input_audio_buffer.committed', previous_item_id: previous, item_id: wire.id});
    this.#context.emit({type: 'conversation.item.added', previous_item_id: previous, item: wire});
    this.#context.emit({type: 'conversation.item.done', previous_item_id: previous, item: wire});
    item.transcript = transcribe(this.#context, item, pcm, this.#abort.signal);
  }
}
