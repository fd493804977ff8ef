import {expect} from '@open-wc/testing';
import type {Delegate, DelegatedTask} from '../../../src/session/settings.js';
import {Clock} from '../../helpers/clock.js';
import {FakeLiveCall, allowing} from '../../helpers/fake-live-call.js';
import {restoreStubs, stub} from '../../helpers/stub.js';

describe('A task that GPT-Live delegates to the page', () => {
  let [clock, call] = [new Clock(), new FakeLiveCall()];
  restoreStubs();
  let complaints: unknown[] = [];

  beforeEach(() => {
    clock = new Clock();
    call = new FakeLiveCall();
    complaints = [];
    stub(console, 'error', (error: unknown) => complaints.push(error));
  });

  afterEach(() => {
    call.session.stop('stopped');
    restoreStubs();
  });

  const open = (delegate?: Delegate) => call.open({delegation: {type: 'client'}}, delegate && {delegate});
  const delegates = (id = 'd1', target = 'client') =>
    call.says({type: 'session.delegation.created', delegation: {id, target, type: 'delegation'}});
  /** What the model was told since this was last asked. */
  const told = () => {
    const appended = call.connection.sent.splice(0).filter(({content}) => content);
    return appended.map(({type, content, delegation_id: id}) => [type.split('.')[1], content, id]);
  };
  const failed = ['commentary', 'The task could not be done. It failed.', 'd1'];

  /** A task that ends when a test says so. */
  function slow() {
    const seen: {task: DelegatedTask; signal: AbortSignal}[] = [];
    let finish: (text: string) => void = () => {};
    const delegate: Delegate = (task, signal) => {
      seen.push({task, signal});
      return new Promise(resolve => (finish = resolve));
    };
    return {seen, delegate, finish: (text: string) => finish(text)};
  }

  it('is done, and its result is to be said', async () => {
    await open(() => Promise.resolve('There is tea.'));
    delegates();
    expect(call.events).to.deep.equal([{type: 'work-started', id: 'd1'}]);
    await clock.pass(0);
    expect(told()).to.deep.equal([['commentary', 'There is tea.', 'd1']]);
    expect(call.events.at(-1)).to.deep.equal({type: 'work-finished', id: 'd1', responseFollows: false});
    delegates();
    await clock.pass(0);
    expect(told(), 'the server repeats itself').to.deep.equal([]);
  });

  it('tells silently how far it is, where it says so step by step', async () => {
    await open(async function* () {
      yield 'Looking.';
      await Promise.resolve();
      yield '';
      yield 'Found it.';
      return 'There is tea.';
    });
    delegates();
    await clock.pass(0);
    expect(told()).to.deep.equal([
      ['thinking', 'Looking.', 'd1'],
      ['thinking', 'Found it.', 'd1'],
      ['commentary', 'There is tea.', 'd1'],
    ]);
  });

  it('may have no result that is to be said', async () => {
    await open(async function* () {
      yield await Promise.resolve('Done.');
    });
    delegates();
    await clock.pass(0);
    expect(told()).to.deep.equal([['thinking', 'Done.', 'd1']]);
    expect(call.events.at(-1)!.type).to.equal('work-finished');
  });

  it('is handed over with what was said, once the words of the person have settled', async () => {
    const {seen, delegate} = slow();
    await open(delegate);
    call.hears('Hello.', 0, 300);
    call.speaks('Hi!', 1_300, 1_500);
    call.hears('Is there', 2_500, 2_700);
    delegates();
    await clock.pass(249);
    expect(seen, 'these words were not even shown when the task came').to.deep.equal([]);
    call.hears(' tea?', 2_700, 2_900);
    await clock.pass(249);
    expect(seen).to.deep.equal([]);
    await clock.pass(1);
    const {task} = seen[0]!;
    expect(task.id).to.equal('d1');
    expect(task.transcript.map(({role, text}) => `${role}: ${text}`)).to.deep.equal([
      'user: Hello.',
      'assistant: Hi!',
      'user: Is there tea?',
    ]);
    expect(task.pending).to.equal('Is there tea?');
    expect(Object.isFrozen(task) && Object.isFrozen(task.transcript)).to.equal(true);
  });

  it('is handed over after a second, whatever is still being said', async () => {
    const {seen, delegate} = slow();
    await open(delegate);
    call.hears('Well', 0, 100);
    delegates();
    for (let ms = 0; ms < 1_000; ms += 100) {
      call.hears(' and', ms, ms + 100);
      await clock.pass(ms < 900 ? 100 : 99);
    }
    expect(seen).to.deep.equal([]);
    await clock.pass(1);
    expect(seen).to.have.length(1);
  });

  it('fails without harm where the page throws, and its words stay here', async () => {
    const mistake = new Error('The secret of the page');
    for (const delegate of [
      () => Promise.reject(mistake),
      () => {
        throw mistake;
      },
      async function* () {
        yield await Promise.resolve('');
        throw mistake;
      },
    ] satisfies Delegate[]) {
      await open(delegate);
      delegates();
      await clock.pass(0);
      expect(told()).to.deep.equal([failed]);
      expect(call.events.at(-1)!.type).to.equal('work-finished');
    }
    expect(complaints).to.deep.equal([mistake, mistake, mistake]);
  });

  it('fails without harm where the page gives neither a promise nor steps', async () => {
    for (const result of [undefined, null, 7]) {
      await open((() => result) as unknown as Delegate);
      delegates();
      await clock.pass(0);
      expect(call.events.at(-1)!.type).to.equal('work-finished');
    }
    expect(complaints.filter(error => error instanceof TypeError)).to.have.length.below(4);
  });

  it('may take two minutes, and is stopped then', async () => {
    const {seen, delegate} = slow();
    await open(delegate);
    delegates();
    await clock.pass(119_999);
    expect(seen[0]!.signal.aborted).to.equal(false);
    await clock.pass(1);
    expect(seen[0]!.signal.aborted).to.equal(true);
    expect(told()).to.deep.equal([['commentary', 'The task could not be done. It took too long.', 'd1']]);
    expect(complaints).to.deep.equal([]);
    expect(call.events.filter(({type}) => type === 'work-finished')).to.have.length(1);
  });

  it('is stopped by Stop, which the model is told; what comes of it all the same is not', async () => {
    const {seen, delegate, finish} = slow();
    await open(delegate);
    delegates();
    await clock.pass(0);
    call.session.interrupt();
    expect(seen[0]!.signal.aborted).to.equal(true);
    finish('There is tea.');
    await clock.pass(100);
    const [stop, task, ...more] = told();
    expect(stop![1]).to.match(/pressed Stop/);
    expect(task).to.deep.equal(['thinking', 'The person stopped this task.', 'd1']);
    expect(more).to.deep.equal([]);
    expect(call.events.at(-1)!.type).to.equal('work-finished');
  });

  it('is asked to end where it goes on step by step', async () => {
    let ended = false;
    await open(async function* (_task, signal) {
      try {
        yield 'Looking.';
        await new Promise(resolve => signal.addEventListener('abort', resolve));
        yield 'Still looking.';
      } finally {
        ended = true;
      }
    });
    delegates();
    await clock.pass(0);
    call.session.interrupt();
    await clock.pass(100);
    expect(ended).to.equal(true);
    expect(told().map(([, text]) => text)).not.to.include('Still looking.');
  });

  for (const [what, hangsUp] of [
    ['hangs up', () => call.session.stop('stopped')],
    [
      'cannot go on, since the repair of a lost session failed',
      () => {
        call.connection.listener.lost();
        call.session.stop();
        call.session.stop('failed');
      },
    ],
  ] as const)
    it(`is stopped when the person ${what}, and the next call hears nothing of it`, async () => {
      const {seen, delegate, finish} = slow();
      await open(delegate);
      delegates();
      await clock.pass(0);
      hangsUp();
      expect(seen[0]!.signal.aborted).to.equal(true);
      await open(delegate);
      finish('There is tea.');
      await clock.pass(200_000);
      expect(told()).to.deep.equal([]);
      expect(call.reported()).to.deep.equal([]);
    });

  it('without a `delegate` is left to the server of the host: nothing is sent, and it shows for 30 s at most', async () => {
    await open();
    delegates();
    expect(call.events).to.deep.equal([{type: 'work-started', id: 'd1'}]);
    await clock.pass(29_999);
    expect(call.events).to.have.length(1);
    await clock.pass(1);
    expect(call.events.at(-1)!.type).to.equal('work-finished');
    expect(call.connection.sent).to.deep.equal([]);
  });

  it('without a `delegate` shows until the assistant speaks of it, more than two seconds later', async () => {
    await open();
    delegates();
    await clock.pass(1_000);
    call.speaks('Let me see.', 1_000, 1_400);
    await clock.pass(1_000);
    expect(call.reported()).not.to.include('work-finished');
    call.speaks(' There is tea.', 2_000, 2_400);
    expect(call.reported()).to.include('work-finished');
  });

  it('is not the page’s where it goes to another model, or is none', async () => {
    await open(() => Promise.resolve('There is tea.'));
    delegates('d1', 'responses');
    delegates('d2', 'decisions');
    delegates('');
    call.says({type: 'session.delegation.created'});
    await clock.pass(300);
    expect(call.events).to.deep.equal([]);
    expect(call.connection.sent).to.deep.equal([]);
  });

  it('is done where the page may not tell of it, too', async () => {
    const {seen, delegate, finish} = slow();
    await call.open({delegation: {type: 'client'}, ...allowing()}, {delegate});
    delegates();
    await clock.pass(0);
    finish('There is tea.');
    await clock.pass(0);
    expect(seen).to.have.length(1);
    expect(told()).to.deep.equal([]);
  });
});
