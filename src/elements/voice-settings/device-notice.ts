import {html} from 'lit';
import {settingsWords} from '../../localize/en/settings.js';
import {fill} from '../../localize/fill.js';
import type {VoiceAssistant} from '../voice-assistant/voice-assistant.js';
import type {View} from '../voice-assistant/view.js';

/** Says that a device is gone and which one is used instead, as long as that is so. */
export const deviceNotice: View = {
  render(assistant: VoiceAssistant, own) {
    const {lost} = assistant.snapshot.devices;
    const words = {...settingsWords, ...own};
    const device = lost?.label || words[lost?.kind === 'output' ? 'speaker' : 'microphone'];
    const text = fill(words.deviceLost, {device, fallback: words.systemDefault});
    return html`<p class="banner" role="status" ?hidden=${!lost}>${text}</p>`;
  },
};
