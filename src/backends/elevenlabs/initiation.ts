import {isObject, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {SessionSettings} from '../../session/settings.js';

/** What the host may say of a conversation, beside its address. */
const hostFields = ['dynamic_variables', 'user_id', 'custom_llm_extra_body'] as const;

/** What of the conversation is known only when it begins. */
export interface ConversationStart {
  /** Nothing is heard in it, and nothing spoken: the agent must allow that. */
  readonly textOnly: boolean;
  /** It goes on from an earlier one. */
  readonly goesOn: boolean;
}

/**
 * The first message of a conversation. Only what page or host set is in it: an agent closes the connection on anything
 * that it does not allow to be overridden.
 * @param said by the host's endpoint
 */
export function initiationOf(settings: SessionSettings, said: WireObject, start: ConversationStart): object {
  const hosts = objectAt(said, 'conversation_config_override');
  const override = merged(hosts, pagesOverride(settings, start, hosts));
  const fields = hostFields.filter(name => said[name] !== undefined && said[name] !== null);
  return {
    type: 'conversation_initiation_client_data',
    ...Object.fromEntries(fields.map(name => [name, said[name]])),
    ...(Object.keys(override).length && {conversation_config_override: override}),
  };
}

function pagesOverride(
  settings: SessionSettings,
  {textOnly, goesOn}: ConversationStart,
  hosts: WireObject,
): WireObject {
  const {instructions, firstMessage, language, voice, speed} = settings;
  // Where page or host may set the first message, they may also leave it out: it was said already.
  const isSet = firstMessage || textAt(objectAt(hosts, 'agent'), 'first_message');
  const opening = goesOn && isSet ? '' : firstMessage;
  return (
    withoutUnset({
      agent: withoutUnset({
        prompt: instructions ? {prompt: instructions} : undefined,
        first_message: opening,
        language: language || undefined,
      }),
      tts: withoutUnset({voice_id: voice || undefined, speed: speed ?? undefined}),
      conversation: textOnly ? {text_only: true} : undefined,
    }) ?? {}
  );
}

/** The fields that are set; undefined where none is. */
function withoutUnset(fields: WireObject): WireObject | undefined {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return set.length ? Object.fromEntries(set) : undefined;
}

/** What the page says of one field does not replace what the host says of the others. */
function merged(one: WireObject, other: WireObject): WireObject {
  const result: Record<string, unknown> = {...one};
  for (const [name, value] of Object.entries(other)) {
    const before = one[name];
    result[name] = isObject(value) && isObject(before) ? merged(before, value) : value;
  }
  return result;
}
