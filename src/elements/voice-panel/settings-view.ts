import {html} from 'lit';
import type {View} from '../view.js';

const parts = `settings, microphone, test-microphone, meter, speaker, test-speaker, volume, voice, turn-taking,
  eagerness, silence-time, noise-reduction, captions-switch, sounds-switch, download, clear`;

/** The settings, in place of the conversation. */
export const settingsView: View = {
  title: words => words.settings,
  opener: 'settings-button',
  render: () => html`<voice-settings exportparts=${parts}></voice-settings>`,
};
