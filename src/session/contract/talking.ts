import type {VoiceSessionEvent} from '../session-event.js';
import {check, isText, type Rehearsal} from './rehearsal.js';
import type {SessionCheck} from './scene.js';

/** A dot. */
const image =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** How both sides talk. */
export const talking: readonly SessionCheck[] = [
  check('answers typed words with one response that begins and ends', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    const {id, from} = await ask(rehearsal, 'Hello.');
    await rehearsal.quiet();
    rehearsal.expect(rehearsal.reported('response-started').length === 1, 'There must be one response');
    const ends = rehearsal.reported('response-finished', from).filter(({responseId}) => responseId === id);
    rehearsal.expect(ends.length === 1, `A response must end once, not ${ends.length} times`);
    rehearsal.expect(
      ends[0]!.status === 'completed',
      `Its status must be “completed”, not “${ends[0]!.status}”`,
    );
  }),

  check('does not report typed words as another turn', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    await ask(rehearsal, 'Hello.', 'typed-1');
    await rehearsal.quiet();
    const other = rehearsal.events.find(
      event => 'role' in event && event.role === 'user' && event.id !== 'typed-1',
    );
    rehearsal.expect(!other, 'Typed words are a turn already, by the id that came with them');
  }),

  check('reports the whole text of an answer so far, each time, and its end', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    await ask(rehearsal, 'Hello.');
    await rehearsal.until(() => rehearsal.events.some(isText), 'the words of an answer');
    for (const id of turnIds(rehearsal.events)) {
      await rehearsal.until(
        () =>
          rehearsal.events.some(
            event =>
              (event.type === 'turn-finished' && event.id === id) ||
              (event.type === 'turn-text' && event.id === id && event.final),
          ),
        `“turn-finished”, or “turn-text” with final: true, of the turn ${id}`,
      );
      const texts = rehearsal.events.filter(isText).filter(event => event.id === id);
      let before = '';
      for (const {text} of texts) {
        rehearsal.expect(
          text.trim().startsWith(before.trim()),
          `A text is the whole text so far, but “${text}” followed “${before}”`,
        );
        before = text;
      }
      const end = texts.findIndex(({final}) => final);
      rehearsal.expect(
        end < 0 || texts.slice(end).every(({text}) => text === before),
        'Words came after the final ones',
      );
    }
  }),

  check('tells when an answer begins to be heard, and when it is over', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    const {audible} = await ask(rehearsal, 'Hello.');
    if (!audible) return rehearsal.skip('its answer was not audible');
    await rehearsal.quiet();
    const [starts, stops] = [rehearsal.reported('playback-started'), rehearsal.reported('playback-stopped')];
    rehearsal.expect(
      starts.length === stops.length,
      `What begins to be heard must end: there were ${starts.length} beginnings and ${stops.length} ends`,
    );
    rehearsal.expect(!stops.at(-1)!.cut, 'The sound was said to be cut, but it was not');
  }),

  check('does not answer what is not to be answered, until a response is asked for', async rehearsal => {
    const {session} = rehearsal;
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    session.sendText('I look at tea.', 'typed-1', {respond: false});
    await rehearsal.quiet();
    rehearsal.expectNone(['response-started'], 0, 'No response was to follow');
    if (!session.requestResponse) return;
    session.requestResponse();
    await rehearsal.response(0, 'since requestResponse() was called');
  }),

  check('is interrupted, says nothing more of that response, and answers again', async rehearsal => {
    const {session} = rehearsal;
    rehearsal.needs('turns', 'text');
    if (session.capabilities.interrupt !== 'server') rehearsal.skip('its server does not stop a response');
    await rehearsal.start();
    const id = await rehearsal.longResponse();
    const turns = turnIds(rehearsal.events);
    const {mark} = rehearsal;
    session.interrupt();
    const end = await rehearsal.next(
      'response-finished',
      0,
      'the end of a response that was interrupted',
      ({responseId}) => responseId === id,
    );
    await rehearsal.until(
      () => !isHeard(rehearsal),
      '“playback-stopped”, the end of sound that was interrupted',
    );
    const cut = rehearsal.reported('playback-stopped', mark).some(event => event.cut);
    rehearsal.expect(
      end.status === 'cancelled' || cut,
      'An interrupted response must end with the status “cancelled”, or its sound with cut: true',
    );
    const after = rehearsal.mark;
    await rehearsal.quiet();
    rehearsal.expectNone(['response-started', 'playback-started'], after, 'The response was interrupted');
    const more = rehearsal.events
      .slice(after)
      .some(event => isText(event) && turns.has(event.id) && !event.final);
    rehearsal.expect(!more, 'Words of the interrupted response came after its end');
    await ask(rehearsal, 'Hello.', 'typed-2');
  }),

  check('answers the last of two questions, and ends every response that began', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    await rehearsal.longResponse();
    const {mark} = rehearsal;
    rehearsal.session.sendText('Hello.', 'typed-2', {respond: true});
    const last = () => rehearsal.reported('response-started').at(-1)!.responseId;
    const first = rehearsal.reported('response-started')[0]!.responseId;
    await rehearsal.until(() => last() !== first, '“response-started”, the response to the second question');
    const open = () =>
      rehearsal
        .reported('response-started')
        .filter(
          ({responseId: id}) => !rehearsal.reported('response-finished').some(end => end.responseId === id),
        );
    await rehearsal.until(() => !open().length, 'the end of every response that began');
    const completed = rehearsal
      .reported('response-finished', mark)
      .filter(({status}) => status === 'completed');
    rehearsal.expect(completed.length, 'The last question was not answered to the end');
  }),

  check('responds to an image', async rehearsal => {
    rehearsal.needs('turns', 'images');
    await rehearsal.start();
    rehearsal.session.sendImage?.(image, 'image-1', {respond: true});
    await rehearsal.response(0, 'the response to an image');
  }),

  check('says what it is to say', async rehearsal => {
    rehearsal.needs('turns', 'say');
    await rehearsal.start();
    rehearsal.session.say?.('Welcome to the shop.');
    await rehearsal.response(0, 'since say() was called');
    if (rehearsal.session.capabilities.say !== 'verbatim') return;
    const exact = () =>
      rehearsal.events.some(event => isText(event) && event.text.includes('Welcome to the shop.'));
    await rehearsal.until(exact, 'the very words, since the capability say is “verbatim”');
  }),

  check('hears what the user says: it begins, it ends, it is a turn', async rehearsal => {
    rehearsal.needs('turns');
    rehearsal.needsOfScene('userSpeaks');
    await startWithMicrophone(rehearsal);
    await rehearsal.inTime(rehearsal.scene.userSpeaks?.('Hello there.'), 'the scene to have the user speak');
    const started = await rehearsal.next('speech-started', 0, 'since the user spoke');
    const from = rehearsal.events.indexOf(started);
    await rehearsal.next('speech-stopped', from, 'the end of what was said');
    await expectTurn(rehearsal, from);
  }),

  check(
    'takes a turn that the user ends by a button, and responds to it',
    async rehearsal => {
      const {session, scene} = rehearsal;
      if (session.capabilities.pushToTalk !== 'turn') rehearsal.skip('it has no push-to-talk by turns');
      rehearsal.needsOfScene('userSpeaks');
      await startWithMicrophone(rehearsal);
      session.startTalking?.();
      await rehearsal.inTime(scene.userSpeaks?.('Hello there.'), 'the scene to have the user speak');
      session.stopTalking?.();
      await expectTurn(rehearsal, 0);
      await rehearsal.response(0, 'the response to what was said');
    },
    true,
  ),

  check('names the turns of two calls differently', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    await ask(rehearsal, 'Hello.');
    const first = turnIds(rehearsal.events);
    rehearsal.stop();
    const {mark} = rehearsal;
    await rehearsal.start();
    await ask(rehearsal, 'Hello.', 'typed-2');
    const again = [...turnIds(rehearsal.events.slice(mark))].find(id => first.has(id));
    rehearsal.expect(!again, `The turn ${again} of an earlier call was named again`);
  }),

  check('begins a call with nothing of the one before', async rehearsal => {
    rehearsal.needs('turns', 'text');
    await rehearsal.start();
    await rehearsal.longResponse();
    rehearsal.stop();
    const {mark} = rehearsal;
    await rehearsal.start();
    await rehearsal.quiet();
    rehearsal.expectNone(
      ['response-started', 'response-finished', 'playback-started', 'turn-started', 'turn-text'],
      mark,
      'Nothing was said in the new call',
    );
    await ask(rehearsal, 'Hello.', 'typed-2');
  }),
];

