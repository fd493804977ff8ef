import {expect} from '@open-wc/testing';
import {FakeBot} from '../../helpers/fake-bot.js';
import {until} from '../../helpers/until.js';

describe('An answer of a bot', () => {
  let bot: FakeBot;
  beforeEach(() => (bot = new FakeBot()));
  afterEach(() => bot.session.stop('stopped'));
  const ended = () => until(() => bot.events.some(event => event.type === 'turn-text' && event.final));

  it('is a response, a sound, and words that grow as they are spoken', async () => {
    await bot.open();
    bot.says('bot-llm-started');
    bot.says('bot-tts-started');
    bot.says('bot-llm-stopped');
    bot.outputs(5, 'I am a bot.', 'I');
    bot.says('bot-started-speaking');
    bot.outputs(5, 'I am a bot.', '', 'new');
    bot.outputs(5, 'I am a bot.', 'I am a');
    bot.outputs(5, 'I am a bot.', 'I am a bot.', 'completed');
    bot.outputs(7, 'Hello.', '', 'new');
    bot.outputs(7, 'Hello.', 'Hello.', 'completed');
    bot.says('bot-stopped-speaking');
    await ended();
    expect(bot.reported()).to.deep.equal([
      'response-started',
      'response completed aloud',
      'assistant: I',
      'playback-started',
      'assistant: I am a',
      'assistant: I am a bot.',
      'assistant: I am a bot. Hello.',
      'playback-stopped',
      'assistant: I am a bot. Hello. .',
    ]);
  });

  it('is shown sentence by sentence where the voice does not tell its progress', async () => {
    await bot.open();
    bot.says('bot-llm-started');
    bot.says('bot-tts-started');
    bot.says('bot-started-speaking');
    bot.outputs(1, 'I am a bot.', '', 'new');
    await until(() => bot.events.some(({type}) => type === 'turn-text'));
    bot.says('bot-llm-stopped');
    bot.outputs(1, 'I am a bot.', 'I am a bot.', 'completed');
    expect(bot.reported()).to.deep.equal([
      'response-started',
      'playback-started',
      'assistant: I am a bot.',
      'response completed aloud',
    ]);
  });

  it('goes on over a short pause between its sentences', async () => {
    await bot.open();
    bot.says('bot-llm-started');
    bot.outputs(1, 'One.', 'One.', 'completed');
    bot.says('bot-started-speaking');
    bot.says('bot-llm-stopped');
    bot.says('bot-stopped-speaking');
    bot.says('bot-started-speaking');
    bot.outputs(2, 'Two.', 'Two.', 'completed');
    bot.says('bot-stopped-speaking');
    await ended();
    expect(bot.reported()).to.deep.equal([
      'response-started',
      'assistant: One.',
      'playback-started',
      'response completed aloud',
      'assistant: One. Two.',
      'playback-stopped',
      'assistant: One. Two. .',
    ]);
  });

  it('may be in writing only', async () => {
    await bot.open();
    bot.session.sendText('Hello', 'typed-1', {respond: true});
    expect(bot.connection.sent).to.have.lengthOf(1);
    expect(bot.connection.sent[0]!.data).to.deep.equal({
      content: 'Hello',
      options: {run_immediately: true, audio_response: false},
    });
    bot.says('bot-llm-started');
    bot.says('bot-llm-stopped');
    bot.says('bot-output', {text: 'There you are.', segment_id: 3, will_be_spoken: false});
    await ended();
    expect(bot.events.find(({type}) => type === 'turn-text')).to.include({written: true});
    expect(bot.reported()).to.deep.equal([
      'response-started',
      'assistant: There you are.',
      'response completed',
      'assistant: There you are. .',
    ]);
  });

  it('may be said without the model', async () => {
    await bot.open();
    bot.says('bot-tts-started');
    bot.says('bot-started-speaking');
    bot.outputs(1, 'Welcome.', 'Welcome.', 'completed');
    bot.says('bot-stopped-speaking');
    await ended();
    expect(bot.reported()).to.deep.equal([
      'response-started',
      'playback-started',
      'response completed aloud',
      'assistant: Welcome.',
      'playback-stopped',
      'assistant: Welcome. .',
    ]);
  });

  it('ends with what was said of it when it is interrupted, and late words are not part of it', async () => {
    await bot.open();
    bot.says('bot-llm-started');
    bot.says('bot-started-speaking');
    bot.outputs(1, 'Once upon a time.', 'Once');
    bot.says('bot-interrupted');
    bot.outputs(1, 'Once upon a time.', 'Once upon');
    bot.says('bot-stopped-speaking');
    expect(bot.reported()).to.deep.equal([
      'response-started',
      'playback-started',
      'assistant: Once',
      'response cancelled aloud',
      'playback-cut',
      'turn-interrupted',
      'assistant: Once .',
    ]);
  });

  it('is told by older bots as what their voice has said', async () => {
    await bot.open(null, '1.4.0');
    bot.says('bot-llm-started');
    bot.says('bot-llm-text', {text: 'I am a bot.'});
    bot.says('bot-llm-stopped');
    bot.says('bot-output', {text: 'I am a bot.', spoken: false, aggregated_by: 'sentence'});
    bot.says('bot-started-speaking');
    for (const text of ['I', 'am', 'a', 'bot.']) bot.says('bot-tts-text', {text});
    bot.says('bot-stopped-speaking');
    await ended();
    expect(bot.reported().filter(name => name !== 'capabilities-changed')).to.deep.equal([
      'response-started',
      'playback-started',
      'response completed aloud',
      'assistant: I',
      'assistant: I am',
      'assistant: I am a',
      'assistant: I am a bot.',
      'playback-stopped',
      'assistant: I am a bot. .',
    ]);
  });

  it('that fails is a failed response, and nothing of its words is told', async () => {
    await bot.open();
    bot.says('bot-llm-started');
    bot.says('bot-llm-stopped');
    bot.says('error', {error: 'Incorrect API key: sk-123', fatal: false});
    const text = JSON.stringify(bot.events);
    expect(text).not.to.include('sk-123');
    expect(bot.reported()).to.deep.equal(['response-started', 'response failed', 'problem']);
  });

  it('that cannot be made, since the person was not understood, is missed', async () => {
    await bot.open();
    bot.says('user-started-speaking');
    bot.says('error', {error: 'Incorrect API key: sk-123', fatal: false});
    bot.says('user-stopped-speaking');
    const codes = bot.events.flatMap(event => (event.type === 'problem' ? [event.error.code] : []));
    expect(codes).to.deep.equal(['response-failed']);
  });

  it('that fails for good is a lost call', async () => {
    await bot.open();
    bot.says('error', {error: 'Out of memory', fatal: true});
    bot.says('bot-llm-started');
    expect(bot.reported()).to.deep.equal(['session-lost']);
    expect(bot.connection.closed).to.equal(true);
  });
});
