import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {errorSentences} from '../../src/localize/en/errors.js';
import {hearInOrder, type Call} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {openWebKitPage, typing, type WebKitPage} from './webkit-page.js';

/* WebKitGTK as Debian builds it has no RTCPeerConnection. */

describe('a conversation in WebKit, where only WebRTC is allowed', () => {
  let page: WebKitPage;
  before(async () => void (page = await openWebKitPage('transport="webrtc"')));
  after(() => page.close());

  it('says that this browser cannot, in a typed error and on the screen', async () => {
    await page.run(`
      assistant.addEventListener('voice-error', ({error}) => (window.code = error.code));
      find('[part~=launcher]').click();`);
    await page.until(`assistant.dataset.phase === 'failed' && find('[part~=error]')`);
    assert.equal(await page.run('return window.code'), 'unsupported');
    const shown = await page.run<string>(`return find('[part~=error]').textContent`);
    assert.ok(shown.includes(errorSentences.unsupported.message), shown);
  });

  it('keeps what is typed all the same', async () => {
    await page.run(typing('Can you read this?'));
    await page.until(`find('[part~=turn-user]')?.textContent.includes('Can you read this?')`);
    await page.until(`assistant.dataset.phase === 'failed'`);
    assert.deepEqual(await page.run('return assistant.snapshot.turns.map(turn => turn.text)'), [
      'Can you read this?',
    ]);
  });

  it('has let go of the microphone', async () => {
    assert.equal(await page.run('return assistant.snapshot.online'), false);
    await page.until(`find('[part~=input]') && !find('[part~=input]').disabled`);
  });
});

describe('a conversation in WebKit, over a WebSocket', () => {
  let page: WebKitPage;
  let call: Call;

  before(async () => {
    page = await openWebKitPage('turn-detection="push-to-talk"', {
      understand: hearInOrder('Good morning'),
      responder: fixedResponder(['Good morning to you.'], {
        'And in writing?': 'In writing, too.',
        Count: 'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen.',
      }),
      session: {audio: {input: {transcription: {model: 'local'}}}},
    });
    await page.run(`
      window.phases = [];
      assistant.addEventListener('voice-phase-change', ({phase}) => phases.push(phase));`);
  });
  after(() => page.close());

  const words = () =>
    page.run<string[]>(`return assistant.snapshot.turns.map(({role, text}) => role + ': ' + text)`);
  /** Waits until the assistant has spoken so often, to the end. */
  const untilAnswered = (times: number) =>
    page.until(
      `phases.filter(phase => phase === 'speaking').length === ${times} && assistant.dataset.phase === 'listening'`,
    );

  it('starts with one press', async () => {
    await page.run(`find('[part~=launcher]').click()`);
    await page.until(`assistant.dataset.phase === 'listening'`);
    call = await page.realtime.waitForCall();
  });

  it('lets the server hear the person who holds the button, and the person its answer', async () => {
    await page.run('puppet.speak(true); assistant.startTalking()');
    await call.waitForInputLevel(0.05, 10_000);
    await page.run('assistant.stopTalking(); puppet.speak(false)');
    await untilAnswered(1);
    assert.deepEqual(await words(), ['user: Good morning', 'assistant: Good morning to you.']);
  });

  it('mixes typed words in', async () => {
    await page.run(typing('And in writing?'));
    await untilAnswered(2);
    assert.equal((await words()).at(-1), 'assistant: In writing, too.');
  });

  it('stops talking when it is told to, and the server learns what was heard', async () => {
    await page.run(typing('Count'));
    await page.until(`assistant.dataset.phase === 'speaking'`);
    await page.run(`assistant.interrupt()`);
    const {event} = await call.waitForEvent('conversation.item.truncate');
    assert.ok((event.audio_end_ms as number) < 5_000);
    await page.until(`assistant.dataset.phase === 'listening'`);
  });

  it('lets go of everything when the person hangs up', async () => {
    await page.run(`find('[part~=hang-up]').click()`);
    await page.until(`assistant.dataset.phase === 'idle'`);
    await call.ended;
  });
});
