import {html, nothing, type TemplateResult} from 'lit';
import type {Preferences} from '../../conversation/index.js';
import {settingsWords} from '../../localize/en/settings.js';
import type {SettingsStrings, Strings} from '../../localize/strings.js';
import type {Assistant} from '../assistant.js';
import {buttons} from '../buttons.styles.js';
import {capabilitiesOf} from '../capabilities-of.js';
import {microphoneIcon, stopIcon} from '../panel-icons.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import {tokens} from '../tokens.styles.js';
import type {SettingsHost} from '../settings-host.js';
import {VoicePart} from '../voice-part.js';
import {canSetVolume, deviceChoices} from './device-choices.js';
import {rangeField, selectField, speakerIcon, switchField} from './fields.js';
import {MicrophoneCheck} from './microphone-check.js';
import {download, transcriptAsJson, transcriptAsText} from './transcript-file.js';
import {renderTurnTaking} from './turn-taking.js';
import {settingsStyles} from './voice-settings.styles.js';

export {deviceNotice} from './device-notice.js';

/** The words of the settings and of everything else. */
export type SettingsWords = Strings & SettingsStrings;

/**
 * Microphone, speaker, loudness, turn taking and the like, as far as the backend can follow. What is chosen takes effect
 * at once and is remembered on this site, unless the assistant has `persist="off"`.
 *
 * @tag voice-settings
 * @csspart settings - All of it.
 * @csspart microphone - The choice of the microphone.
 * @csspart test-microphone - The button that tests it.
 * @csspart meter - How loud it is.
 * @csspart speaker - The choice of the speaker; absent where the browser offers none.
 * @csspart test-speaker - The button that plays a test sound.
 * @csspart volume - The assistant's loudness; absent on iOS, which leaves it to the device's buttons.
 * @csspart voice - The choice of the voice; absent where the backend reads none.
 * @csspart turn-taking - Who ends a turn; absent where there is nothing to choose.
 * @csspart eagerness - How readily a pause ends a turn.
 * @csspart silence-time - The silence that ends a turn.
 * @csspart noise-reduction - Which noise is taken out; absent where the backend reads no such setting.
 * @csspart captions-switch - Captions on or off.
 * @csspart sounds-switch - Sounds on or off.
 * @csspart download - A button that downloads the conversation.
 * @csspart clear - The button that clears it.
 */
export class VoiceSettings extends VoicePart {
  static override styles = [tokens, buttons, settingsStyles];

  readonly #check = new MicrophoneCheck(this, this.owner);
  /** Ends with the settings. */
  #shown: AbortController | null = null;
  #followed: SettingsHost | null = null;
  /** The speaker that the browser is asked for. */
  #nextSpeaker: string | null = null;

  protected override select(snapshot: Snapshot, assistant: Assistant): readonly unknown[] {
    const {phase, muted, devices} = snapshot;
    return [phase, muted, devices, capabilitiesOf(assistant), recentTurns(snapshot).some(({text}) => text)];
  }

