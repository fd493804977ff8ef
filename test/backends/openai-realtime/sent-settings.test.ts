import {expect} from '@open-wc/testing';
import type {SessionSettings} from '../../../src/session/settings.js';
import {Clock} from '../../helpers/clock.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import type {WireEvent} from '../../helpers/wire.js';

const created = (session: object): WireEvent => ({type: 'session.created', session});
const hosts = {
  audio: {
    input: {
      transcription: {model: 'gpt-transcribe', prompt: 'Flowers', language: null},
      turn_detection: {
        type: 'server_vad',
        threshold: 0.5,
        idle_timeout_ms: 8_000,
        create_response: false,
        interrupt_response: true,
      },
    },
  },
};

describe('The settings of a page', () => {
  let call: FakeCall;
  const updates = () => call.connection.sent.filter(({type}) => type === 'session.update');
  const sessions = () => updates().map(({session}) => session as Record<string, unknown>);
  const inputs = () => sessions().map(({audio}) => (audio as {input: Record<string, unknown>}).input);
  const refuse = (param: string, id?: unknown) =>
    call.connection.says({
      type: 'error',
      error: {type: 'invalid_request_error', code: 'invalid_value', param, event_id: id ?? null},
    });
  beforeEach(() => (call = new FakeCall()));
  afterEach(() => {
    call.session.stop();
    restoreStubs();
  });

  async function start(settings: SessionSettings, session: object = hosts): Promise<void> {
    const started = call.start(settings);
    await until(() => call.connections.length > 0 && call.connection.options !== null, 'it connects');
    call.connection.says(created(session));
    await started;
  }

  describe('that are part of what the host configured', () => {
    it('leave the rest of the transcription as it is, whatever the language is called', async () => {
      await start({language: 'de-CH'});
      const own = {model: 'gpt-transcribe', prompt: 'Flowers'};
      expect(inputs()).to.deep.equal([{transcription: {...own, language: 'de'}}]);
      call.options = {...call.options, language: 'fr'};
      call.session.configure({language: 'fr'});
      await until(() => updates().length === 2);
      expect(inputs()[1]).to.deep.equal({transcription: {...own, language: 'fr'}});
    });

    it('leave the details of the same turn detection as they are', async () => {
      await start({vadSilenceMs: 900});
      expect(inputs()).to.deep.equal([
        {turn_detection: {...hosts.audio.input.turn_detection, silence_duration_ms: 900}},
      ]);
    });

    it('leave to another turn detection what follows a turn, and no details of the first', async () => {
      await start({turnDetection: 'semantic-vad', vadEagerness: 'low'});
      expect(inputs()).to.deep.equal([
        {
          turn_detection: {
            type: 'semantic_vad',
            eagerness: 'low',
            create_response: false,
            interrupt_response: true,
          },
        },
      ]);
    });

    it('are read of servers that name them beside the session’s own', async () => {
      await start({language: 'de'}, {input_audio_transcription: {model: 'whisper-x'}});
      expect(inputs()).to.deep.equal([{transcription: {model: 'whisper-x', language: 'de'}}]);
    });

    it('wait a second at most for a server that describes nothing', async () => {
      const clock = new Clock();
      const started = call.start({language: 'de'});
      await until(() => clock.running > 0, 'it waits');
      await clock.pass(1_000);
      await started;
      expect(inputs()).to.deep.equal([{transcription: {language: 'de'}}]);
    });
  });

  describe('of which the server refuses one field', () => {
    const all: SessionSettings = {instructions: 'Be brief.', voice: 'marin', vadSilenceMs: 20_000};
    const param = 'session.audio.input.turn_detection.silence_duration_ms';

    it('hold but for that field', async () => {
      await start(all, {});
      refuse(param, updates()[0]!.event_id);
      await until(() => updates().length === 2);
      expect(sessions()[1]).to.deep.equal({
        type: 'realtime',
        instructions: 'Be brief.',
        audio: {input: {turn_detection: {type: 'server_vad'}}, output: {voice: 'marin'}},
      });
    });

    it('hold also where the server does not say which message it refuses', async () => {
      await start(all, {});
      refuse('session.audio.output.voice');
      await until(() => updates().length === 2);
      expect(sessions()[1]).to.deep.include({instructions: 'Be brief.'});
      expect(JSON.stringify(sessions()[1])).not.to.include('marin');
    });

    it('are sent one by one where it does not say which field that is', async () => {
      await start(all, {});
      refuse('', updates()[0]!.event_id);
      await until(() => updates().length === 4);
      expect(sessions().slice(1)).to.deep.equal([
        {type: 'realtime', instructions: 'Be brief.'},
        {
          type: 'realtime',
          audio: {input: {turn_detection: {type: 'server_vad', silence_duration_ms: 20_000}}},
        },
        {type: 'realtime', audio: {output: {voice: 'marin'}}},
      ]);
    });

    it('are sent without what an older server does not know, each field once', async () => {
      await start(all, {});
      const unknown = ['session.type', 'session.audio'];
      for (const [index, name] of unknown.entries()) {
        refuse(name);
        await until(() => updates().length === index + 2);
      }
      expect(sessions().at(-1)).to.deep.equal({instructions: 'Be brief.'});
      refuse('session.type');
      refuse('session.audio');
      call.session.sendText('Hello', 'typed_1', {respond: false});
      await until(() => call.events.filter(({type}) => type === 'problem').length === 4);
      expect(updates()).to.have.length(3);
    });

    it('are those that the page wants by then, when a refusal comes late', async () => {
      await start({instructions: 'Old.', voice: 'no-such-voice'}, {});
      call.options = {...call.options, instructions: 'New.'};
      call.session.configure({instructions: 'New.'});
      await until(() => updates().length === 2);
      refuse('session.audio.output.voice', updates()[0]!.event_id);
      await until(() => updates().length === 3);
      expect(sessions().at(-1)).to.deep.equal({type: 'realtime', instructions: 'New.'});
    });

    it('are not sent for ever to a server that takes none', async () => {
      await start(all, {});
      for (let answered = 0; answered < updates().length; answered++) {
        const count = updates().length;
        refuse('', updates()[answered]!.event_id);
        if (!answered) await until(() => updates().length > count);
      }
      expect(updates()).to.have.length(4);
    });

    it('tell the developer which one it was', async () => {
      await start(all, {});
      call.events.splice(0);
      refuse(param, updates()[0]!.event_id);
      const problem = call.events.find(({type}) => type === 'problem');
      expect(problem).to.have.nested.include({
        'error.code': 'protocol',
        'error.detail': `invalid_value ${param}`,
      });
    });

    it('are not what another error is about', async () => {
      await start(all, {});
      refuse('item.content', 'evt_1');
      refuse('');
      refuse('session.tools[0].name');
      await until(() => call.events.filter(({type}) => type === 'problem').length === 3);
      expect(updates()).to.have.length(1);
    });
  });

  describe('how answers come', () => {
    const asked = () => call.connection.sent.filter(({type}) => type === 'response.create');
    const written = {
      type: 'response.create',
      event_id: 'written_response',
      response: {output_modalities: ['text']},
    };
    const type = () => call.session.sendText('Are you open?', 'typed_1', {respond: true});

    it('in writing to someone without a microphone', async () => {
      call.session.setMicrophone(null);
      await start({}, {});
      type();
      expect(asked()).to.deep.equal([written]);
      expect(updates()).to.deep.equal([]);
    });

    it('by voice to typed words in a spoken conversation, and where the page wants it so', async () => {
      await start({}, {});
      type();
      expect(asked()).to.deep.equal([{type: 'response.create'}]);
      call.session.setMicrophone(null);
      await start({answers: 'spoken'}, {});
      type();
      expect(asked()).to.deep.equal([{type: 'response.create'}]);
    });

    it('by voice where the server does not write: the words are answered all the same', async () => {
      call.session.setMicrophone(null);
      await start({}, {});
      type();
      call.events.splice(0);
      refuse('response.output_modalities');
      expect(asked()).to.deep.equal([written, {type: 'response.create'}]);
      expect(call.events).to.deep.equal([]);
      call.connection.says(
        {type: 'response.created', response: {id: 'r'}},
        {type: 'response.done', response: {id: 'r', status: 'completed', output: []}},
      );
      type();
      expect(asked().slice(2)).to.deep.equal([{type: 'response.create'}]);
    });

    it('in writing to speech as well, where the page wants it so', async () => {
      await start({answers: 'written'}, {});
      expect(sessions()).to.deep.equal([{type: 'realtime', output_modalities: ['text']}]);
      type();
      expect(asked()).to.deep.equal([written]);
    });
  });
});
