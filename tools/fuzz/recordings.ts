import {asBeta, recorded, type WireEvent} from '../../test/helpers/wire.js';
import {EngineHarness} from '../../test/local-server/helpers/engine-harness.js';
import type {EngineOptions} from '../../local-server/engine/engine.js';
import type {FaultOptions} from '../../local-server/faults/fault-table.js';
import {hearInOrder} from '../../local-server/speech-to-text/speech-to-text.js';

/** What a server said in one conversation, in order. */
export type Recording = readonly WireEvent[];

const transcribed = {audio: {input: {transcription: {model: 'local'}}}};
const tool = {type: 'function', name: 'set_light', parameters: {type: 'object'}};

/** Conversations as the local server tells them, of every kind that it knows; the same ones every time. */
export async function recordings(): Promise<Recording[]> {
  const made = await Promise.all([
    record(spoken),
    record(spoken, {dialect: () => 'beta'}),
    record(typed, {presets: [{output_modalities: ['text']}]}),
    record(typed, {presets: [{output_modalities: ['text']}], dialect: () => 'beta'}),
    record(typed),
    record(heldDown, {presets: [{audio: {input: {...transcribed.audio.input, turn_detection: null}}}]}),
    record(actions, {presets: [transcribed, {tools: [tool]}]}),
    record(mishaps),
  ]);
  return [...made.map(withStableIds), recorded, asBeta(recorded)];
}

async function record(
  conversation: (harness: EngineHarness) => Promise<void>,
  options: Partial<EngineOptions> = {},
): Promise<WireEvent[]> {
  const harness = new EngineHarness({
    presets: [transcribed],
    understand: hearInOrder('Hello there', 'Tell me a story', 'Stop, please', 'Thank you'),
    ...options,
  });
  harness.responder.chunks = history => [{text: `Sentence number ${history.length}. And then another one.`}];
  await conversation(harness);
  harness.engine.close();
  return harness.events;
}

/** Three turns; the second answer is talked over. */
async function spoken(harness: EngineHarness): Promise<void> {
  await harness.speakTurn();
  await harness.run(2_500);
  await harness.speakTurn();
  await harness.run(300);
  await harness.speakTurn();
  await harness.run(2_500);
}

/** Typed words, an image, an answer that is cancelled, an item that is deleted, a refused event. */
async function typed(harness: EngineHarness): Promise<void> {
  const say = (id: string, ...content: object[]) =>
    harness.send({type: 'conversation.item.create', item: {id, type: 'message', role: 'user', content}});
  await say('typed_1', {type: 'input_text', text: 'Hello'});
  await harness.send({type: 'response.create'});
  await harness.run(2_500);
  await say('typed_2', {type: 'input_image', image_url: 'data:image/png;base64,AAAA'});
  await harness.send({type: 'response.create'});
  await harness.run(200);
  await harness.send({type: 'response.create'});
  await harness.send({type: 'response.cancel'});
  await harness.send({type: 'output_audio_buffer.clear'});
  await harness.send({type: 'conversation.item.delete', item_id: 'typed_1'});
  await harness.send({type: 'conversation.item.delete', item_id: 'unknown'});
  await harness.send({type: 'session.update', session: {type: 'realtime', instructions: 'Be brief.'}});
}

async function heldDown(harness: EngineHarness): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await harness.send({type: 'input_audio_buffer.clear'});
    await harness.run(600, 0.1);
    await harness.send({type: 'input_audio_buffer.commit'});
    await harness.send({type: 'response.create'});
    await harness.run(2_500);
  }
  await harness.send({type: 'input_audio_buffer.commit'});
}

async function actions(harness: EngineHarness): Promise<void> {
  harness.responder.chunks = history =>
    history.at(-1)?.role === 'user'
      ? [{text: 'One moment.'}, {toolCall: {name: 'set_light', arguments: '{"on":true}'}}]
      : [{text: 'It is done.'}];
  await harness.speakTurn();
  await harness.run(1_500);
  const call = harness.last('response.function_call_arguments.done');
  const item = {type: 'function_call_output', call_id: call.call_id, output: '{"ok":true}'};
  await harness.send({type: 'conversation.item.create', item});
  await harness.send({type: 'response.create'});
  await harness.run(1_500);
}

async function mishaps(harness: EngineHarness): Promise<void> {
  const faults: FaultOptions[] = [
    {responseFails: 'server_error'},
    {responseIncomplete: 'content_filter'},
    {transcriptionFails: true},
    {noResponseDone: true},
  ];
  for (const fault of faults) {
    harness.faults = fault;
    await harness.speakTurn();
    await harness.run(1_500);
  }
  harness.engine.expire();
}

/** The server's ids are random; here they are numbered, so that a seed means the same everywhere. */
function withStableIds(events: readonly WireEvent[]): WireEvent[] {
  const names = new Map<string, string>();
  const text = JSON.stringify(events).replace(/\b([a-z]+_)[A-Za-z0-9]{16,}\b/g, (id, prefix: string) => {
    if (!names.has(id)) names.set(id, `${prefix}${names.size + 1}`);
    return names.get(id)!;
  });
  return JSON.parse(text) as WireEvent[];
}
