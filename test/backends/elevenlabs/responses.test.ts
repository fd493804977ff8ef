import {expect} from '@open-wc/testing';
import {Agent} from '../../../src/backends/elevenlabs/agent.js';
import {AgentSound} from '../../../src/backends/elevenlabs/agent-sound.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';

/** Plays what it is given when a test says so. */
class Player {
  readonly pushed = new Map<number, number>();
  readonly completed: number[] = [];
  heardMs = 0;

  push(id: number, samples: Int16Array): void {
    this.pushed.set(id, (this.pushed.get(id) ?? 0) + samples.length);
  }

  complete(id: number): void {
    this.completed.push(id);
  }

  cut() {
    const cut = [...this.pushed.keys()].map(id => ({id, heardMs: this.heardMs}));
    this.pushed.clear();
    return cut;
  }
}

const second = new Int16Array(1_000);

describe('What an agent says', () => {
  let clock: Clock;
  let player: Player;
  let sound: AgentSound;
  let agent: Agent;
  let events: VoiceSessionEvent[];
  let isSpoken: boolean;
  let endings: string[];

  const told = () =>
    events.splice(0).map(event => {
      if (event.type === 'turn-text') return `${event.id}${event.final ? '!' : ':'} ${event.text}`;
      if (event.type === 'response-started') return `${event.responseId} began`;
      if (event.type === 'response-finished')
        return `${event.responseId} ${event.status}${event.audible ? ', audible' : ''}`;
      if (event.type === 'turn-interrupted') return `${event.id} cut at ${event.heardMs}`;
      if (event.type === 'playback-stopped')
        return `${event.responseId} ${event.cut ? 'silenced' : 'silent'}`;
      return event.type;
    });
  const says = (text: string, event_id = 1) =>
    agent.read({type: 'agent_response', agent_response_event: {agent_response: text, event_id}});
  const sounds = (event_id: number) =>
    agent.read({type: 'audio', audio_event: {audio_base_64: 'AAAA', event_id}});
  const interrupts = (event_id: number) => agent.read({type: 'interruption', interruption_event: {event_id}});
  const hears = (user_transcript: string) =>
    agent.read({type: 'user_transcript', user_transcription_event: {user_transcript, event_id: 0}});
  /** The player begins with what it has of the latest chunk, or comes to its end. */
  const plays = () => sound.playing(Math.max(...player.pushed.keys()));
  const ends = () => {
    const [id] = player.pushed.keys();
    player.pushed.delete(id!);
    sound.ended(id!);
  };

  beforeEach(() => {
    clock = new Clock();
    [events, endings, isSpoken] = [[], [], true];
    player = new Player();
    sound = new AgentSound(
      () => player,
      () => 1_000,
      {
        started: () => events.push({type: 'playback-started'}),
        stopped: id => agent.responses.fellSilent(id),
        settled: id => agent.responses.settled(id),
      },
    );
    agent = new Agent({
      prefix: '',
      sound,
      textOnly: false,
      isSpoken: () => isSpoken,
      soundIn: () => second,
      emit: event => events.push(event),
      send: () => {},
      hungUp: () => endings.push('hung up'),
      failed: ({type}) => endings.push(type),
    });
  });
  afterEach(() => {
    agent.close();
    sound.close();
    expect(clock.running).to.equal(0);
    restoreStubs();
  });

  it('is one response, from its first word to the end of its sound', () => {
    says('Hello.');
    sounds(2);
    plays();
    sounds(3);
    expect(told()).to.deep.equal(['a1 began', 'a1: Hello.', 'playback-started']);
    clock.passAtOnce(400);
    expect(player.completed).to.deep.equal([1]);
    expect(told()).to.deep.equal(['a1 completed, audible']);
    ends();
    expect(told()).to.deep.equal(['a1 silent', 'a1! Hello.']);
  });

  it('is one response where its sound comes before its words', () => {
    sounds(1);
    plays();
    clock.passAtOnce(400);
    says('Hello.', 9);
    ends();
    expect(told()).to.deep.equal([
      'a1 began',
      'playback-started',
      'a1: Hello.',
      'a1 completed, audible',
      'a1 silent',
      'a1! Hello.',
    ]);
  });

  it('ends where its words, or its sound, do not come', () => {
    says('Hello.');
    clock.passAtOnce(4_000);
    expect(told()).to.deep.equal(['a1 began', 'a1: Hello.', 'a1 completed', 'a1! Hello.']);
    hears('Yes.');
    sounds(5);
    clock.passAtOnce(400 + 2_500);
    plays();
    ends();
    expect(told().slice(-4)).to.deep.equal([
      'a2 began',
      'a2 completed, audible',
      'playback-started',
      'a2 silent',
    ]);
  });

  it('goes on after a gap, as the same response', () => {
    says('One. Two.');
    sounds(2);
    plays();
    clock.passAtOnce(400);
    ends();
    told();
    clock.passAtOnce(1_000);
    sounds(3);
    plays();
    clock.passAtOnce(400);
    ends();
    expect(told()).to.deep.equal(['playback-started', 'a1 silent']);
  });

  it('is another response after what was said before it, and waits its turn to be heard', () => {
    says('One.', 1);
    sounds(2);
    plays();
    says('Two.', 3);
    sounds(4);
    expect(player.completed).to.deep.equal([1]);
    expect(told()).to.deep.equal([
      'a1 began',
      'a1: One.',
      'playback-started',
      'a1 completed, audible',
      'a2 began',
      'a2: Two.',
    ]);
    ends();
    plays();
    expect(told()).to.deep.equal(['a1 silent', 'a1! One.', 'playback-started']);
  });

  it('is complete also in several messages of one number, and not said twice', () => {
    says('One.');
    says('One.');
    says('Two.');
    expect(told().at(-1)).to.equal('a1: One. Two.');
  });

  it('is silent at once where the server interrupts it, and is what was heard of it', () => {
    says('One two three.', 1);
    sounds(2);
    plays();
    player.heardMs = 700;
    told();
    interrupts(4);
    expect(told()).to.deep.equal(['a1 cancelled, audible', 'a1 silenced']);
    sounds(3);
    expect(player.pushed.size).to.equal(0);
    agent.read({
      type: 'agent_response_correction',
      agent_response_correction_event: {corrected_agent_response: 'One...', event_id: 4},
    });
    expect(told()).to.deep.equal(['a1! One...', 'a1 cut at undefined']);
    sounds(5);
    expect(player.pushed.size).to.equal(1);
  });

  it('is cut where it was heard until, if the server does not correct it', () => {
    says('One two three.', 1);
    sounds(1);
    player.heardMs = 700;
    interrupts(1);
    sounds(1);
    expect(player.pushed.size, 'turns may be numbered, too').to.equal(0);
    clock.passAtOnce(1_000);
    expect(told().at(-1)).to.equal('a1 cut at 700');
  });

  it('is silent at Stop, with what is still on its way', () => {
    says('One two three.', 1);
    sounds(2);
    plays();
    player.heardMs = 300;
    told();
    expect(agent.responses.stop()).to.equal(true);
    expect(told()).to.deep.equal(['a1 cancelled, audible', 'a1 silenced', 'a1 cut at 300']);
    for (let id = 3; id < 9; id++) {
      clock.passAtOnce(500);
      sounds(id);
    }
    expect(player.pushed.size).to.equal(0);
    clock.passAtOnce(900);
    sounds(10);
    expect(player.pushed.size, 'after a pause it is something else').to.equal(1);
  });

  it('is not heard where it was given up before it began', () => {
    hears('What is tea?');
    told();
    expect(agent.responses.stop()).to.equal(true);
    says('Tea is a plant.', 2);
    sounds(3);
    expect(player.pushed.size).to.equal(0);
    expect(told()).to.deep.equal(['a1 began', 'a1 cancelled', 'a1: Tea is a plant.', 'a1 cut at 0']);
    hears('And coffee?');
    says('Coffee is, too.', 4);
    sounds(5);
    expect(player.pushed.size).to.equal(1);
  });

  it('is only read where the conversation is in writing', () => {
    isSpoken = false;
    sounds(1);
    says('Hello.', 2);
    sounds(3);
    expect(player.pushed.size).to.equal(0);
    expect(told()).to.deep.equal(['a1 began', 'a1: Hello.', 'a1 completed', 'a1! Hello.']);
  });

  it('ends before the user has the next turn', () => {
    says('Hello.');
    told();
    hears('Tea, please.');
    expect(told()).to.deep.equal([
      'a1 completed',
      'a1! Hello.',
      'speech-started',
      'speech-stopped',
      'u1! Tea, please.',
      'input-committed',
    ]);
  });

  it('is nothing of the user where the server repeats what was typed, or hears silence', () => {
    agent.typed('Tea');
    hears('Tea');
    hears('...');
    hears('');
    expect(told()).to.deep.equal([]);
    clock.passAtOnce(6_000);
    hears('Tea');
    expect(told()).to.include('u1! Tea');
  });

  it('tells when the user begins and ends to speak, where the server does, and what they say so far', () => {
    const score = (vad_score: number) => agent.read({type: 'vad_score', vad_score_event: {vad_score}});
    for (const value of [0.1, 0.7, 0.5, 0.9]) score(value);
    agent.read({
      type: 'tentative_user_transcript',
      tentative_user_transcription_event: {user_transcript: 'Tea,', event_id: 1},
    });
    score(0.1);
    hears('Tea, please.');
    expect(told()).to.deep.equal([
      'speech-started',
      'u1: Tea,',
      'speech-stopped',
      'speech-started',
      'speech-stopped',
      'u1! Tea, please.',
      'input-committed',
    ]);
  });

  it('tells of tools that the server runs, and of errors that do not end the conversation', async () => {
    await agent.working;
    const tool = {tool_name: 'look', tool_call_id: 't1', tool_type: 'webhook', event_id: 1};
    agent.read({type: 'agent_tool_request', agent_tool_request: tool});
    agent.read({type: 'agent_tool_response', agent_tool_response: {...tool, is_error: false}});
    agent.read({type: 'error', error_event: {code: 1_011, error_type: 'llm_timeout'}});
    agent.read({type: 'guardrail_triggered'});
    expect(told()).to.deep.equal(['work-started', 'work-finished', 'problem', 'problem']);
    agent.read({type: 'error', error_event: {code: 1_000, error_type: 'max_duration_exceeded'}});
    const end = {...tool, tool_name: 'end_call', tool_type: 'system', is_error: false};
    agent.read({type: 'agent_tool_response', agent_tool_response: end});
    expect(endings).to.deep.equal(['max_duration_exceeded', 'hung up']);
  });
});
