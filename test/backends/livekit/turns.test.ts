import {expect} from '@open-wc/testing';
import {Track} from 'livekit-client';
import {Sound} from '../../helpers/sound.js';
import {until} from '../../helpers/until.js';
import {RoomCallOfTest} from './room-call.js';

describe('What is said in a room', () => {
  let call: RoomCallOfTest;
  beforeEach(async () => {
    call = new RoomCallOfTest();
    await call.start();
  });
  afterEach(() => call.session.stop());

  const finished = () => call.of('turn-finished').map(({id}) => id);
  /** Texts are read from streams: not in the task in which they come. */
  const said = async (...[text, id, final]: [string, string, boolean]) => {
    const {length} = call.events;
    call.room.says('person', text, {id, final});
    await until(() => call.events.length > length, `“${text}” is reported`);
  };

  it('is one turn of the person, however often they pause, until the assistant responds', async () => {
    await said('I would', 'SG_a', false);
    await said('I would like', 'SG_a', true);
    await said('some tea', 'SG_b', true);
    expect(call.texts('user')).to.deep.equal(['I would like some tea']);
    expect(finished()).to.deep.equal([]);
    call.room.is('thinking');
    expect(finished()).to.deep.equal(['SG_a']);
    call.room.is('speaking');
    call.room.is('listening');
    await said('Thank you', 'SG_c', true);
    expect(call.texts('user')).to.deep.equal(['I would like some tea', 'Thank you']);
  });

  it('keeps the last words of a turn that are final only after the assistant has begun', async () => {
    await said('add the', 'SG_a', false);
    call.room.is('thinking');
    expect(finished()).to.deep.equal([]);
    await said('add the blue mug', 'SG_a', true);
    expect(call.texts('user')).to.deep.equal(['add the blue mug']);
    expect(finished()).to.deep.equal(['SG_a']);
  });

  it('keeps its place before the answer where its words come only after that has begun', async () => {
    call.room.tellsSession([3, [11, [1, 1]]]);
    await until(() => call.reported().includes('speech-started'), 'the person is heard');
    call.room.is('thinking');
    expect(call.of('turn-started').map(({role}) => role)).to.deep.equal(['user']);
    const {id} = call.of('turn-started')[0]!;
    await said('Is there tea?', 'SG_late', true);
    expect(call.of('turn-text').map(event => [event.id, event.text])).to.deep.equal([[id, 'Is there tea?']]);
    expect(finished()).to.deep.equal([id]);
  });

  it('goes on in another turn where the agent took a noise for an interruption', async () => {
    call.room.is('speaking');
    const words = (async function* () {
      yield 'One, ';
      await until(() => call.of('turn-interrupted').length, 'it was interrupted');
      yield 'two';
    })();
    call.room.says('agent', '', {id: 'SG_x', words});
    await until(() => call.texts('assistant')[0] === 'One,', 'the first word');
    call.room.tellsBytes(Uint8Array.of(26, 11, 98, 9, 10, 7, 10, 5, 16, 3, 32, 1, 0));
    await until(() => call.texts('assistant')[1] === 'two', 'the second word');
    expect(call.of('turn-interrupted').map(({id}) => id)).to.deep.equal(['SG_x']);
  });

  it('ends with what was heard where the agent sends more of it after that', async () => {
    call.room.is('speaking');
    const words = (async function* () {
      yield 'One, ';
      await until(() => call.of('turn-interrupted').length, 'it was interrupted');
      call.room.is('listening');
      yield 'two';
    })();
    call.room.says('agent', '', {id: 'SG_x', words});
    await until(() => call.texts('assistant')[0] === 'One,', 'the first word');
    call.room.tellsBytes(Uint8Array.of(26, 11, 98, 9, 10, 7, 10, 5, 16, 3, 32, 1, 0));
    await until(() => call.of('turn-text').at(-1)?.final, 'the end of its words');
    expect(call.texts('assistant')).to.deep.equal(['One,']);
  });

  it('is nothing of what others in the room say', async () => {
    call.room.says('stranger', 'Buy now!', {final: true});
    await said('Hello', 'SG_a', true);
    expect(call.texts('user')).to.deep.equal(['Hello']);
    expect(call.texts('assistant')).to.deep.equal([]);
  });

  it('makes the agent’s states into responses, with their sound', () => {
    for (const state of ['thinking', 'speaking', 'speaking', 'listening']) call.room.is(state);
    expect(call.reported().slice(2)).to.deep.equal([
      'response-started',
      'playback-started',
      'response-finished',
      'playback-stopped',
    ]);
    expect(call.of('response-finished')[0]).to.include({status: 'completed', audible: true});
  });

  it('is a turn once the agent responds to it', () => {
    call.room.tellsSession([3, [11, [1, 1]]]);
    return until(() => call.reported().includes('speech-started'), 'the person is heard').then(() => {
      call.room.is('thinking');
      expect(call.reported().slice(2)).to.deep.equal([
        'speech-started',
        'speech-stopped',
        'turn-started', // Its words are still to come.
        'input-committed',
        'response-started',
      ]);
    });
  });

  it('is taken from the loudness that the server measures, where the agent does not tell', async () => {
    const {room} = call;
    room.emit('activeSpeakersChanged', [{isLocal: true}]);
    room.emit('activeSpeakersChanged', [{isLocal: true}, {isLocal: false}]);
    room.emit('activeSpeakersChanged', []);
    expect(call.reported().slice(2)).to.deep.equal(['speech-started', 'speech-stopped']);
    room.tellsSession([3, [11, [2, 1]]]);
    await Promise.resolve();
    await Promise.resolve();
    room.emit('activeSpeakersChanged', [{isLocal: true}]);
    expect(call.reported().slice(2)).to.deep.equal(['speech-started', 'speech-stopped']);
  });

  it('was cut where the person spoke over it', async () => {
    call.room.is('speaking');
    call.room.tellsSession([3, [11, [1, 1]]]);
    await until(() => call.reported().includes('speech-started'), 'the person is heard');
    call.room.is('listening');
    expect(call.of('response-finished')[0]).to.include({status: 'cancelled'});
    expect(call.of('playback-stopped')[0]).to.include({cut: true});
  });

  it('says which answer was cut off, as the agent tells it', async () => {
    call.room.is('speaking');
    call.room.says('agent', '', {id: 'SG_x', words: ['One, ', 'two']});
    await until(() => call.texts('assistant')[0] === 'One, two', 'the words of the agent');
    // conversation_item_added { item { message { role: assistant, interrupted: true } } }
    call.room.tellsBytes(Uint8Array.of(26, 11, 98, 9, 10, 7, 10, 5, 16, 3, 32, 1, 0));
    await until(() => call.of('turn-interrupted').length, 'the answer was interrupted');
    expect(call.of('turn-interrupted')[0]!.id).to.equal('SG_x');
  });
});

