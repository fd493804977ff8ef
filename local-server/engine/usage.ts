import type {HistoryEntry} from '../responders/responder.js';
import type {ConversationItem} from './conversation.js';

/** Roughly as the API counts: 10 tokens a second heard, 20 a second spoken, 4 letters a token of text. */
export function usageOf(
  history: readonly HistoryEntry[],
  output: readonly ConversationItem[],
): Record<string, unknown> {
  const inputText = sum(history.map(entry => tokens('text' in entry ? entry.text : '')));
  const inputAudio = sum(
    history.map(entry => ('spokenMs' in entry ? Math.ceil((entry.spokenMs ?? 0) / 100) : 0)),
  );
  const outputText = sum(
    output.map(item => tokens(JSON.stringify(item.wire.content ?? item.wire.arguments ?? ''))),
  );
  const outputAudio = sum(output.map(item => Math.ceil(item.audioMs / 50)));
  return {
    total_tokens: inputText + inputAudio + outputText + outputAudio,
    input_tokens: inputText + inputAudio,
    output_tokens: outputText + outputAudio,
    input_token_details: {
      text_tokens: inputText,
      audio_tokens: inputAudio,
      image_tokens: 0,
      cached_tokens: 0,
      cached_tokens_details: {text_tokens: 0, audio_tokens: 0, image_tokens: 0},
    },
    output_token_details: {text_tokens: outputText, audio_tokens: outputAudio},
  };
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
