import {expect} from '@open-wc/testing';
import {allowing, FakeLiveCall, defaultCommands} from '../../helpers/fake-live-call.js';

const tool = {name: 'order', parameters: {type: 'object'}};

/** Does everything that a call is asked to. */
function askEverything({session}: FakeLiveCall): void {
  session.setMuted(true);
  session.setMuted(false);
  session.setTools([tool]);
  session.sendContext('The page is about tea.', 'page');
  session.requestResponse();
  session.sendText('Hello', 'typed-1', {respond: true});
  session.sendImage('data:image/png;base64,AA', 'image-1', {respond: true});
  session.sendToolResult('call_1', 'Three.', {respond: true});
  session.answerApproval('mcpr_1', true);
  session.interrupt();
}

describe('A call with GPT-Live sends', () => {
  let call: FakeLiveCall;
  beforeEach(() => (call = new FakeLiveCall()));
  afterEach(() => call.session.stop('stopped'));

  const commands = [...defaultCommands, 'session.update'];

  it('all it can where the host restricts nothing', async () => {
    await call.open();
    askEverything(call);
    call.session.stop('stopped');
    expect(new Set(call.connection.names())).to.deep.equal(new Set(commands));
  });

  for (const denied of commands)
    it(`no ${denied} where the host does not allow it`, async () => {
      await call.open(allowing(...commands.filter(command => command !== denied)));
      askEverything(call);
      call.session.stop('stopped');
      // One of these is of no use without the other, nor tools without both.
      const useless = denied.startsWith('response.') ? /^response\.|^session\.update$/ : denied;
      const rest = commands.filter(command => command !== denied && !command.match(useless));
      expect(new Set(call.connection.names())).to.deep.equal(new Set(rest));
    });

  it('nothing where the host allows nothing, and waits for nothing', async () => {
    await call.open(allowing());
    askEverything(call);
    call.session.stop('stopped');
    expect(call.connection.sent).to.deep.equal([]);
    expect(call.reported()).to.deep.equal([]);
  });

  it('typed words to the model that the session delegates to, and asks for a response', async () => {
    await call.open();
    call.session.sendText('Is there tea?', 'typed-1', {respond: true});
    const [message, create] = call.connection.sent;
    expect(message).to.deep.equal({
      type: 'response.item.create',
      item: {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Is there tea?'}]},
    });
    expect(create).to.deep.equal({type: 'response.create', event_id: 'ask_1'});
    expect(call.connection.sent).to.have.length(2);
    expect(call.events, 'they are a turn already').to.deep.equal([{type: 'work-started', id: 'ask_1'}]);
  });

  it('images likewise', async () => {
    await call.open();
    call.session.sendImage('data:image/png;base64,AA', 'image-1', {respond: false});
    expect(call.connection.sent.map(({item}) => item)).to.deep.equal([
      {
        type: 'message',
        role: 'user',
        content: [{type: 'input_image', image_url: 'data:image/png;base64,AA', detail: 'auto'}],
      },
    ]);
  });

  it('words that are not to be responded to without asking for a response, until that is asked for', async () => {
    await call.open();
    call.session.sendText('I look at tea.', 'typed-1', {respond: false});
    expect(call.connection.names()).to.deep.equal(['response.item.create']);
    call.session.requestResponse();
    expect(call.connection.names()).to.deep.equal(['response.create']);
  });

  it('a wish to speak where there is nothing to respond to', async () => {
    await call.open();
    call.session.requestResponse();
    const [event] = call.connection.sent;
    expect(event).to.include({type: 'session.commentary.append', delegation_id: null});
  });

  it('a wish to speak also while a call waits, as for the approval that the person is to be asked for', async () => {
    await call.open();
    const item = {type: 'function_call', call_id: 'call_1', name: 'order', arguments: '{}'};
    call.responds('dlg_1', {type: 'response.created', response: {id: 'resp_1'}});
    call.responds('dlg_1', {type: 'response.output_item.done', item});
    call.responds('dlg_1', {type: 'response.completed', response: {id: 'resp_1'}});
    call.session.requestResponse();
    expect(call.connection.names()).to.deep.equal(['session.commentary.append']);
    call.session.sendToolResult('call_1', 'Ordered.', {respond: true});
    expect(call.connection.names()).to.deep.equal(['response.item.create', 'response.create']);
  });

  it('context silently, and says what it takes the place of', async () => {
    await call.open();
    call.session.sendContext('The page is about tea.', 'page');
    call.session.sendContext('The shop closes at six.');
    call.session.sendContext('The page is about coffee.', 'page');
    call.session.sendContext('', 'page');
    call.session.sendContext('', 'page');
    call.session.sendContext('', 'never told');
    call.session.sendContext('The page is about jam.', 'page');
    expect(call.connection.sent.map(({content}) => content)).to.deep.equal([
      'Under the name “page”: The page is about tea.',
      'The shop closes at six.',
      'This takes the place of what you were told before under the name “page”: The page is about coffee.',
      'What you were told before under the name “page” holds no more.',
      'Under the name “page”: The page is about jam.',
    ]);
    expect(new Set(call.connection.names())).to.deep.equal(new Set(['session.thinking.append']));
  });

  it('the result of a call that an earlier session asked for in words', async () => {
    const opened = call.start({}, [], [{callId: 'call_1', name: 'look_up', arguments: '{}'}]);
    call.says({type: 'session.started', session: {id: 'live_2'}});
    await opened;
    call.session.sendToolResult('call_1', 'Three teas.', {respond: true});
    call.session.sendToolResult('call_1', 'Four teas.', {respond: false});
    expect(call.connection.sent.map(({type, content}) => [type, content])).to.deep.equal([
      ['session.commentary.append', 'What came of look_up: Three teas.'],
      ['session.thinking.append', 'What came of look_up: Four teas.'],
    ]);
  });

  it('nothing once it is stopped, but that it is', async () => {
    await call.open();
    call.session.stop('stopped');
    expect(call.connection.names()).to.deep.equal(['session.close']);
    expect(call.connection.closed).to.equal(true);
    call.session.stop('stopped');
    askEverything(call);
    expect(call.connection.sent).to.deep.equal([]);
  });

  it('what shows up by name while developers look on, and no more than its name', async () => {
    await call.open({}, {debug: true});
    call.session.sendText('My secret', 'typed-1', {respond: false});
    call.hears('Another secret', 0, 400);
    call.says({type: 'session.new_thing', secret: 'A third'});
    const raw = call.events.filter(({type}) => type === 'raw');
    expect(raw).to.deep.equal([
      {type: 'raw', direction: 'out', name: 'response.item.create'},
      {type: 'raw', direction: 'in', name: 'session.input_transcript.delta'},
      {type: 'raw', direction: 'in', name: 'session.new_thing'},
    ]);
    call.events.splice(0);
    call.session.stop('stopped');
    expect(call.events, 'nothing is reported once it is stopped').to.deep.equal([]);
  });
});
