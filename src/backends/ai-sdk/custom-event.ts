import {isObject, objectAt, textAt, type WireObject} from '../../session/json.js';

/** What a codec passes on as it came, and means something here. */
export type CustomEvent =
  | {readonly type: 'heard-delta' | 'not-heard'; readonly itemId: string; readonly delta: string}
  | {readonly type: 'cancelled'; readonly callIds: readonly string[]}
  /** The server is about to close the connection, and expects to be called again. */
  | {readonly type: 'goes-away'};

const transcription = 'conversation.item.input_audio_transcription';

/** Reads what has no neutral name: of OpenAI's and xAI's servers, and of Gemini Live. Null for everything else. */
export function customEvent(event: WireObject): CustomEvent | null {
  const raw = objectAt(event, 'raw');
  const [itemId, delta] = [textAt(raw, 'item_id'), textAt(raw, 'delta')];
  switch (textAt(event, 'rawType')) {
    case `${transcription}.delta`:
      return {type: 'heard-delta', itemId, delta};
    case `${transcription}.failed`:
      return {type: 'not-heard', itemId, delta};
    case 'toolCallCancellation': {
      const {ids} = isObject(raw.toolCallCancellation) ? raw.toolCallCancellation : {};
      const callIds = Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [];
      return {type: 'cancelled', callIds};
    }
    case 'goAway':
      return {type: 'goes-away'};
    default:
      return null;
  }
}
