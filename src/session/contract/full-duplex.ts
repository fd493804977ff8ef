import type {VoiceSessionEvent} from '../session-event.js';
import {check, isText, type Rehearsal} from './rehearsal.js';
import type {SessionCheck} from './scene.js';

/** How both sides talk where nothing on the wire says whose turn it is. */
export const fullDuplex: readonly SessionCheck[] = [
  check('replies aloud to typed words, where there are no turns', async rehearsal => {
    await start(rehearsal);
    rehearsal.needs('text');
    rehearsal.session.sendText('Hello.', 'typed-1', {respond: true});
    await rehearsal.until(() => rehearsal.events.some(isText), 'the words of an answer');
    await rehearsal.next('playback-started', 0, 'the beginning of an answer');
    const {cut} = await rehearsal.next('playback-stopped', 0, 'the end of an answer');
    rehearsal.expect(!cut, 'The sound was said to be cut, but it was not');
    const other = rehearsal.events.some(event => isOfUser(event) && event.id !== 'typed-1');
    rehearsal.expect(!other, 'Typed words are a turn already, by the id that came with them');
    expectNoTurns(rehearsal);
  }),

  check('falls silent when it is to, where there are no turns', async rehearsal => {
    const {session, scene} = rehearsal;
    await start(rehearsal);
    rehearsal.needs('text', 'interrupt');
    session.sendText(scene.longQuestion ?? 'Tell me a long story.', 'typed-long', {respond: true});
    await rehearsal.next('playback-started', 0, 'the beginning of an answer');
    await rehearsal.until(() => rehearsal.events.some(isText), 'the words of an answer');
    session.interrupt();
    const {mark} = rehearsal;
    await rehearsal.quiet();
    rehearsal.expectNone(['playback-started'], mark, 'The assistant was interrupted');
    const more = rehearsal.events.slice(mark).some(event => isText(event) && !event.final);
    rehearsal.expect(!more, 'Words came that are not to be heard');
    expectNoTurns(rehearsal);
  }),

  check('tells what the user says, where there are no turns', async rehearsal => {
    const {scene, session} = rehearsal;
    rehearsal.needsOfScene('userSpeaks');
    if (scene.microphone) session.setMicrophone(scene.microphone);
    await start(rehearsal);
    await rehearsal.inTime(scene.userSpeaks?.('Hello there.'), 'the scene to have the user speak');
    await rehearsal.until(() => rehearsal.events.some(isOfUser), 'the words of the user');
    expectNoTurns(rehearsal);
  }),
];

async function start(rehearsal: Rehearsal): Promise<void> {
  if (rehearsal.capabilities.turns) rehearsal.skip('its capabilities say: turns: true');
  await rehearsal.start();
}

function isOfUser(event: VoiceSessionEvent): event is VoiceSessionEvent & {readonly id: string} {
  return event.type === 'turn-text' && event.role === 'user';
}

function expectNoTurns(rehearsal: Rehearsal): void {
  rehearsal.expectNone(
    ['response-started', 'response-finished', 'input-committed'],
    0,
    'Its capabilities say that there are no turns',
  );
}
