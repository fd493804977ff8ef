/*
 * Servers speak the protocol in dialects. What differs, who differs so, and where that is made good:
 *
 * | what                                    | who                          | where                                  |
 * | --------------------------------------- | ---------------------------- | -------------------------------------- |
 * | events have their older names           | Azure, Speaches              | `presentName` below                    |
 * | the session is told in its older shape  | Azure, Speaches              | turn-settings.ts, audio-formats.ts     |
 * | the form of the sound is not named      | Hugging Face, LocalAI        | unnamed-format.ts                      |
 * | messages are wrapped                    | Speaches, over WebRTC        | unwrapping.ts, wrapped-messages.ts     |
 * | no turn is committed                    | Hugging Face                 | state/response-policy.ts               |
 * | sound is not announced                  | Hugging Face, LocalAI, Speaches | playback-observer.ts                |
 * | heard words are told once more          | LocalAI                      | protocol.ts                            |
 * | an unknown item is an empty one         | LocalAI                      | heartbeat.ts                           |
 *
 * How each was found out is in `test/backends/openai-realtime/servers/`.
 */

/** The name that an event has today: `response.text.delta` and `….item.created` are older ones. */
export function presentName(type: string): string {
  return type
    .replace(/^response\.(?=audio|text)/, 'response.output_')
    .replace(/item\.created$/, 'item.added');
}
