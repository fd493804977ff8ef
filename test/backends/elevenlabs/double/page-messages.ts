import type {Outgoing} from '@elevenlabs/types';

/** What a page may send. */
export type PageMessage =
  | Outgoing.UserAudio
  | Outgoing.ConversationInitiationClientToOrchestratorEvent
  | Outgoing.PongClientToOrchestratorEvent
  | Outgoing.UserMessageClientToOrchestratorEvent
  | Outgoing.UserActivityClientToOrchestratorEvent
  | Outgoing.ContextualUpdateClientToOrchestratorEvent
  | Outgoing.ClientToolResultClientToOrchestratorEvent
  | Outgoing.McpToolApprovalResultClientToOrchestratorEvent;

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const filled: Check = value => typeof value === 'string' && value.length > 0;
const number: Check = value => typeof value === 'number' && Number.isFinite(value);
const boolean: Check = value => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  value =>
    isRecord(value) &&
    Object.keys(value).every(name => name in fields) &&
    Object.entries(fields).every(([name, check]) => check(value[name]));
const record: Check = isRecord;

/** Every message that an agent of this project's tests takes, field by field, as the vendor's types have them. */
const shapes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  conversation_initiation_client_data: {
    conversation_config_override: optional(
      shape({
        agent: optional(
          shape({
            first_message: optional(text),
            language: optional(filled),
            prompt: optional(shape({prompt: optional(filled), llm: optional(filled)})),
          }),
        ),
        tts: optional(shape({voice_id: optional(filled), speed: optional(number)})),
        conversation: optional(shape({text_only: optional(boolean)})),
        asr: optional(record),
      }),
    ),
    dynamic_variables: optional(record),
    custom_llm_extra_body: optional(record),
    user_id: optional(filled),
    // Of the vendor's own client.
    source_info: optional(record),
  },
  pong: {event_id: number},
  user_message: {text: filled},
  user_activity: {},
  contextual_update: {text: filled, context_id: optional(filled)},
  client_tool_result: {tool_call_id: filled, result: text, is_error: boolean},
  mcp_tool_approval_result: {tool_call_id: filled, is_approved: boolean},
};

/** What is wrong with a message of a page; undefined where nothing is. */
export function complaintAbout(message: unknown): string | undefined {
  if (!isRecord(message)) return 'no object';
  if ('user_audio_chunk' in message) {
    const sound = message.user_audio_chunk;
    const isSound = typeof sound === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(sound) && !(sound.length % 4);
    return isSound && Object.keys(message).length === 1 ? undefined : 'no sound';
  }
  const {type, ...fields} = message;
  const known = shapes[String(type)];
  if (!known) return `an unknown type: ${String(type)}`;
  return shape(known)(fields) ? undefined : `wrong fields: ${JSON.stringify(message)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
