import {expect} from '@open-wc/testing';
import {encodePcm} from '../../../src/transports/pcm-codec.js';
import {SpokenAnswers} from '../../../src/backends/openai-realtime/spoken-answers.js';

interface Rig {
  readonly answers: SpokenAnswers;
  /** What was played, in samples by chunk. */
  readonly played: Map<number, number>;
  readonly completed: number[];
  readonly told: Record<string, unknown>[];
  readonly sent: Record<string, unknown>[];
  /** Answers with sound. */
  delta(responseId: string, audio: unknown, itemId?: string): void;
  done(responseId: string, status?: string): void;
}

function rig(heardMs = 120): Rig {
  const played = new Map<number, number>();
  const completed: number[] = [];
  const told: Record<string, unknown>[] = [];
  const sent: Record<string, unknown>[] = [];
  const answers = new SpokenAnswers(
    {
      push: (id, samples) => void played.set(id, (played.get(id) ?? 0) + samples.length),
      complete: id => void completed.push(id),
      cut: () => [...played.keys()].map(id => ({id, heardMs})),
    },
    event => void told.push(event),
    event => void sent.push(event as Record<string, unknown>),
  );
  return {
    answers,
    played,
    completed,
    told,
    sent,
    delta: (responseId, audio, itemId = `item_of_${responseId}`) =>
      answers.delta({
        type: 'response.output_audio.delta',
        response_id: responseId,
        item_id: itemId,
        content_index: 0,
        delta: audio,
      }),
    done: (responseId, status = 'completed') =>
      answers.responseDone({type: 'response.done', response: {id: responseId, status}}),
  };
}

const sound = (samples = 240) => encodePcm(new Int16Array(samples).fill(1_000));

describe('The sound of answers that comes as messages', () => {
  it('is played, and told as a server tells it that plays by itself', () => {
    const {answers, played, completed, told, delta, done} = rig();
    delta('r1', sound());
    delta('r1', sound());
    expect([...played]).to.deep.equal([[1, 480]]);
    answers.playing(1);
    answers.playing(1); // It had run dry.
    done('r1');
    expect(completed).to.deep.equal([1]);
    answers.ended(1);
    expect(told.map(({type}) => type)).to.deep.equal([
      'output_audio_buffer.started',
      'output_audio_buffer.stopped',
    ]);
  });

  for (const [what, audio] of [
    ['is not base64', '§§§'],
    ['is empty', ''],
    ['is half a sample', btoa('\x01\x02\x03')],
    ['is no text', 42],
    ['is missing', undefined],
    ['is longer than a minute', 'A'.repeat(8_000_000)],
  ] as const)
    it(`is left out and counted where it ${what}, and the rest is played`, () => {
      const {answers, played, delta} = rig();
      delta('r1', sound());
      delta('r1', audio);
      delta('r1', sound());
      expect(answers.refused).to.equal(1);
      expect(answers.accepted).to.equal(2);
      expect([...played.values()]).to.deep.equal([480]);
    });

  it('is left out and counted while the session has a format that cannot be played', () => {
    const {answers, played, delta} = rig();
    answers.playable = false;
    delta('r1', sound());
    expect(answers.refused).to.equal(1);
    expect(played.size).to.equal(0);
  });

  it('is cut: the server learns what was heard, and what still comes of it is not played', () => {
    const {answers, played, told, sent, delta, done} = rig(120);
    delta('r1', sound());
    answers.playing(1);
    answers.cut();
    expect(sent).to.deep.equal([
      {type: 'conversation.item.truncate', item_id: 'item_of_r1', content_index: 0, audio_end_ms: 120},
    ]);
    expect(told.at(-1)).to.deep.equal({type: 'output_audio_buffer.cleared', response_id: 'r1'});
    const before = played.get(1);
    delta('r1', sound());
    expect(played.get(1)).to.equal(before);
    done('r1', 'cancelled');
    delta('r2', sound());
    expect(played.size).to.equal(2);
  });

  it('is cut between two of its messages, too: the second is not played', () => {
    const {answers, played, told, sent, delta} = rig();
    delta('r1', sound(), 'first');
    answers.playing(1);
    answers.audioDone({type: 'response.output_audio.done', item_id: 'first'});
    answers.ended(1);
    answers.cut();
    expect(sent, 'all of it was heard').to.deep.equal([]);
    expect(told.at(-1)).to.deep.equal({type: 'output_audio_buffer.stopped', response_id: 'r1'});
    expect(answers.sounding).to.equal(false);
    delta('r1', sound(), 'second');
    expect(played.size).to.equal(1);
  });

  it('is cut where the server says that it cancelled the answer', () => {
    const {answers, told, sent, delta, done} = rig(90);
    delta('r1', sound());
    answers.playing(1);
    done('r1', 'cancelled');
    expect(sent).to.have.length(1);
    expect(told.at(-1)).to.deep.equal({type: 'output_audio_buffer.cleared', response_id: 'r1'});
    expect(answers.sounding).to.equal(false);
  });

  it('is cut by the part of a message that it was', () => {
    const {answers, sent} = rig(30);
    const event = {type: 'response.output_audio.delta', response_id: 'r1', item_id: 'i1', delta: sound()};
    answers.delta({...event, content_index: 0});
    answers.delta({...event, content_index: 1});
    answers.cut();
    expect(sent.map(({content_index}) => content_index)).to.deep.equal([0, 1]);
  });

  it('of a message that is complete is not waited for', () => {
    const {answers, completed, delta} = rig();
    delta('r1', sound(), 'first');
    delta('r1', sound(), 'second');
    answers.audioDone({type: 'response.output_audio.done', item_id: 'first'});
    expect(completed).to.deep.equal([1]);
  });
});
