import {isObject, objectAt, textAt, type WireObject} from '../../session/json.js';

/** Commands of Pipecat that the ready-made page actions carry out, and how these name what they need. */
const actions: Readonly<Record<string, (payload: WireObject) => readonly [name: string, args: object]>> = {
  scroll_to: payload => ['scroll-to', {target: targetOf(payload)}],
  highlight: payload => ['highlight', {target: targetOf(payload)}],
  set_input_value: payload => ['fill-field', {target: targetOf(payload), value: textAt(payload, 'value')}],
  navigate: payload => ['navigate', {address: textAt(payload, 'view')}],
};

/** The tool of the page that a `ui-command` asks for: a ready-made action, or one that is called as the command is. */
export function toolOf(data: WireObject): {readonly name: string; readonly arguments: string} | null {
  const command = textAt(data, 'command');
  if (!command) return null;
  const payload = objectAt(data, 'payload');
  const [name, args] = Object.hasOwn(actions, command)
    ? actions[command]!(payload)
    : [command, isObject(data.payload) ? payload : {}];
  return {name, arguments: JSON.stringify(args)};
}

function targetOf(payload: WireObject): string {
  return textAt(payload, 'ref') || textAt(payload, 'target_id');
}
