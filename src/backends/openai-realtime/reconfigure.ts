import {isObject, type WireObject} from '../../session/json.js';
import {inputSetting} from './turn-settings.js';

type Settings = Readonly<Record<string, unknown>>;
interface Audio {
  readonly input?: Settings;
  readonly output?: Settings;
}
interface Session extends Settings {
  readonly audio?: Audio;
}

/** The settings of a server that does not tell them. */
const defaults: Settings = {turn_detection: {type: 'server_vad'}, noise_reduction: null};
const defaultModalities: Settings = {output_modalities: ['audio']};

/**
 * The sparse `session.update` that leads from one configuration to another in the middle of a call, or null.
 * What is no longer set goes back to what the server said it was set to in its initial message.
 * @param initialSession how the server described the session first
 */
export function changesSince(
  before: object | null,
  after: object | null,
  initialSession: Session,
): object | null {
  const [old, wanted, own] = [sessionIn(before), sessionIn(after), initialSettings(initialSession)];
  const input = changed(old.audio?.input, interruptible(old, wanted, own), {
    ...defaults,
    ...own.audio?.input,
  });
  // Not the voice: it stands from the first sound on, and servers refuse another one.
  const output = changed(old.audio?.output, wanted.audio?.output, own.audio?.output, ['voice']);
  const rest = changed(old, wanted, {...defaultModalities, ...own}, ['audio', 'type']);
  const audio = {...(input && {input}), ...(output && {output})};
  const session = {...rest, ...((input ?? output) && {audio})};
  return Object.keys(session).length
    ? {type: 'session.update', session: {type: 'realtime', ...session}}
    : null;
}

/** Whether an update sets a field. @param path such as `audio.output.voice` */
export function hasField(update: object, path: string): boolean {
  let inner: unknown = sessionIn(update);
  for (const name of path.split('.')) {
    if (!isObject(inner) || !Object.hasOwn(inner, name)) return false;
    inner = inner[name];
  }
  return true;
}

/** The update without some of its fields, or null where none is left. */
export function withoutFields(update: object | null, paths: Iterable<string>): object | null {
  const session = structuredClone(sessionIn(update)) as Record<string, unknown>;
  for (const path of paths) remove(session, path.split('.'));
  return settingsIn(session).length ? {type: 'session.update', session} : null;
}

/** An update for each setting, by the path of its field. */
export function settingsApart(update: object): readonly (readonly [path: string, update: object])[] {
  const {type} = sessionIn(update);
  return settingsIn(sessionIn(update)).map(([path, setting]) => [
    path,
    {type: 'session.update', session: {...(type !== undefined && {type}), ...setting}},
  ]);
}

/** Each setting as a session by itself, by the path of its field. */
function settingsIn({audio = {}, ...rest}: Session): [path: string, session: Session][] {
  const own = Object.entries<unknown>(rest).filter(([name]) => name !== 'type');
  return [
    ...own.map(([name, value]): [string, Session] => [name, {[name]: value}]),
    ...Object.entries<Settings | undefined>({...audio}).flatMap(([side, settings = {}]) =>
      Object.entries(settings).map(([name, value]): [string, Session] => [
        `audio.${side}.${name}`,
        {audio: {[side]: {[name]: value}}},
      ]),
    ),
  ];
}

/** Takes a field out, and what is empty without it. */
function remove(settings: Record<string, unknown>, [name = '', ...path]: readonly string[]): void {
  const inner = settings[name];
  if (path.length) {
    if (!isObject(inner)) return;
    remove(inner, path);
    if (Object.keys(inner).length) return;
  }
  delete settings[name];
}

function changed(
  before: Settings = {},
  after: Settings = {},
  own: Settings = {},
  fixed: readonly string[] = [],
): Settings | undefined {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changes = [...names]
    .filter(name => !fixed.includes(name))
    .map(name => [name, name in after ? after[name] : own[name]] as const)
    .filter(([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name]));
  return changes.length ? Object.fromEntries(changes) : undefined;
}

function sessionIn(message: object | null): Session {
  return (message as {session?: Session} | null)?.session ?? {};
}

/** What is wanted of the input. Servers that merge would keep what they were told before: that none interrupts. */
function interruptible(old: Session, wanted: Session, own: Session): Settings | undefined {
  const input = wanted.audio?.input;
  const detection = input?.turn_detection ?? own.audio?.input?.turn_detection ?? defaults.turn_detection;
  const was = old.audio?.input?.turn_detection;
  const isTold = isObject(was) && was.interrupt_response === false;
  if (!isTold || input?.turn_detection === null || !isObject(detection)) return input;
  return {...input, turn_detection: {interrupt_response: true, ...detection}};
}

/** Older servers name the settings of the input beside the session's own. */
function initialSettings(session: Session): Session {
  const names = ['turn_detection', 'transcription', 'noise_reduction'];
  const told = names.map(name => [name, inputSetting(session as WireObject, name)] as const);
  const flat = Object.fromEntries(told.filter(([, value]) => value !== undefined));
  return {...session, audio: {...session.audio, input: {...flat, ...session.audio?.input}}};
}
