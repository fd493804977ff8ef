import {fill} from '../../localize/fill.js';
import {wordsOf, type Strings} from '../../localize/strings.js';
import {outsideZones} from '../../state/outside-zones.js';
import {recentTurns} from '../../state/snapshot.js';
import {adoptStyles} from '../adopt-styles.js';
import {make, setAttributes, setChildren} from '../dom.js';
import {errorSentence} from '../error-sentence.js';
import {saidForMs} from '../live-region.js';
import type {DockFace, PanelHost} from '../panel-host.js';
import {clock, shownStatus, spokenStatus} from '../status-words.js';
import {unseen} from '../unseen.styles.js';
import {orbLeaves} from '../voice-panel/panel.js';
import {dockStyles} from './dock.styles.js';

/**
 * The call in the place of the launcher, while the panel is closed: how it stands, how long it lasts, and its buttons.
 * It comes with the conversation, so that it is there before the microphone opens; picture and buttons are parts.
 */
export class Dock {
  readonly #host: PanelHost;
  readonly #status = make('voice-status', {
    class: 'unseen',
    exportparts: 'status, status-text, timer, quality',
  });
  readonly #controls = make(
    'div',
    {class: 'controls'},
    make('voice-controls', {
      bar: '',
      exportparts: 'controls, mute, talk, dismiss, interrupt, hang-up, camera, screen',
    }),
    this.#status,
  );
  readonly #picture = make('voice-waveform', {
    class: 'orb',
    part: 'orb',
    exportparts: 'waveform',
    visualizer: 'orb',
  });
  readonly #avatar = make('img', {alt: ''});
  readonly told = make('div', {class: 'unseen', role: 'status'});
  /** What was told last: an error, the end that comes, or that the call is over. */
  #news: unknown = null;
  /** The panel was open when this was drawn last: what is news now was told there. */
  #wasOpen = false;
  #said: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setTimeout> | undefined;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  /** How the launcher looks now; null while there is nothing to show of a call. */
  face(): DockFace | null {
    const {snapshot, open, visualizer, renderRoot, displayAvatar} = this.#host;
    clearTimeout(this.#ticking);
    void this.#host.updateComplete.then(orbLeaves(this.#host));
    adoptStyles(renderRoot, unseen, dockStyles);
    this.#tellNews();
    if (snapshot.phase === 'idle') return this.#wayBack();
    if (!open) this.#tick(snapshot.startedAt);
    setAttributes(this.#avatar, {src: displayAvatar ?? null});
    setChildren(this.#picture, displayAvatar ? [this.#avatar] : []);
    return {
      ...this.#lines(),
      controls: this.#controls,
      picture: customElements.get('voice-waveform') && visualizer !== 'none' ? this.#picture : null,
    };
  }

  /** After a call the launcher leads back to what was said. */
  #wayBack(): DockFace | null {
    const {name, label: own, displayName, snapshot} = this.#host;
    if (own || !name || !recentTurns(snapshot).length) return null;
    const label = fill(wordsOf(this.#host).returnTo, {name: displayName});
    return {name: label, group: '', label, hint: '', controls: null, picture: null};
  }

  #lines(): Pick<DockFace, 'name' | 'group' | 'label' | 'hint'> {
    const {snapshot, displayName} = this.#host;
    const {phase, startedAt, textOnly} = snapshot;
    const words = wordsOf(this.#host);
    const label = this.#failure(words)?.title ?? words[shownStatus(this.#host)[0]!];
    const time = startedAt === null || textOnly ? displayName : clock(Date.now() - startedAt);
    const hint = this.#trouble(words) ?? time;
    const call = fill(words.callWith, {name: displayName});
    // Whose turn it is changes too often for a name.
    const state = phase === 'failed' ? label : words[spokenStatus(this.#host)];
    const trouble = snapshot.error ? hint : '';
    const name = [call, state, trouble, words.openPanel]
      .filter(Boolean)
      .map(words => words.replace(/[.…。]$/u, ''))
      .join('. ');
    return {label, hint, name, group: call};
  }

  /** What has failed, as a title, and what there is to do. */
  #failure(words: Strings): {readonly title: string; readonly rest: string} | null {
    const {phase, error} = this.#host.snapshot;
    if (!error || (phase !== 'failed' && error.code !== 'playback-blocked')) return null;
    if (error.code === 'connection-lost') return {title: words.connectionLost, rest: words.stillHere};
    const sentences = errorSentence(error, words);
    const [, title = sentences, rest = ''] = /^(.+?)[.。।۔]\s*(.+)$/su.exec(sentences) ?? [];
    return {title: title.replace(/[.。।۔]$/u, ''), rest};
  }

  /** What the user should know: why it failed, that it will end, what cannot be heard. */
  #trouble(words: Strings): string | null {
    const {error, endsAt} = this.#host.snapshot;
    if (error) return this.#failure(words)?.rest ?? errorSentence(error, words);
    const seconds = Math.max(0, Math.ceil(((endsAt ?? 0) - Date.now()) / 1000));
    return endsAt ? fill(words.endsSoon, {seconds}) : null;
  }

  /** Tells what is new, where no panel does. */
  #tellNews(): void {
    const {snapshot, layout} = this.#host;
    const open = this.#host.open || layout === 'inline';
    const isTold = open || this.#wasOpen;
    setAttributes(this.#status, {'data-told': isTold ? '' : null});
    this.#wasOpen = open;
    const {phase, error, endsAt, lastCallMs} = snapshot;
    const hasEnded = phase === 'idle' && lastCallMs !== undefined;
    const news = error ?? endsAt ?? (hasEnded ? phase : null);
    if (news === this.#news) return;
    this.#news = news;
    clearTimeout(this.#said);
    const words = wordsOf(this.#host);
    const lines = hasEnded ? [words['phase-idle']] : [this.#failure(words)?.title, this.#trouble(words)];
    this.told.textContent = isTold ? '' : lines.filter(Boolean).join('. ');
    this.#said = setTimeout(() => (this.told.textContent = ''), saidForMs);
  }

  #tick(startedAt: number | null): void {
    if (startedAt === null) return;
    const left = 1000 - ((Date.now() - startedAt) % 1000);
    this.#ticking = outsideZones(() => setTimeout(() => this.#host.requestUpdate(), left));
  }
}
