import {outputText} from './output-text.js';

/** What the model is told about the page; empty where there is nothing, or nothing that can be told. */
export function contextText(context: unknown): string {
  if (context === undefined || context === null) return '';
  try {
    return `About this page: ${outputText(context)}`;
  } catch (error) {
    console.warn('<voice-assistant>: this context cannot be told, since JSON cannot carry it.', error);
    return '';
  }
}
