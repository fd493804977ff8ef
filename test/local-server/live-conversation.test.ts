import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TextToSpeech} from '../../local-server/index.js';
import {ServiceError} from '../../local-server/services/service-error.js';
import {hearInOrder} from '../../local-server/speech-to-text/speech-to-text.js';
import {WORD_MS} from './helpers/engine-harness.js';
import {LiveHarness} from './helpers/live-harness.js';

const loud = 0.1;
const longAnswer = Array.from({length: 60}, (_, index) => `word${index + 1}`).join(' ');

/** A harness whose user says these sentences. */
function userSays(...sentences: string[]): LiveHarness {
  return new LiveHarness({}, {understand: hearInOrder(...sentences)});
}

describe('a GPT-Live session', () => {
  it('begins with session.started, which says what the page may send', () => {
    const allowed = ['session.close'];
    const harness = new LiveHarness({client: {data_channel: {allowed_client_events: allowed}}});
    assert.deepEqual(harness.types(), ['session.started', 'info', 'session.usage.updated']);
    const {session} = harness.events[0]!;
    assert.deepEqual((session as {client: unknown}).client, {
      data_channel: {allowed_client_events: allowed, allowed_server_events: 'all'},
    });
  });

  it('keeps the identifier of the user to itself', () => {
    const harness = new LiveHarness({safety_identifier: 'user-7'});
    assert.ok(!JSON.stringify(harness.events).includes('user-7'));
  });

  it('streams what the person says while the person says it', async () => {
    const harness = userSays('I would like to know what time it is');
    await harness.run(400);
    await harness.run(1_500, loud);
    const soFar = harness.words('input');
    assert.ok(soFar.startsWith('I would'), `heard so far: ${soFar}`);
    assert.ok(!soFar.endsWith('is'));
    await harness.run(600);
    assert.equal(harness.words('input'), 'I would like to know what time it is');
  });

  it('answers what was said, word by word as it sounds', async () => {
    const harness = userSays('Count');
    harness.responder.chunks = [{text: 'One two three four. '}, {text: 'Five six.'}];
    await harness.speakTurn();
    await harness.run(2 * WORD_MS);
    assert.ok(harness.words('output').length < 'One two three four. Five six.'.length);
    await harness.run(6 * WORD_MS);
    assert.equal(harness.words('output'), 'One two three four. Five six.');
    assert.deepEqual(
      harness.responder.requests[0]?.history.map(({role}) => role),
      ['user'],
    );
  });

  it('gives every delta a place on the timeline, in order for each side', async () => {
    const harness = userSays('Count to six please', 'And now to ten');
    await harness.speakTurn();
    await harness.run(1_000);
    await harness.speakTurn();
    await harness.run(1_000);
    for (const side of ['input', 'output'] as const) {
      const deltas = harness.all(`session.${side}_transcript.delta`);
      assert.ok(deltas.length > 3);
      let last = 0;
      for (const {start_ms, end_ms} of deltas as unknown as {start_ms: number; end_ms: number}[]) {
        assert.ok(Number.isSafeInteger(start_ms) && Number.isSafeInteger(end_ms));
        assert.ok(last <= start_ms && start_ms <= end_ms, `${last} ${start_ms} ${end_ms}`);
        last = start_ms;
      }
    }
    assert.equal(harness.words('input'), 'Count to six please And now to ten');
  });

  it('has no events of turns or responses', async () => {
    const harness = userSays('Count');
    await harness.speakTurn();
    await harness.run(1_000);
    assert.deepEqual([...new Set(harness.types())].sort(), [
      'session.input_transcript.delta',
      'session.output_transcript.delta',
      'session.started',
      'session.usage.updated',
    ]);
  });

  it('tells its length in seconds, the first 15 at once', async () => {
    const harness = userSays();
    await harness.run(21_000);
    const seconds = harness
      .all('session.usage.updated')
      .map(({usage}) => (usage as {seconds: number}).seconds);
    assert.deepEqual(seconds, [15, 15, 15, 15, 20]);
  });

  it('knows what was said before it', async () => {
    const message = (role: string, text: string) => ({role, content: [{text}]});
    const input = [
      message('user', 'I am Ada'),
      message('assistant', 'Hello Ada'),
      message('developer', 'Be brief'),
    ];
    const harness = new LiveHarness({input}, {understand: hearInOrder('Who am I')});
    await harness.speakTurn();
    assert.deepEqual(
      harness.responder.requests[0]?.history.map(entry => [entry.role, 'text' in entry && entry.text]),
      [
        ['user', 'I am Ada'],
        ['assistant', 'Hello Ada'],
        ['system', 'Be brief'],
        ['user', 'Who am I'],
      ],
    );
  });
});

