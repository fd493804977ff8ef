import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {audioDefectsOf} from '../../tools/recording/audio-defects.js';
import {recordingOf, recordOutput} from '../../tools/recording/record-output.js';
import {toneVoice} from '../../tools/recording/tone-voice.js';
import type {WireEvent} from '../../local-server/engine/events.js';
import {puppetMicrophone} from '../faults/page-scripts.js';
import {fixedResponder} from './fixed-responder.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {press, type, untilHeard, untilPhase} from './widget.js';

const overWebSocket = `${defaultAttributes} transport="websocket"`;
const offers = (stage: Stage) =>
  stage.realtime.requests.filter(({path}) => path === '/v1/realtime/calls').length;

/** A page with a microphone that hears nothing. */
function openQuietPage(
  stage: Stage,
  attributes = defaultAttributes,
  prepare: (blank: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  return stage.openPage(attributes, async blank => {
    await blank.evaluateOnNewDocument(puppetMicrophone);
    await prepare(blank);
  });
}

async function closePage(page: Page): Promise<void> {
  await press(page, 'hang-up');
  await untilPhase(page, 'idle');
  await page.close();
}

describe('A page that has no WebRTC', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({browserFlags: ['--webrtc-ip-handling-policy=disable_non_proxied_udp']});
  });
  after(() => stage.close());

  it('because UDP is blocked, falls back within two seconds of the time-out, and remembers', async () => {
    const page = await openQuietPage(stage);
    const told = page.$eval(
      'voice-assistant',
      element =>
        new Promise<string | undefined>(resolve =>
          element.addEventListener('voice-metrics', ({transport}) => resolve(transport), {once: true}),
        ),
    );
    const began = performance.now();
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 30_000);
    const seconds = (performance.now() - began) / 1000;
    console.log(`Fell back after ${seconds.toFixed(2)} s, of which 10 s are the time-out`);
    assert.ok(seconds < 12);
    assert.equal(offers(stage), 1);
    assert.equal(await told, 'websocket');
    await type(page, 'hello');
    await untilHeard(page, 0.005, 10_000);
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');

    const again = performance.now();
    await page.$eval('voice-assistant', assistant => void assistant.start());
    await untilPhase(page, 'listening');
    assert.ok(performance.now() - again < 5_000);
    assert.equal(offers(stage), 1, 'WebRTC was not tried again');
    await closePage(page);
  });

  it('because the browser has none, begins with a WebSocket', async () => {
    const before = offers(stage);
    const page = await openQuietPage(stage, defaultAttributes, blank =>
      blank.evaluateOnNewDocument(() => {
        // In a moment, since what watches the page wraps it first.
        document.addEventListener('DOMContentLoaded', () =>
          Reflect.deleteProperty(window, 'RTCPeerConnection'),
        );
      }),
    );
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await type(page, 'hello');
    await untilHeard(page, 0.005, 10_000);
    assert.equal(offers(stage), before);
    await closePage(page);
  });

  it('does not ask over a WebSocket for what the server refused', async () => {
    const page = await openQuietPage(stage);
    const calls = stage.realtime.calls.length;
    stage.realtime.setFaults({sdpStatus: 403});
    await press(page, 'launcher');
    await untilPhase(page, 'failed');
    assert.equal(stage.realtime.calls.length, calls);
    assert.equal(await page.$eval('voice-assistant', ({snapshot}) => snapshot.error?.status), 403);
    await page.close();
  });
});

describe('A person who talks while it connects', () => {
  it('is heard from the first word on, and answered', {timeout: 60_000}, async () => {
    let connect = () => {};
    const held = new Promise<void>(resolve => (connect = resolve));
    const stage: Stage = await setStage({
      realtime: {responder: fixedResponder([])},
      answer: (request, response) => {
        if (request.url !== '/token') return false;
        void held.then(() => stage.realtime.handle(request, response));
        return true;
      },
    });
    const page = await openQuietPage(stage, overWebSocket);
    await press(page, 'launcher');
    await page.waitForFunction(() => window.puppet.opened === 1);
    await page.evaluate(
      () =>
        new Promise<void>(resolve => {
          const began = performance.now();
          window.puppet.speak(true);
          const end = () => {
            if (performance.now() - began < 1_500) return requestAnimationFrame(end);
            window.puppet.speak(false);
            resolve();
          };
          end();
        }),
    );
    assert.notEqual(await page.$eval('voice-assistant', element => element.snapshot.phase), 'listening');
    connect();
    await untilPhase(page, 'listening');
    const call = await stage.realtime.waitForCall();
    await untilPhase(page, 'speaking', 15_000);
    const heardMs = call.inputLevel().filter(({rms}) => rms > 0.05).length * 20;
    console.log(`Of 1,500 ms that were said before the connection ${heardMs} ms arrived`);
    assert.ok(heardMs > 1_000);
    await closePage(page);
    await stage.close();
  });
});

describe('Sound over a WebSocket', () => {
  const seconds = 10;
  let stage: Stage;
  before(async () => {
    stage = await setStage({
      realtime: {responder: fixedResponder([]), speak: toneVoice(() => seconds), generationSpeed: 3},
    });
  });
  after(() => stage.close());

  /** One answer, as it came out of the speaker. */
  async function answerHeard(act: (page: Page) => Promise<void> = async () => {}) {
    const page = await openQuietPage(stage, overWebSocket, blank =>
      recordOutput(blank, '/tools/recording/recorder.js'),
    );
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await type(page, 'hello');
    await untilPhase(page, 'speaking');
    await act(page);
    await untilPhase(page, 'listening', 20_000);
    const recording = await recordingOf(page);
    await closePage(page);
    return audioDefectsOf(recording);
  }

  it('has no gap and no click where the network is steady', async () => {
    const heard = await answerHeard();
    assert.ok(Math.abs(heard.seconds - seconds) < 0.1, `${heard.seconds} s`);
    assert.deepEqual({gaps: heard.gaps, clicks: heard.clicks}, {gaps: 0, clicks: 0});
  });

  it('has no click, and hardly a gap, where every message is up to 100 ms late', async () => {
    stage.realtime.setFaults({eventJitter: 100});
    const heard = await answerHeard();
    stage.realtime.setFaults({});
    console.log('With a jitter of 100 ms:', heard);
    assert.ok(heard.gaps <= 1);
    assert.equal(heard.clicks, 0);
  });

  it('is cut without a click, and the server learns what was heard', async () => {
    let truncated: WireEvent | undefined;
    const heard = await answerHeard(async page => {
      await untilHeard(page, 0.05);
      await press(page, 'interrupt');
      ({event: truncated} = await stage.realtime.calls.at(-1)!.waitForEvent('conversation.item.truncate'));
    });
    const told = (truncated?.audio_end_ms as number) / 1000;
    console.log(`Heard ${heard.seconds.toFixed(3)} s, told ${told.toFixed(3)} s`);
    assert.equal(heard.clicks, 0);
    assert.ok(Math.abs(heard.seconds - told) < 0.15);
  });
});

describe('A server that cannot be played', () => {
  it('is refused with a sentence', async () => {
    const stage = await setStage({
      realtime: {session: {audio: {output: {format: {type: 'audio/pcmu'}}}}},
    });
    const page = await openQuietPage(stage, overWebSocket);
    await press(page, 'launcher');
    await untilPhase(page, 'failed');
    assert.equal(await page.$eval('voice-assistant', ({snapshot}) => snapshot.error?.code), 'connect-answer');
    await stage.close();
  });
});
