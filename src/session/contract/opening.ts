import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';
import type {Turn} from '../../state/turns.js';
import type {ConnectionStats, VoiceSession} from '../voice-session.js';
import {check, type Rehearsal} from './rehearsal.js';
import type {SessionCheck} from './scene.js';

/** What each capability may say. */
const values: Readonly<Partial<Record<keyof SessionCapabilities, readonly unknown[]>>> = {
  interrupt: ['server', 'local', false],
  pushToTalk: ['turn', 'mute', false],
  tools: ['page', 'server', false],
  say: ['verbatim', 'prompted', false],
  usage: ['tokens', 'seconds', false],
};

/** The methods that a capability is carried out by. */
const methods: Readonly<Partial<Record<keyof SessionCapabilities, readonly (keyof VoiceSession)[]>>> = {
  text: ['sendText'],
  images: ['sendImage'],
  context: ['sendContext'],
  clear: ['clear'],
  truncate: ['truncate'],
  tools: ['sendToolResult'],
  approvals: ['answerApproval'],
  agents: ['attachAgent'],
  say: ['say'],
};

const figures = [
  'roundTripMs',
  'jitterMs',
  'packetsReceived',
  'packetsLost',
  'bytesReceived',
  'audioEnergy',
] as const satisfies readonly (keyof ConnectionStats)[];

const history: readonly Turn[] = [
  {id: 'earlier-1', role: 'user', text: 'Is there tea?', final: true, interrupted: false},
  {id: 'earlier-2', role: 'assistant', text: 'There is green tea.', final: true, interrupted: true},
];

/** What a conversation consists of. */
const talk = ['response-started', 'playback-started', 'turn-started', 'turn-text'] as const;

/** How calls begin and end. */
export const opening: readonly SessionCheck[] = [
  check('says what it can do, and has the methods for it', rehearsal =>
    expectCapabilities(rehearsal, rehearsal.session.capabilities),
  ),

  check('opens, and says so once', async rehearsal => {
    await rehearsal.start();
    expectOneOpening(rehearsal, 0);
    await rehearsal.quiet();
    expectOneOpening(rehearsal, 0);
    // More may be known by now.
    expectCapabilities(rehearsal, rehearsal.capabilities);
  }),

  check('does not open with a signal that has aborted', async rehearsal => {
    const call = new AbortController();
    call.abort(new Error('Not wanted any more'));
    await expectGivenUp(rehearsal, rehearsal.open({signal: call.signal}), call.signal);
  }),

  check('gives up opening when the signal aborts, and leaves nothing open', async rehearsal => {
    const call = new AbortController();
    const opened = rehearsal.open({signal: call.signal});
    call.abort(new Error('Not wanted any more'));
    await expectGivenUp(rehearsal, opened, call.signal);
    // Only a page that forgot the call would do so.
    rehearsal.session.sendText('Hello?', 'typed-1', {respond: true});
    await rehearsal.quiet();
    rehearsal.expectNone(talk, 0, 'A call that was given up must not respond');
  }),

  check('can be stopped while it opens', async rehearsal => {
    const opened = rehearsal.open().catch(() => {});
    rehearsal.stop();
    await rehearsal.inTime(opened, 'start() to end after stop()');
    await expectClosed(rehearsal);
    await rehearsal.quiet();
  }),

  check('reports nothing once it is stopped, in the middle of a response', async rehearsal => {
    await rehearsal.start();
    if (canAnswer(rehearsal.session)) await rehearsal.longResponse();
    rehearsal.stop();
    await expectClosed(rehearsal);
    await rehearsal.quiet();
  }),

  check('can be stopped before it was started, and twice', async rehearsal => {
    rehearsal.stop();
    await rehearsal.start();
    rehearsal.stop();
    rehearsal.stop();
    await rehearsal.quiet();
  }),

  check('takes no notice of what is asked of it without a call', async rehearsal => {
    askEverything(rehearsal.session);
    await rehearsal.quiet();
    rehearsal.expect(!rehearsal.events.length, 'Nothing may be reported before start()');
    await rehearsal.start();
    await rehearsal.quiet();
    rehearsal.expectNone(talk, 0, 'What was asked before the call is not part of it');
    rehearsal.stop();
    askEverything(rehearsal.session);
    await rehearsal.quiet();
  }),

  check('can be started again', async rehearsal => {
    await rehearsal.start();
    rehearsal.stop();
    const {mark} = rehearsal;
    await rehearsal.start();
    expectOneOpening(rehearsal, mark);
  }),

  check('takes a microphone before, while and after a call opens, and none', async rehearsal => {
    const {session, scene} = rehearsal;
    const track = scene.microphone ?? silentTrack();
    if (!track) return rehearsal.skip('the scene has no microphone, and there is no AudioContext');
    session.setMicrophone(track);
    const opened = rehearsal.open();
    session.setMicrophone(null);
    session.setMicrophone(track);
    await rehearsal.inTime(opened, 'start() to resolve');
    session.setMicrophone(null);
    session.setMicrophone(track);
    await rehearsal.quiet();
    rehearsal.expectNone(
      ['problem', 'session-lost', 'session-ended', 'session-failed'],
      0,
      'All of it is usual',
    );
    rehearsal.stop();
    session.setMicrophone(null);
    rehearsal.expect(
      track.readyState === 'live',
      'The microphone is the page’s: the session must not stop it',
    );
  }),

  check('does not report again what was said before the call, nor respond to it', async rehearsal => {
    await rehearsal.start({history});
    await rehearsal.quiet();
    rehearsal.expectNone(talk, 0, 'What was said before is known');
    if (!canAnswer(rehearsal.session)) return;
    rehearsal.session.sendText('Hello.', 'typed-1', {respond: true});
    await rehearsal.response(0, 'the response to typed words after a history');
    const again = rehearsal.reported('turn-text').some(({text}) => history.some(turn => turn.text === text));
    rehearsal.expect(!again, 'What was said before was reported again');
  }),

  check('says once that the connection is lost, and can be started again', async rehearsal => {
    rehearsal.needsOfScene('lose');
    await rehearsal.start();
    await rehearsal.inTime(rehearsal.scene.lose?.(), 'the scene to lose the connection');
    await expectOver(rehearsal);
    rehearsal.stop();
    const {mark} = rehearsal;
    await rehearsal.start();
    expectOneOpening(rehearsal, mark);
  }),

  check('says once that the other side has ended the call', async rehearsal => {
    rehearsal.needsOfScene('end');
    await rehearsal.start();
    await rehearsal.inTime(rehearsal.scene.end?.(), 'the scene to end the call');
    const last = await expectOver(rehearsal);
    rehearsal.expect(last === 'session-ended', `“session-ended” must be reported, not “${last}”`);
  }),

  check('tells how the connection does', async rehearsal => {
    const {session} = rehearsal;
    if (!session.measure) return rehearsal.skip('it has no measure()');
    await rehearsal.inTime(session.measure(), 'measure() to resolve without a call');
    await rehearsal.start();
    const stats = await rehearsal.inTime(session.measure(), 'measure() to resolve');
    for (const name of stats ? figures : [])
      rehearsal.expect(typeof stats?.[name] === 'number', `measure() must give null, or a number as ${name}`);
  }),
];