describe('talking over the assistant', () => {
  /** Until the assistant is in the middle of a long answer. */
  async function answering(...sentences: string[]): Promise<LiveHarness> {
    const harness = userSays('Tell me a story', ...sentences);
    harness.responder.chunks = [{text: longAnswer}];
    await harness.speakTurn();
    await harness.run(2_000);
    harness.responder.chunks = [{text: 'Something else.'}];
    harness.forget();
    return harness;
  }

  it('does not stop it, if the person only agrees; it goes on while it hears them', async () => {
    const harness = await answering('mm-hm, yeah');
    await harness.run(600, loud);
    assert.ok(harness.words('output'), 'it speaks while the person does');
    await harness.run(60 * WORD_MS);
    assert.equal(harness.words('input'), ' mm-hm, yeah');
    assert.ok(harness.words('output').endsWith('word60'));
    assert.equal(harness.responder.requests.length, 1);
  });

  it('does not stop it by a sound that is no word', async () => {
    const harness = await answering();
    await harness.run(500, loud);
    await harness.run(60 * WORD_MS);
    assert.ok(harness.words('output').endsWith('word60'));
  });

  it('stops it when the person goes on speaking', async () => {
    const harness = await answering('No I meant something quite different from that');
    await harness.run(2_000, loud);
    const said = harness.words('output');
    await harness.run(400, loud);
    assert.equal(harness.words('output'), said);
    await harness.run(1_500);
    assert.ok(harness.words('output').endsWith('Something else.'));
  });

  it('stops it by few words that are no agreement', async () => {
    const harness = await answering('Wait');
    await harness.run(500, loud);
    await harness.run(1_500);
    assert.ok(harness.words('output').endsWith('Something else.'));
  });

  it('keeps what was heard of the answer, and not the rest', async () => {
    const harness = await answering('Wait');
    await harness.run(500, loud);
    await harness.run(1_500);
    const {history} = harness.responder.requests[1]!;
    assert.deepEqual(
      history.map(({role}) => role),
      ['user', 'assistant', 'user'],
    );
    const heard = (history[1] as {text: string}).text;
    assert.match(heard, /^word1 word2/u);
    assert.ok(heard.length < longAnswer.length);
  });
});

describe('a person who speaks for long', () => {
  it('hears "mm-hm" meanwhile, which is no part of the conversation', async () => {
    const harness = userSays('A long story');
    await harness.run(400);
    await harness.run(6_000, loud);
    assert.equal(harness.words('output'), 'Mm-hm.');
    await harness.run(600);
    assert.deepEqual(
      harness.responder.requests[0]?.history.map(({role}) => role),
      ['user'],
    );
  });

  it('is answered once, though they paused while the answer was thought of', async () => {
    const harness = new LiveHarness({}, {understand: hearInOrder('First', 'Second'), thinkingMs: 1_000});
    await harness.speakTurn();
    await harness.run(500, loud);
    await harness.run(2_500);
    assert.equal(harness.responder.requests.length, 1);
    const {history} = harness.responder.requests[0]!;
    assert.deepEqual(
      history.map(entry => 'text' in entry && entry.text),
      ['First', 'Second'],
    );
  });
});

describe('what goes wrong in a GPT-Live session', () => {
  it('is told where no model answers', async () => {
    const responder = {
      name: 'none',
      answer: () => {
        throw new ServiceError('content', 'answered with nothing');
      },
    };
    const harness = new LiveHarness({}, {understand: hearInOrder('Hello'), responder});
    await harness.speakTurn();
    assert.deepEqual(harness.last('error').error, {
      type: 'server_error',
      code: 'model_unavailable',
      message: 'The language model did not answer.',
    });
    assert.equal(harness.failures[0]?.service, 'llm');
  });

  it('leaves the words of an answer where no voice speaks them', async () => {
    const speak: TextToSpeech = {
      name: 'none',
      sampleRate: 48_000,
      *speak() {
        throw new ServiceError('content', 'answered with nothing');
      },
    };
    const harness = new LiveHarness({}, {understand: hearInOrder('Hello'), speak});
    await harness.speakTurn();
    assert.equal(harness.words('output'), 'One two three.');
    assert.equal((harness.last('error').error as {code: string}).code, 'speech_unavailable');
  });

  it('has no words of speech that was not understood, and answers all the same', async () => {
    const harness = userSays('Hello');
    harness.faults = {transcriptionFails: true};
    await harness.speakTurn();
    await harness.run(800);
    assert.equal(harness.words('input'), '');
    assert.equal(harness.words('output'), 'One two three.');
  });

  it('is simulated: answers that are late, or never come, or fail', async () => {
    for (const [faults, expected] of [
      [{responseDelay: 5_000}, ''],
      [{responseNever: true}, ''],
    ] as const) {
      const harness = userSays('Hello');
      harness.faults = faults;
      await harness.speakTurn();
      await harness.run(4_000);
      assert.equal(harness.words('output'), expected);
    }
    const harness = userSays('Hello');
    harness.faults = {responseFails: 'server_error'};
    await harness.speakTurn();
    assert.equal((harness.last('error').error as {code: string}).code, 'server_error');
  });
});

describe('the end of a GPT-Live session', () => {
  it('is told with its reason and its length, and nothing comes after it', async () => {
    const harness = userSays('Hello');
    await harness.run(16_500);
    await harness.send({type: 'session.close', event_id: 'c1'});
    const {reason, usage, client_event_id} = harness.last('session.closed');
    assert.deepEqual(
      {reason, usage, client_event_id},
      {
        reason: 'close_requested',
        usage: {seconds: 17},
        client_event_id: 'c1',
      },
    );
    assert.equal(harness.hangUps.length, 1);
    const count = harness.events.length;
    await harness.speakTurn();
    await harness.run(6_000);
    await harness.send({type: 'session.close'});
    assert.equal(harness.events.length, count);
  });

  it('comes when its time is over, or for the reason that a fault names', () => {
    for (const closeReason of [undefined, 'content', 'remote_hangup', 'connection_lost']) {
      const harness = userSays();
      harness.faults = closeReason ? {closeReason} : {};
      harness.engine.expire();
      assert.equal(harness.last('session.closed').reason, closeReason ?? 'expired');
    }
  });
});
