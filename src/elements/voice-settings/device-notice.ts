import {html, type TemplateResult} from 'lit';
import {settingsWords} from '../../localize/en/settings.js';
import {fill} from '../../localize/fill.js';
import type {Strings} from '../../localize/strings.js';
import type {Assistant} from '../assistant.js';

/** Says that a device is gone and which one is used instead, as long as that is so. */
export function deviceNotice({snapshot}: Assistant, given: Strings): TemplateResult {
  const {lost} = snapshot.devices;
  const words = {...settingsWords, ...given};
  const device = lost?.label || words[lost?.kind === 'output' ? 'speaker' : 'microphone'];
  const text = fill(words.deviceLost, {device, fallback: words.systemDefault});
  return html`<p part="notice" class="banner" data-notice=${text} ?hidden=${!lost}>${text}</p>`;
}
