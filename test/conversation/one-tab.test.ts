import {expect} from '@open-wc/testing';
import {beTheOnlyCall} from '../../src/conversation/call/one-tab.js';
import {VoiceStore} from '../../src/state/store.js';
import type {EndReason} from '../../src/state/voice-event.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const channelName = 'voice-assistant-element.call';

/** A call in a tab; tabs share nothing but the channel, as these do. */
class Tab {
  readonly reasons: EndReason[] = [];
  readonly store = new VoiceStore((effect, cause) => {
    if (effect !== 'close' || cause.type !== 'stop') return;
    this.reasons.push(cause.reason);
    this.close();
  });
  readonly #end = new AbortController();

  constructor(type: 'start' | 'start-text-only') {
    this.store.send({type});
    if (type === 'start') this.store.send({type: 'microphone-opened'});
    this.store.send({type: 'session-opened', sessionId: 'session', at: Date.now()});
    beTheOnlyCall({store: this.store}, this.#end.signal);
  }

  close(): void {
    this.#end.abort();
  }
}

/** Until everything that was told before has arrived everywhere. */
async function allTold(): Promise<void> {
  const [from, to] = [new BroadcastChannel(channelName), new BroadcastChannel(channelName)];
  await new Promise(resolve => {
    to.onmessage = resolve;
    from.postMessage(null);
  });
  from.close();
  to.close();
}

describe('A call in another tab of the site', () => {
  const tabs: Tab[] = [];
  const open = (type: 'start' | 'start-text-only' = 'start') => {
    const tab = new Tab(type);
    tabs.push(tab);
    return tab;
  };
  let now = 0;
  beforeEach(() => stub(Date, 'now', () => (now += 10)));
  afterEach(() => {
    restoreStubs();
    tabs.splice(0).forEach(tab => tab.close());
  });

  it('leaves one of two that begin at the same time', async () => {
    stub(Date, 'now', () => now);
    const both = [open(), open()];
    await until(() => both.some(({reasons}) => reasons.length), 'one is over');
    await allTold();
    expect(both.flatMap(({reasons}) => reasons)).to.deep.equal(['replaced']);
  });

  it('ends the one before as replaced, and goes on itself', async () => {
    const [first, second] = [open(), open()];
    await until(() => first.reasons.length, 'the first is over');
    await allTold();
    expect([first.reasons, second.reasons]).to.deep.equal([['replaced'], []]);
  });

  it('ends the one before also when the clock was set back in between', async () => {
    let passed = 0;
    stub(performance, 'now', () => passed);
    const first = open();
    await allTold();
    [passed, now] = [60_000, now - 3_600_000];
    const second = open();
    await until(() => first.reasons.length || second.reasons.length, 'one is over');
    await allTold();
    expect([first.reasons, second.reasons]).to.deep.equal([['replaced'], []]);
  });

  it('is not looked for where the browser does not allow it', () => {
    stub(globalThis, 'BroadcastChannel', function () {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    expect(open().reasons).to.deep.equal([]);
  });

  it('ends none without a microphone, and is ended by none', async () => {
    const [written, spoken, other] = [open('start-text-only'), open(), open('start-text-only')];
    await allTold();
    expect([written, spoken, other].map(({reasons}) => reasons)).to.deep.equal([[], [], []]);
  });

  it('ends the one before once the microphone joins what began in writing', async () => {
    const [spoken, joined] = [open(), open('start-text-only')];
    await allTold();
    joined.store.send({type: 'microphone-opened'});
    await until(() => spoken.reasons.length, 'the first is over');
    expect([spoken.reasons, joined.reasons]).to.deep.equal([['replaced'], []]);
  });

  it('does not take words of others for its own', async () => {
    const only = open();
    const stranger = new BroadcastChannel(channelName);
    for (const words of ['replaced', null, {at: Infinity}]) stranger.postMessage(words);
    await allTold();
    stranger.close();
    expect(only.reasons).to.deep.equal([]);
  });
});
