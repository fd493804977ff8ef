import type {EngineContext} from './context.js';
import type {ConversationItem} from './conversation.js';
import {wordGroups} from './sentences.js';

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
  const {understand, placeholderTranscript, faults, clock, reportFailure} = context.services;
  const settings = context.session.audio.input.transcription;
  const common = {item_id: item.wire.id, content_index: 0};
  // Leaves the events of the commit their place before the words.
  await Promise.resolve();
  const fail = (code: string, message: string) => {
    if (!settings || signal.aborted) return '';
    const error = {type: 'transcription_error', code, message, param: null};
    context.emit({type: 'conversation.item.input_audio_transcription.failed', ...common, error});
    return '';
  };
  if (faults().transcriptionFails) return fail('audio_unintelligible', 'The audio could not be transcribed.');
  let transcript: string;
  if (understand) {
    const language = settings?.language;
    const startedAt = clock.now();
    try {
      transcript = await understand.transcribe(pcm, {signal, ...(language ? {language} : {})});
    } catch (error) {
      if (!signal.aborted)
        reportFailure({service: 'stt', name: understand.name, error, ms: clock.now() - startedAt});
      return fail('transcription_failed', 'The audio could not be transcribed.');
    }
    if (!transcript) return fail('audio_unintelligible', 'Nothing was understood.');
  } else if (placeholderTranscript) {
    transcript = placeholderTranscript(item.audioMs);
  } else {
    return fail('transcription_unavailable', 'This server does not understand speech.');
  }
  if (signal.aborted) return '';
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
  return understand ? transcript : '';
}