/** That what a session says it can do is said as it must be, and that the session has what it takes. */
function expectCapabilities(rehearsal: Rehearsal, capabilities: SessionCapabilities): void {
  const {session} = rehearsal;
  const expect = (so: unknown, message: string) => rehearsal.expect(so, message);
  expect(Object.isFrozen(capabilities), 'The capabilities must be frozen');
  for (const [name, none] of Object.entries(noCapabilities) as [keyof SessionCapabilities, unknown][]) {
    const value: unknown = capabilities[name];
    const isList = Array.isArray(value) && value.every(item => typeof item === 'string');
    const fits = values[name]?.includes(value) ?? (Array.isArray(none) ? isList : typeof value === 'boolean');
    expect(
      fits || (name === 'voices' && isList),
      `The capability ${name} must not be ${JSON.stringify(value)}`,
    );
    expect(Object.isFrozen(value), `The list of the capability ${name} must be frozen`);
    for (const method of value ? (methods[name] ?? []) : [])
      expect(typeof session[method] === 'function', `The capability ${name} needs the method ${method}()`);
  }
  const {tools, pushToTalk, configure} = capabilities;
  expect(tools !== 'page' || session.setTools, 'A session that the page declares tools to needs setTools()');
  expect(!configure.length || session.configure, 'A session that takes changed settings needs configure()');
  expect(
    pushToTalk !== 'turn' || (session.startTalking && session.stopTalking),
    'Push-to-talk by turns needs startTalking() and stopTalking()',
  );
}

/** Whether typed words are answered by a response. */
function canAnswer({capabilities}: VoiceSession): boolean {
  return capabilities.turns && capabilities.text;
}

function expectOneOpening(rehearsal: Rehearsal, mark: number): void {
  const {length} = rehearsal.reported('session-opened', mark);
  rehearsal.expect(
    length === 1,
    `“session-opened” must be reported once, before start() resolves, not ${length} times`,
  );
}

async function expectGivenUp(
  rehearsal: Rehearsal,
  opened: Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const how = opened.then(
    () => 'it resolved',
    (error: unknown) => (error === signal.reason ? '' : `it rejected with ${String(error)}`),
  );
  const wrong = await rehearsal.inTime(how, 'start() to reject after the signal aborted');
  rehearsal.expect(!wrong, `start() must reject with the reason of the signal that aborted, but ${wrong}`);
  await expectClosed(rehearsal);
  await rehearsal.quiet();
  rehearsal.expectNone(['session-opened'], 0, 'The call was given up');
}

async function expectClosed(rehearsal: Rehearsal): Promise<void> {
  const closed = async () => !(await rehearsal.scene.openConnections?.());
  await rehearsal.until(closed, 'all connections to be closed');
}

/** Waits for the end of the call by the other side, and that nothing comes after it. @returns how it was told */
async function expectOver(rehearsal: Rehearsal): Promise<string> {
  const ends: readonly string[] = ['session-lost', 'session-ended', 'session-failed'];
  const ended = () => rehearsal.events.findIndex(({type}) => ends.includes(type)) + 1;
  const end = await rehearsal.until(ended, '“session-lost” or “session-ended”');
  await rehearsal.quiet();
  const after = rehearsal.events.slice(end).map(({type}) => type);
  rehearsal.expect(
    !after.length,
    `Nothing may be reported after the call is over, but there was: ${after.join(', ')}`,
  );
  return rehearsal.events[end - 1]!.type;
}

function askEverything(session: VoiceSession): void {
  session.setMicrophone(null);
  session.setMuted?.(true);
  session.setTools?.([]);
  session.sendContext?.('The page is about tea.', 'page');
  session.sendText('Hello?', 'typed-0', {respond: true});
  session.sendToolResult?.('call-0', 'Nothing', {respond: true});
  session.answerApproval?.('request-0', false);
  session.requestResponse?.();
  session.say?.('Hello.');
  session.interrupt();
  session.startTalking?.();
  session.stopTalking?.();
  session.configure?.({});
  session.clear?.();
  session.truncate?.('turn-0', 100);
}

function silentTrack(): MediaStreamTrack | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  return new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0];
}
