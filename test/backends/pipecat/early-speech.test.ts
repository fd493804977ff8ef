import {expect} from '@open-wc/testing';
import {FakeBot} from '../../helpers/fake-bot.js';

describe('A bot of Pipecat', () => {
  let bot: FakeBot;
  beforeEach(() => (bot = new FakeBot()));
  afterEach(() => bot.session.stop('stopped'));

  it('that speaks before it says that it is ready is heard once the call is open', async () => {
    const opened = bot.start();
    await bot.connection.opening;
    await Promise.resolve();
    bot.says('bot-llm-started');
    bot.says('bot-started-speaking');
    expect(bot.reported()).to.deep.equal([]);
    bot.says('bot-ready', {version: '2.2.0'});
    await opened;
    expect(bot.reported()).to.deep.equal(['session-opened', 'response-started', 'playback-started']);
  });

  it('that greets while the browser asks for the microphone is heard once there is one', async () => {
    await bot.open();
    const context = new AudioContext();
    const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
    bot.session.setMicrophone(track!);
    await Promise.resolve();
    expect(bot.reported()).to.deep.equal([]);
    bot.says('bot-llm-started');
    bot.says('bot-started-speaking');
    bot.reported();
    bot.session.setMicrophone(track!);
    expect(bot.reported()).to.deep.equal([]); // The call is told of the microphone first.
    await Promise.resolve();
    expect(bot.reported()).to.deep.equal(['playback-started']);
    bot.session.setMicrophone(null);
    await Promise.resolve();
    expect(bot.reported()).to.deep.equal([]);
    await context.close();
  });

  it('that speaks as a stalled connection resumes is heard', async () => {
    await bot.open();
    bot.connection.listener.stalled();
    bot.says('bot-llm-started');
    bot.says('bot-started-speaking');
    bot.reported();
    bot.connection.listener.resumed();
    expect(bot.reported()).to.deep.equal(['session-resumed', 'playback-started']);
  });
});