/** Types a question, and waits for the response. */
function ask(rehearsal: Rehearsal, text: string, id = 'typed-1'): ReturnType<Rehearsal['response']> {
  const {mark, session} = rehearsal;
  session.sendText(text, id, {respond: true});
  return rehearsal.response(mark, 'the response to typed words');
}

/** The turns of the assistant. */
function turnIds(events: readonly VoiceSessionEvent[]): Set<string> {
  return new Set(events.filter(isText).map(({id}) => id));
}

/** Whether sound that began has not ended. */
function isHeard({events}: Rehearsal): boolean {
  const last = events.findLast(({type}) => type === 'playback-started' || type === 'playback-stopped');
  return last?.type === 'playback-started';
}

async function startWithMicrophone(rehearsal: Rehearsal): Promise<void> {
  const {scene, session} = rehearsal;
  if (scene.microphone) session.setMicrophone(scene.microphone);
  await rehearsal.start();
}

async function expectTurn(rehearsal: Rehearsal, mark: number): Promise<void> {
  await rehearsal.next('input-committed', mark, 'since what the user said is a turn');
  const turn = (event: VoiceSessionEvent) =>
    (event.type === 'turn-started' || event.type === 'turn-text') && event.role === 'user';
  await rehearsal.until(() => rehearsal.events.slice(mark).some(turn), 'a turn of the user');
}