  override render(): TemplateResult {
    const words: SettingsWords = {...settingsWords, ...this.owner.words};
    return html`<div part="settings" class="settings">
      <section>${this.#renderMicrophone(words)}</section>
      <section>${this.#renderSpeaker(words)}</section>
      ${renderTurnTaking(this.#assistant, words, this.#apply)}
      <section class="switches">
        ${switchField('captions-switch', words.captions, this.#assistant?.captions === 'on', on =>
          this.#apply({captions: on ? 'on' : 'off'}),
        )}
        ${switchField('sounds-switch', words.sounds, this.#assistant?.sounds === 'on', on =>
          this.#apply({sounds: on ? 'on' : 'off'}),
        )}
      </section>
      <section>${this.#renderTranscript(words)}</section>
    </div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shown?.abort();
    this.#shown = this.#followed = null;
  }

  protected override updated(): void {
    for (const select of this.renderRoot.querySelectorAll('select')) select.value = select.dataset.value!;
    if (!this.isConnected || this.#followed === this.#assistant) return;
    this.#shown?.abort();
    this.#shown = new AbortController();
    this.#followed = this.#assistant;
    this.#assistant?.watchDevices(this.#shown.signal).catch(() => {}); // Without a network: no names.
  }

  get #assistant(): SettingsHost | null {
    return this.owner.assistant as SettingsHost | null;
  }

  #renderMicrophone(words: SettingsWords): TemplateResult {
    const {inputs} = this.owner.snapshot.devices;
    const {running, error} = this.#check;
    return html`${selectField({
        id: 'microphone',
        label: words.microphone,
        ...deviceChoices(inputs, this.#assistant?.inputDevice, words, this.#assistant?.locale?.language),
        note: inputs.some(({label}) => label) ? undefined : words.allowToName,
        choose: id => {
          this.#apply({inputDevice: id});
          if (running) void this.#check.start();
        },
      })}
      <div class="row">
        <button
          part="test-microphone"
          class=${running ? 'on' : ''}
          @click=${() => (running ? this.#check.stop() : void this.#check.start())}
        >
          ${running ? stopIcon : microphoneIcon}${running ? words.stopTest : words.testMicrophone}
        </button>
        <span
          part="meter"
          role="meter"
          aria-label=${words.inputLevel}
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow="0"
        ></span>
      </div>
      ${error ? html`<p class="error" role="alert">${words[`error-${error.code}`] ?? error.message}</p>` : nothing}`;
  }

  #renderSpeaker(words: SettingsWords): TemplateResult {
    const volume = this.#assistant?.volume ?? 1;
    const percent = new Intl.NumberFormat(this.#assistant?.locale?.language, {style: 'percent'});
    const {outputs, output} = this.owner.snapshot.devices;
    // The same as canChooseSpeaker() of audio/devices.ts, which elements do not import.
    const canChoose = 'setSinkId' in HTMLMediaElement.prototype;
    return html`${
        canChoose
          ? selectField({
              id: 'speaker',
              label: words.speaker,
              ...deviceChoices(
                outputs,
                this.#nextSpeaker ?? output,
                words,
                this.#assistant?.locale?.language,
              ),
              choose: id => void this.#chooseSpeaker(id),
            })
          : nothing
      }
      ${
        canSetVolume()
          ? rangeField({
              id: 'volume',
              label: words.volume,
              value: volume * 100,
              text: percent.format(volume),
              limits: [0, 100, 5],
              move: value => this.#assistant && (this.#assistant.volume = value / 100),
              choose: value => this.#apply({volume: value / 100}),
            })
          : nothing
      }
      <div class="row">
        <button part="test-speaker" @click=${this.#testSpeaker}>${speakerIcon}${words.testSpeaker}</button>
      </div>
      <p class="note">${words.headphonesNote}</p>
      ${this.#renderVoices(words)}`;
  }

  /** The voice stands from the first sound of a call on. */
  #renderVoices(words: SettingsWords): TemplateResult | typeof nothing {
    const voices = (this.#assistant?.voices ?? '').split(',').map(name => name.trim());
    const offered = voices.filter(Boolean);
    if (!offered.length || capabilitiesOf(this.#assistant)?.reads?.includes('voice') === false)
      return nothing;
    const {voice = ''} = this.#assistant!;
    return selectField({
      id: 'voice',
      label: words.voice,
      value: offered.includes(voice) ? voice : '',
      choices: [['', words.turnAutomatic], ...offered.map(name => [name, name] as const)],
      note: words.voiceNote,
      choose: name => this.#apply({voice: name || undefined}),
    });
  }

  #renderTranscript(words: SettingsWords): TemplateResult {
    const empty = !this.owner.snapshot.turns.some(turn => turn.text);
    // As they are when it is pressed: more may have been said by then.
    const turns = () => this.owner.snapshot.turns;
    const speakers = () => ({user: words.you, assistant: this.#assistant?.displayName ?? ''});
    const button = (part: string, label: string, act: () => void) =>
      html`<button
        part=${part}
        class=${part === 'clear' ? 'danger' : ''}
        aria-disabled=${empty}
        @click=${() => empty || act()}
      >
        ${label}
      </button>`;
    return html`<span class="caption" id="download">${words.download}</span>
      <div class="row" role="group" aria-labelledby="download">
        ${button('download', words.downloadText, () => download(transcriptAsText(turns(), speakers()), 'text/plain'))}
        ${button('download', words.downloadJson, () => download(transcriptAsJson(turns()), 'application/json'))}
      </div>
      <div class="row">${button('clear', words.clear, () => this.#assistant?.clear())}</div>`;
  }

  readonly #apply = (preferences: Preferences): void => void this.#applied(preferences);

  async #applied(preferences: Preferences): Promise<void> {
    this.requestUpdate();
    await this.#assistant?.applyPreferences(preferences).catch(() => {}); // Told by the conversation, where that matters.
  }

  /** The browser may refuse it: then the one that is used shows again. */
  async #chooseSpeaker(id: string): Promise<void> {
    this.#nextSpeaker = id;
    await this.#applied({outputDevice: id});
    if (this.#nextSpeaker === id) this.#nextSpeaker = null;
    this.requestUpdate();
  }

  readonly #testSpeaker = async (): Promise<void> => {
    const {outputDevice = '', volume = 1} = this.#assistant ?? {};
    const {signal} = (this.#shown ??= new AbortController());
    const {loadDeviceTests} = await import('../../conversation/index.js');
    const {playTestSound} = await loadDeviceTests();
    await playTestSound(outputDevice, volume, signal);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-settings': VoiceSettings;
  }
}
