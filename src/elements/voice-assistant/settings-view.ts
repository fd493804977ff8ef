import {html} from 'lit';
import type {View} from './view.js';

/** The settings, in place of the conversation. */
export const settingsView: View = {
  title: words => words.settings,
  render: () => html`<voice-settings exportparts="settings, microphone, speaker, volume"></voice-settings>`,
};