describe('An answer that the person stops', () => {
  let call: RoomCallOfTest;
  beforeEach(async () => {
    call = new RoomCallOfTest();
    await call.start();
  });
  afterEach(() => call.session.stop());

  const answers = async (id: string, text: string) => {
    call.room.says('agent', text, {id});
    await until(() => call.of('turn-text').at(-1)?.id === id && call.of('turn-text').at(-1)!.final, text);
  };
  const cut = () => call.of('turn-interrupted').map(({id}) => id);

  it('was cut off, once, whether or not the agent says so', async () => {
    call.room.is('speaking');
    await answers('SG_1', 'One, two');
    call.session.interrupt();
    call.room.is('listening');
    expect(cut()).to.deep.equal(['SG_1']);
    const {length} = call.events;
    call.room.tellsBytes(Uint8Array.of(26, 11, 98, 9, 10, 7, 10, 5, 16, 3, 32, 1, 0));
    call.room.tellsSession([3, [11, [1, 1]]]);
    await until(() => call.events.length > length, 'what the agent says of it');
    expect(cut()).to.deep.equal(['SG_1']);
  });

  it('was cut off where its words come only after that', async () => {
    call.room.is('speaking');
    await answers('SG_1', 'Of course.');
    call.room.is('listening');
    call.room.is('speaking');
    call.session.interrupt();
    call.room.is('listening');
    expect(cut()).to.deep.equal([]);
    await answers('SG_2', 'One,');
    await until(() => cut().length, 'it was cut off');
    expect(cut()).to.deep.equal(['SG_2']);
  });

  it('was cut off also where the agent thinks on at once', async () => {
    call.room.is('speaking');
    await answers('SG_1', 'One moment.');
    call.session.interrupt();
    call.room.is('thinking');
    expect(cut()).to.deep.equal(['SG_1']);
    call.room.is('speaking');
    await answers('SG_2', 'Here it is.');
    call.room.is('listening');
    expect(cut()).to.deep.equal(['SG_1']);
  });

  it('is another one than what the agent says next', async () => {
    call.room.is('thinking');
    call.session.interrupt();
    call.room.is('listening');
    call.room.is('speaking');
    await answers('SG_1', 'Yes?');
    call.room.is('listening');
    expect(cut()).to.deep.equal([]);
  });
});

describe('An agent that cannot be asked to stop', () => {
  it('is not heard either where it had not begun to speak', async () => {
    const call = new RoomCallOfTest([]);
    const sound = new Sound();
    await call.start();
    const {room, session} = call;
    const track = {kind: Track.Kind.Audio, mediaStreamTrack: sound.track};
    room.emit('trackSubscribed', track, {source: Track.Source.Microphone}, room.agent);
    room.is('thinking');
    session.interrupt();
    room.is('speaking');
    expect(sound.track.enabled).to.equal(false);
    room.is('listening');
    room.is('speaking');
    expect(sound.track.enabled).to.equal(true);
    session.stop();
    sound.stop();
  });

  it('has not had an earlier answer cut off by that', async () => {
    const call = new RoomCallOfTest([]);
    await call.start();
    const {room, session} = call;
    room.is('speaking');
    room.says('agent', 'Hello.', {id: 'SG_1'});
    await until(() => call.of('turn-text').at(-1)?.final, 'the answer');
    room.is('listening');
    room.is('thinking');
    session.interrupt();
    expect(call.of('turn-interrupted')).to.deep.equal([]);
    session.stop();
  });

  it('is silenced here, words and all, until it has stopped by itself', async () => {
    const call = new RoomCallOfTest([]);
    await call.start();
    const {room, session} = call;
    room.is('speaking');
    room.says('agent', '', {id: 'SG_x', words: ['One, ', 'two, ', 'three']});
    await until(() => call.texts('assistant').length, 'its first words');
    session.interrupt();
    const heard = call.texts('assistant');
    room.is('speaking');
    expect(call.of('playback-stopped')).to.deep.include.members([
      {type: 'playback-stopped', cut: true, responseId: 'response-1'},
    ]);
    await until(() => call.of('turn-text').at(-1)?.final, 'the end of its words');
    expect(call.texts('assistant')).to.deep.equal(heard);
    room.is('listening');
    room.is('speaking');
    expect(call.of('playback-started')).to.have.length(2);
    session.stop();
  });
});
