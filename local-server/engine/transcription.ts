import type {EngineContext} from './context.js';
import type {ConversationItem} from './conversation.js';
import {wordGroups} from './sentences.js';
import {understandSpeech} from './understand.js';

/**
 * Finds the words of a spoken turn, for the responder, and for the client where its session asks for transcription.
 * Resolves with an empty text when nothing was understood; never rejects.
 */
export async function transcribe(
  context: EngineContext,
  item: ConversationItem,
  pcm: Int16Array,
  signal: AbortSignal,
): Promise<string> {
  const settings = context.session.audio.input.transcription;
  const common = {item_id: item.wire.id, content_index: 0};
  // Leaves the events of the commit their place before the words.
  await Promise.resolve();
  const language = settings?.language;
  const understood = await understandSpeech(context.services, pcm, {signal, ...(language ? {language} : {})});
  if (signal.aborted) return '';
  if ('code' in understood) {
    if (!settings) return '';
    const error = {type: 'transcription_error', ...understood, param: null};
    context.emit({type: 'conversation.item.input_audio_transcription.failed', ...common, error});
    return '';
  }
  const {transcript, isPlaceholder} = understood;
  for (const part of item.wire.content ?? []) if (part.type === 'input_audio') part.transcript = transcript;
  if (!settings) return transcript;
  for (const delta of wordGroups(transcript)) {
    context.emit({type: 'conversation.item.input_audio_transcription.delta', ...common, delta});
  }
  context.emit({
    type: 'conversation.item.input_audio_transcription.completed',
    ...common,
    transcript,
    usage: {type: 'duration', seconds: Math.ceil(item.audioMs / 1000)},
  });
  return isPlaceholder ? '' : transcript;
}
