import {expect} from '@open-wc/testing';
import {Sound} from '../../helpers/sound.js';
import {until} from '../../helpers/until.js';
import {RoomCallOfTest} from './room-call.js';

describe('The microphone in a room', () => {
  let call: RoomCallOfTest;
  const sounds: Sound[] = [];
  const sound = () => (sounds.push(new Sound()), sounds.at(-1)!.track);
  const published = () => call.room.published;

  beforeEach(() => (call = new RoomCallOfTest()));
  afterEach(() => {
    call.session.stop();
    for (const one of sounds.splice(0)) one.stop();
  });

  it('is sent once the room is open, and is the page’s', async () => {
    const track = sound();
    call.session.setMicrophone(track);
    await call.start();
    await until(() => published()?.mediaStreamTrack === track, 'the track is sent');
    call.session.stop();
    expect(track.readyState).to.equal('live');
  });

  it('is muted before anything of it is sent, where the page has muted it', async () => {
    const track = sound();
    track.enabled = false;
    call.session.setMuted(true);
    call.session.setMicrophone(track);
    let enabledAsSent: boolean | undefined;
    call.prepare = ({localParticipant}) => {
      const {publishTrack} = localParticipant;
      localParticipant.publishTrack = (local, options) => {
        enabledAsSent = track.enabled;
        return publishTrack(local, options);
      };
    };
    await call.start();
    await until(published, 'the track is sent');
    expect(enabledAsSent).to.equal(false);
    expect(published()!.isMuted).to.equal(true);
    expect(track.enabled).to.equal(false);
  });

  it('stays muted as another one takes its place, and is heard when it is unmuted', async () => {
    call.session.setMicrophone(sound());
    await call.start();
    call.session.setMuted(true);
    await until(() => published()?.isMuted, 'it is muted');
    const other = sound();
    other.enabled = false;
    call.session.setMicrophone(other);
    await until(() => published()?.mediaStreamTrack === other, 'the other one is sent');
    expect([published()!.isMuted, other.enabled]).to.deep.equal([true, false]);
    call.session.setMuted(false);
    await until(() => !published()!.isMuted, 'it is unmuted');
    expect(other.enabled).to.equal(true);
  });

  it('is heard again after the library muted one that had ended', async () => {
    call.session.setMicrophone(sound());
    await call.start();
    await until(published, 'it is sent');
    Object.assign(published()!, {isMuted: true}); // As it does with a track that was unplugged.
    const other = sound();
    call.session.setMicrophone(other);
    await until(
      () => published()?.mediaStreamTrack === other && !published()!.isMuted,
      'the other one is heard',
    );
    expect(other.enabled).to.equal(true);
  });

  it('is taken back', async () => {
    call.session.setMicrophone(sound());
    await call.start();
    await until(published, 'it is sent');
    call.session.setMicrophone(null);
    await until(() => !published(), 'it is not sent any more');
  });
});
