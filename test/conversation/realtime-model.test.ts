import {expect} from '@open-wc/testing';
import {registerBackend} from '../../src/conversation/backends.js';
import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {RealtimeModel} from '../../src/session/realtime-model.js';
import type {SessionSettings} from '../../src/session/settings.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {Clock} from '../helpers/clock.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';
import {neutralModel} from '../session/obedient-realtime-model.js';

/** Which models calls were opened with. */
let opened: (RealtimeModel | undefined)[] = [];

/** Stands for the backend: a conversation acted out in the page. */
class ModelSession extends ScriptedSession {
  readonly #settings: () => SessionSettings;

  constructor(settings: () => SessionSettings) {
    super({pace: 0.02});
    this.#settings = settings;
  }

  override start(...given: Parameters<ScriptedSession['start']>): Promise<void> {
    opened.push(this.#settings().realtimeModel);
    return super.start(...given);
  }
}

/** Stands for another backend. */
class OtherSession extends ScriptedSession {
  constructor() {
    super({pace: 0.02});
  }
}

const getToken = () => Promise.resolve({token: 'ek_1', url: 'wss://models.example/'});

describe('A conversation that is handed a model of the AI SDK', () => {
  let warnings: string[];
  let conversation: VoiceConversation;

  beforeEach(() => {
    registerBackend('ai-sdk', () => Promise.resolve({Session: ModelSession}));
    opened = [];
    warnings = [];
    stub(console, 'warn', (text: string) => warnings.push(text));
  });
  afterEach(() => {
    conversation.stop();
    restoreStubs();
  });

  const call = async (settings: ConversationSettings) => {
    conversation = new VoiceConversation(settings);
    conversation.sendText('Hello.');
    await until(() => conversation.snapshot.online, 'the call is open');
  };

  // First: what is ignored is said once on a page.
  it('has the model carry the call, whatever backend says, and says so once', async () => {
    const settings = {backend: 'openai-live', realtimeModel: neutralModel, getToken} as const;
    await call(settings);
    expect(opened).to.deep.equal([neutralModel]);
    await until(() => warnings.some(text => text.includes('`backend` not used')), 'it is said');
    conversation.stop();
    await call(settings);
    expect(warnings.filter(text => text.includes('`backend` not used'))).to.have.lengthOf(1);
  });

  it('has a session of the page carry it before the model', async () => {
    await call({session: new ScriptedSession({pace: 0.02}), realtimeModel: neutralModel, getToken});
    expect(opened).to.deep.equal([]);
    await until(() => warnings.some(text => text.includes('`realtimeModel` not used')), 'it is said');
  });

  it('has another model carry the next call', async () => {
    const other = {...neutralModel, modelId: 'other'};
    await call({realtimeModel: neutralModel, getToken});
    await conversation.configure({realtimeModel: other, getToken});
    expect(conversation.snapshot.online).to.equal(true);
    conversation.stop();
    conversation.sendText('Hello.');
    await until(() => opened.length === 2, 'the next call');
    expect(opened[1]).to.equal(other);
  });

  it('has it carry the call on where its session is replaced, whatever the page has set meanwhile', async () => {
    const clock = new Clock();
    const other = {...neutralModel, modelId: 'other'};
    conversation = new VoiceConversation({realtimeModel: neutralModel, getToken});
    conversation.sendText('Hello.');
    await clock.pass(60_000);
    expect(conversation.snapshot.online).to.equal(true);
    await conversation.configure({realtimeModel: other, getToken});
    await clock.pass(60 * 60_000);
    expect(opened).to.deep.equal([neutralModel, neutralModel]);
    await conversation.configure({backend: 'openai-live', getToken});
    await clock.pass(60 * 60_000);
    expect(opened).to.deep.equal([neutralModel, neutralModel, neutralModel]);
  });

  it('carries the next call where a session of the page, set meanwhile, is taken back', async () => {
    let loaded = 0;
    registerBackend('openai-live', () => {
      loaded++;
      return Promise.resolve({Session: OtherSession});
    });
    const session = new ScriptedSession({pace: 0.02});
    conversation = new VoiceConversation({backend: 'openai-live', getToken});
    await until(() => loaded === 1, 'the backend has been loaded');
    await conversation.configure({session, realtimeModel: neutralModel, getToken});
    await conversation.configure({realtimeModel: neutralModel, getToken});
    conversation.prepare();
    conversation.sendText('Hello.');
    await until(() => conversation.snapshot.online, 'the call is open');
    expect(opened).to.deep.equal([neutralModel]);
  });

  it('does not begin where nothing says how to get a token', async () => {
    conversation = new VoiceConversation({realtimeModel: neutralModel});
    conversation.sendText('Hello.');
    await until(() => conversation.snapshot.phase === 'failed', 'the call has failed');
    expect(conversation.snapshot.error?.code).to.equal('token-config');
  });
});
