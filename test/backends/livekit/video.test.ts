import {expect} from '@open-wc/testing';
import {Picture} from '../../helpers/picture.js';
import {rejection} from '../../helpers/rejection.js';
import {until} from '../../helpers/until.js';
import {RoomCallOfTest} from './room-call.js';
import {VideoOfTest} from './video-of-test.js';

describe('Video in a room', () => {
  let call: RoomCallOfTest;
  const pictures: Picture[] = [];
  const picture = () => (pictures.push(new Picture()), pictures.at(-1)!.track);
  /** The tracks that were shown, in order; null where there was none any more. */
  const shown = () => call.of('video').map(({stream}) => stream?.getVideoTracks()[0] ?? null);
  const untilShown = (track: MediaStreamTrack | null) =>
    until(() => shown().length && shown().at(-1) === track, 'the video is shown');

  beforeEach(async () => {
    call = new RoomCallOfTest();
    await call.start();
  });
  afterEach(() => {
    call.session.stop();
    for (const one of pictures.splice(0)) one.stop();
  });

  it('is that of the agent, and comes once it is seen, as large as it is shown', async () => {
    const track = picture();
    const video = new VideoOfTest(call.room, track);
    await untilShown(track);
    expect(video.isEnabled).to.equal(false);
    call.session.watchVideo({width: 320, height: 240});
    await until(() => video.isEnabled, 'it comes');
    expect(video.size).to.deep.equal({width: 320, height: 240});
    call.session.watchVideo(null);
    await until(() => !video.isEnabled, 'nothing of it comes');
  });

  it('is that of the avatar that shows and speaks for the agent', async () => {
    const track = picture();
    new VideoOfTest(call.room, track, {identity: 'avatar', behalf: 'agent'});
    await untilShown(track);
  });

  it('of others is not shown, and does not come', async () => {
    const other = new VideoOfTest(call.room, picture(), {identity: 'stranger'});
    await until(() => !other.isEnabled, 'it does not come');
    const forAnother = new VideoOfTest(call.room, picture(), {identity: 'fake', behalf: 'stranger'});
    await until(() => !forAnother.isEnabled, 'it does not come');
    expect(shown()).to.deep.equal([]);
  });

  it('is the face of the agent, rather than what it shows beside that', async () => {
    const [screen, face] = [picture(), picture()];
    const slides = new VideoOfTest(call.room, screen, {source: 'screen_share'});
    await untilShown(screen);
    const camera = new VideoOfTest(call.room, face);
    await untilShown(face);
    expect(slides.isEnabled).to.equal(false);
    camera.end();
    await untilShown(screen);
  });

  it('goes as it ends, and while the agent has turned it off', async () => {
    const track = picture();
    const video = new VideoOfTest(call.room, track);
    await untilShown(track);
    video.mute(true);
    await untilShown(null);
    video.mute(false);
    await untilShown(track);
    video.end();
    await untilShown(null);
    expect(shown()).to.deep.equal([track, null, track, null]);
  });

  it('goes with the participant', async () => {
    const track = picture();
    new VideoOfTest(call.room, track, {identity: 'avatar', behalf: 'agent'});
    await untilShown(track);
    const avatar = call.room.remoteParticipants.get('avatar');
    call.room.remoteParticipants.delete('avatar');
    call.room.emit('participantDisconnected', avatar);
    await untilShown(null);
  });

  it('is said to be possible before a call', () => {
    expect(call.session.capabilities).to.include({video: true, camera: false, screen: false});
  });
});

describe('Camera and screen in a room', () => {
  let call: RoomCallOfTest;
  const pictures: Picture[] = [];
  const picture = () => (pictures.push(new Picture()), pictures.at(-1)!.track);
  const sent = () => Object.fromEntries(call.room.videos);
  const allowed = () => {
    const {camera, screen} = call.of('capabilities-changed').at(-1)!.capabilities!;
    return {camera, screen};
  };

  beforeEach(() => (call = new RoomCallOfTest()));
  afterEach(() => {
    call.session.stop();
    for (const one of pictures.splice(0)) one.stop();
  });

  for (const [sources, can] of [
    [[2], {camera: false, screen: false}],
    [[1, 2], {camera: true, screen: false}],
    [[2, 3, 4], {camera: false, screen: true}],
    [[], {camera: false, screen: false}],
  ] as const)
    it(`are offered as the token names them: ${sources.join()}`, async () => {
      call.prepare = ({localParticipant}) =>
        (localParticipant.permissions = {canPublish: true, canPublishSources: [...sources]});
      await call.start();
      expect(allowed()).to.deep.equal(can);
    });

  it('are not offered to one who may send nothing, and follow what the host changes', async () => {
    call.prepare = ({localParticipant}) =>
      (localParticipant.permissions = {canPublish: false, canPublishSources: [1, 3]});
    await call.start();
    expect(allowed()).to.deep.equal({camera: false, screen: false});
    call.room.localParticipant.permissions.canPublish = true;
    call.room.emit('participantPermissionsChanged');
    expect(allowed()).to.deep.equal({camera: true, screen: true});
  });

  it('are sent by their sources, one of each, and taken back', async () => {
    await call.start();
    const [camera, other, screen] = [picture(), picture(), picture()];
    await call.session.setCamera(camera);
    await call.session.setScreen(screen);
    expect(sent()).to.deep.equal({camera, screen_share: screen});
    await call.session.setCamera(other);
    await call.session.setCamera(other);
    expect(sent()).to.deep.equal({camera: other, screen_share: screen});
    await Promise.all([call.session.setCamera(null), call.session.setScreen(null)]);
    expect(sent()).to.deep.equal({});
    // They are the page's to end.
    expect([camera, other, screen].map(({readyState}) => readyState)).to.deep.equal(['live', 'live', 'live']);
  });

  it('that are refused say so, and can be sent later', async () => {
    await call.start();
    call.room.refuses = new Error('Insufficient permissions');
    expect(await rejection(call.session.setCamera(picture()))).to.equal(call.room.refuses);
    call.room.refuses = null;
    call.room.videos.clear();
    const camera = picture();
    await call.session.setCamera(camera);
    expect(sent()).to.deep.equal({camera});
  });
});
