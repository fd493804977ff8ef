import {html, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {VoiceLevels} from '../../conversation/voice-levels.js';
import {isCalling} from '../../state/is-calling.js';
import {oneOf} from '../attributes.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {Assistant} from '../assistant.js';
import {reducedMotion, sightObserver} from '../screen.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import {CanvasSurface} from './canvas-surface.js';
import {startDrawing, stopDrawing} from './frame-loop.js';
import {Motion} from './motion.js';
import type {Visualizer, VisualizerName} from './visualizer.js';
import {visualizers} from './visualizers.js';
import {waveformStyles} from './voice-waveform.styles.js';

/** Seconds in which the picture comes to rest when a conversation ends. */
const ending = 0.4;
/** Seconds between two pictures, at the least, while nothing moves but slowly: every second frame of most screens. */
const calmPause = 0.025;

/**
 * Both voices and the phase, drawn. It moves only while a call is on and the element is in view; for people who
 * want reduced motion it is a still picture of the phase.
 *
 * @tag voice-waveform
 * @attr {'bars' | 'wave' | 'orb' | 'none'} visualizer - What is drawn; as the assistant says when unset.
 * @slot - A picture of the assistant, in place of the body of the orb.
 * @csspart waveform - The canvas.
 * @cssprop --voice-waveform-color - Colour of the assistant's voice; the accent when unset. The person's is that of text.
 * @cssprop --voice-accent-2 - Second colour of the assistant's voice; 40 degrees of hue beside the first when unset.
 */
export class VoiceWaveform extends VoicePart {
  static override properties: PropertyDeclarations = {
    visualizer: {type: 'visualizer', converter: oneOf(Object.keys(visualizers))},
  };

  static override styles = [tokens, waveformStyles];

  /** What is drawn; as the assistant says when unset. */
  visualizer?: VisualizerName;

  readonly #surface = new CanvasSurface(() => this.#paint());
  readonly #motion = new Motion();
  readonly #sightings = sightObserver(entries => this.#sighted(entries));
  readonly #still = reducedMotion();
  #draw: Visualizer | null = null;
  /** Pictures that did not load. */
  readonly #broken = new WeakSet<EventTarget>();
  #inSight = false;
  #calling = false;
  #drawing = false;
  /** When the last frame was drawn, in milliseconds. */
  #drawnAt = 0;
  /** Seconds until the picture rests. */
  #left = 0;
  /** Seconds since the last picture. */
  #waited = 0;
  #levels: VoiceLevels | null = null;

  protected override select(snapshot: Snapshot, {levels}: Assistant): readonly unknown[] {
    const {phase, muted, textOnly, userSpeaking, playing, held} = snapshot;
    return [phase, muted, textOnly, userSpeaking, playing, held, levels];
  }

  override render(): TemplateResult {
    return html`${this.#surface.canvas}<slot @slotchange=${this.#pictured}></slot>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sightings.observe(this);
    this.#surface.observe();
    this.#still.addEventListener('change', this.#schedule);
    document.addEventListener('visibilitychange', this.#schedule);
    for (const type of ['load', 'error']) this.addEventListener(type, this.#pictured, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sightings.disconnect();
    this.#surface.unobserve();
    this.#still.removeEventListener('change', this.#schedule);
    document.removeEventListener('visibilitychange', this.#schedule);
    this.#inSight = false;
    this.#schedule();
  }

  protected override updated(): void {
    const settings = this.owner.assistant as {visualizer?: VisualizerName} | null;
    void this.#choose(this.visualizer ?? settings?.visualizer ?? 'orb');
    this.#schedule();
  }

  async #choose(name: VisualizerName): Promise<void> {
    if (name === this.dataset.visualizer) return;
    this.dataset.visualizer = name;
    this.#draw = null;
    const {draw} = await visualizers[name]().catch(visualizers.orb); // A picture without a network, too.
    if (name !== this.dataset.visualizer) return; // Another one was chosen meanwhile.
    this.#draw = draw;
    this.#schedule();
  }

  /** Draws frame by frame while that shows something, else once. */
  readonly #schedule = (): void => {
    const {snapshot, levels} = this.owner;
    this.#calling = isCalling(snapshot);
    const seen = this.#inSight && !document.hidden && !this.#still.matches && this.#draw;
    this.#measure(seen && this.#calling ? levels : null);
    this.#run(Boolean(seen) && (this.#calling || this.#drawing));
  };

  /** Opens these meters and closes the ones before: a waveform that is out of view leaves none running. */
  #measure(levels: VoiceLevels | null): void {
    if (levels === this.#levels) return;
    this.#levels?.input.close(this);
    this.#levels?.output.close(this);
    this.#levels = levels;
    levels?.input.open(this);
    levels?.output.open(this);
  }

  #run(drawing: boolean): void {
    if (drawing !== this.#drawing) {
      this.#drawing = drawing;
      this.#drawnAt = performance.now();
      (drawing ? startDrawing : stopDrawing)(this.#frame);
    }
    if (!drawing) this.#paint();
  }

  readonly #frame = (now: number): void => {
    const seconds = Math.max(0, now - this.#drawnAt) / 1000;
    this.#drawnAt = now;
    this.#left = this.#calling ? ending : this.#left - seconds;
    this.#motion.step(this.owner.snapshot, this.#levels, seconds);
    this.#waited += seconds;
    if (this.#left <= 0) this.#run(false);
    else if (!this.#motion.isCalm || this.#waited > calmPause) this.#paint();
  };

  #paint(): void {
    const surface = this.#surface;
    this.#waited = 0;
    if (!this.#drawing) this.#motion.rest(this.owner.snapshot);
    if (surface.clear()) this.#draw?.(surface, this.#motion);
  }

  /** One that does not load leaves the orb as it is. */
  readonly #pictured = ({type, target}: Event): void => {
    if (type === 'error') this.#broken.add(target!);
    if (type === 'load') this.#broken.delete(target!);
    this.#surface.hollow = [...this.children].some(child => !this.#broken.has(child));
    this.#schedule();
  };

  #sighted(entries: readonly IntersectionObserverEntry[]): void {
    this.#inSight = entries.at(-1)!.isIntersecting;
    this.#schedule();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-waveform': VoiceWaveform;
  }
}
