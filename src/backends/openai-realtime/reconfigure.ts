import {textAt, type WireObject} from '../../session/json.js';

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
  const input = changed(old.audio?.input, wanted.audio?.input, {...defaults, ...own.audio?.input});
  // Not the voice: it stands from the first sound on, and servers refuse another one.
  const output = changed(old.audio?.output, wanted.audio?.output, own.audio?.output, ['voice']);
  const rest = changed(old, wanted, own, ['audio', 'type']);
  const audio = {...(input && {input}), ...(output && {output})};
  const session = {...rest, ...((input ?? output) && {audio})};
  return Object.keys(session).length
    ? {type: 'session.update', session: {type: 'realtime', ...session}}
    : null;
}

/**
 * The update that an error refuses, of those that were sent; empty if none. Some servers do not say what they answer to,
 * but what they do not take.
 */
export function refusedBy(error: WireObject, sent: readonly string[]): string {
  const id = textAt(error, 'event_id');
  if (id) return sent.find(other => other === id) ?? '';
  return /^session\.(?!tools)/.test(textAt(error, 'param')) ? (sent.at(-1) ?? '') : '';
}

/**
 * What is sent again of an update that was refused: all but the field that the server names, or each setting by itself
 * where it names none of them.
 * @param param as the server gives it: `session.audio.output.voice`
 */
export function withoutRefused(update: object, param: string): readonly object[] {
  const session = structuredClone(sessionIn(update));
  const settings = settingsIn(session);
  const isNamed = remove(session, param.split('.').slice(1));
  const left = isNamed ? [session] : settings.length > 1 ? settings : [];
  return left
    .filter(part => settingsIn(part).length)
    .map(part => ({type: 'session.update', session: {...part, type: 'realtime'}}));
}

/** Each setting as a session by itself. */
function settingsIn({audio = {}, ...rest}: Session): Session[] {
  const own = Object.entries<unknown>(rest).filter(([name]) => name !== 'type');
  return [
    ...own.map(([name, value]) => ({[name]: value})),
    ...Object.entries<Settings | undefined>({...audio}).flatMap(([side, settings = {}]) =>
      Object.entries(settings).map(([name, value]) => ({audio: {[side]: {[name]: value}}})),
    ),
  ];
}

/** @returns whether it was there */
function remove(settings: Settings, [name = '', ...path]: readonly string[]): boolean {
  if (!Object.hasOwn(settings, name)) return false;
  const inner = settings[name];
  if (path.length) return typeof inner === 'object' && inner !== null && remove(inner as Settings, path);
  delete (settings as Record<string, unknown>)[name];
  return true;
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

/** Older servers name the settings of the input beside the session's own. */
function initialSettings(session: Session): Session {
  const flat = 'turn_detection' in session ? {turn_detection: session.turn_detection} : {};
  return {...session, audio: {...session.audio, input: {...flat, ...session.audio?.input}}};
}
