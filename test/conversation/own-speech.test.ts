import {expect} from '@open-wc/testing';
import {LevelMeter} from '../../src/audio/level-meter.js';
import '../../src/conversation/call/own-speech.js'; // Loaded during a call; here it must not come late.
import {noCapabilities} from '../../src/state/capabilities.js';
import {Clock} from '../helpers/clock.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs, stub} from '../helpers/stub.js';

describe('A person who speaks in full duplex', () => {
  let rig: Rig;
  let clock: Clock;
  let level = 0;
  let text = '';
  const words = (more: string) => {
    text += more;
    rig.session.says({type: 'turn-text', id: 'said', role: 'user', text, final: false});
  };

  beforeEach(async () => {
    [level, text] = [0, ''];
    rig = new Rig();
    rig.session.capabilities = {...noCapabilities, turns: false};
    await rig.conversation.start();
    clock = new Clock();
    stub(LevelMeter.prototype, 'level', () => level);
    await clock.pass(10_000);
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('is known by their words, and to have ended when they are quiet', async () => {
    level = 0.6;
    words('Is there');
    expect(rig.snapshot.userSpeaking).to.equal(true);
    await clock.pass(3_000);
    expect(rig.snapshot.userSpeaking).to.equal(true);
    level = 0.1;
    await clock.pass(1_100);
    expect(rig.snapshot.userSpeaking).to.equal(false);
  });

  it('does not speak for ever in a room that is nearly as loud', async () => {
    level = 0.6;
    words('Is there');
    await clock.pass(1_000);
    level = 0.45;
    for (let times = 0; times < 5; times++) {
      await clock.pass(10_000);
      words(' more');
      expect(rig.snapshot.userSpeaking, 'there are words').to.equal(true);
    }
    await clock.pass(15_100);
    expect(rig.snapshot.userSpeaking).to.equal(false);
  });
});
