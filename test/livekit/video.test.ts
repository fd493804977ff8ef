import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {Page} from 'puppeteer-core';
import {partOf, press, untilPhase} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {livekitAttributes, setLiveKitStage, type LiveKitStage} from './livekit-stage.js';

const agent = fileURLToPath(new URL('video_agent.py', import.meta.url));

/** What the agent told the page it saw. */
interface Sight {
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly colour: readonly [red: number, green: number, blue: number];
}

interface Told {
  readonly saw: Sight[];
  readonly gone: string[];
}

/** The agent tells what it sees by tools of the page. */
async function listen(page: Page): Promise<void> {
  await page.$eval('voice-assistant', element => {
    element.face = 'voice';
    const told: Told = {saw: [], gone: []};
    Object.assign(window, {told});
    const parameters = {type: 'object'};
    const saw = (sight: unknown) => told.saw.push(sight as Sight);
    const gone = (sight: unknown) => told.gone.push((sight as Sight).source);
    element.tools = [
      {name: 'saw', parameters, execute: saw},
      {name: 'saw_no_more', parameters, execute: gone},
    ];
  });
}

const told = (page: Page) => page.evaluate(() => (window as unknown as {told: Told}).told);
const snapshot = (page: Page) =>
  page.$eval('voice-assistant', ({snapshot: {camera, screen, capabilities, phase}}) => ({
    camera,
    screen,
    capabilities,
    phase,
  }));

/** The colour in the middle of a video, and how many frames of it were decoded. */
async function lookAt(page: Page, part: string): Promise<{colour: number[]; frames: number}> {
  const video = await page.$(`>>> [part="${part}"]`);
  if (!video) return {colour: [], frames: 0};
  return video.evaluate(element => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
    const context = canvas.getContext('2d')!;
    const picture = element as HTMLVideoElement;
    const {videoWidth: width, videoHeight: height} = picture;
    if (width) context.drawImage(picture, width / 2, height / 2, 1, 1, 0, 0, 1, 1);
    const frames = picture.getVideoPlaybackQuality().totalVideoFrames;
    return {colour: [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)], frames};
  });
}

/** Frames of video that the page has decoded in all its connections. */
const decoded = (page: Page) =>
  page.evaluate(async () => {
    let frames = 0;
    for (const peer of window.resources.peers)
      for (const report of (await peer.getStats()).values()) {
        const {type, kind, framesDecoded = 0} = report as {type: string; kind: string; framesDecoded: number};
        if (type === 'inbound-rtp' && kind === 'video') frames += framesDecoded;
      }
    return frames;
  });

const isRed = ([red = 0, green = 0, blue = 0]: readonly number[]) => red > 90 && green < 80 && blue < 80;

for (const roomName of ['room', 'avatar'])
  describe(`an agent that is seen, ${roomName === 'avatar' ? 'by its avatar' : 'by itself'}`, () => {
    let stage: LiveKitStage;
    let page: Page;

    before(async () => {
      stage = await setLiveKitStage({
        agent,
        roomName,
        sources: ['microphone', 'camera', 'screen_share'],
        browserFlags: ['--auto-select-desktop-capture-source=A page', '--auto-accept-this-tab-capture'],
      });
      page = await stage.openPage(`${livekitAttributes} muted`);
      await listen(page);
    });

    after(() => stage.close());

    it('is shown in the place of the orb, and moves', async () => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening', 30_000);
      await partOf(page, 'video');
      await until(async () => isRed((await lookAt(page, 'video')).colour), 'the agent is seen', 20_000);
      assert.equal(await page.$('>>> voice-waveform').then(orb => orb!.isVisible()), false);
      const {frames} = await lookAt(page, 'video');
      await until(async () => (await lookAt(page, 'video')).frames > frames + 3, 'it moves');
    });

    it('is not decoded while the panel is closed', async () => {
      await press(page, 'close');
      let [frames, changedAt] = [-1, 0];
      const stands = async () => {
        const now = await decoded(page);
        if (now !== frames) [frames, changedAt] = [now, performance.now()];
        return performance.now() - changedAt > 1_500; // Ten come in each second.
      };
      await until(stands, 'no frame is decoded', 10_000);
      await page.$eval('voice-assistant', element => element.show());
      await until(async () => (await decoded(page)) > frames, 'frames are decoded again', 10_000);
      await until(async () => isRed((await lookAt(page, 'video')).colour), 'the agent is seen', 10_000);
    });

    it('sees the camera of the person once they press its button', async () => {
      const {capabilities, camera} = await snapshot(page);
      assert.deepEqual(
        [capabilities?.camera, capabilities?.screen, capabilities?.video, camera],
        [true, true, true, undefined],
      );
      await press(page, 'camera');
      await until(async () => (await told(page)).saw.length, 'the agent sees something', 20_000);
      const [sight] = (await told(page)).saw;
      assert.equal(sight!.source, 'camera');
      assert.ok(sight!.width >= 320 && sight!.colour[1] > sight!.colour[0], JSON.stringify(sight));
      assert.equal((await snapshot(page)).camera, 'on');
      await until(async () => (await lookAt(page, 'preview')).frames > 3, 'the person sees themselves');
    });

    it('sees the screen beside it', async () => {
      await press(page, 'screen');
      await until(async () => (await told(page)).saw.length === 2, 'the agent sees the screen', 20_000);
      assert.equal((await told(page)).saw[1]!.source, 'screen');
      assert.equal((await snapshot(page)).screen, 'on');
    });

    it('sees them no more as the buttons are pressed again', async () => {
      await press(page, 'camera');
      await press(page, 'screen');
      await until(async () => (await told(page)).gone.length === 2, 'the agent sees nothing', 10_000);
      const {camera, screen} = await snapshot(page);
      assert.deepEqual([camera, screen], [undefined, undefined]);
      assert.equal(await page.$('>>> [part="preview"]'), null);
    });

    if (roomName === 'room')
      it('still sees the camera after the server was killed', async () => {
        await press(page, 'camera');
        await until(async () => (await snapshot(page)).camera === 'on', 'the camera is on', 20_000);
        const count = (await told(page)).saw.length;
        await stage.livekit.restartServer();
        await untilPhase(page, 'reconnecting', 30_000);
        await untilPhase(page, 'listening', 90_000);
        await until(async () => (await snapshot(page)).camera === 'on', 'the camera is on again', 30_000);
        await until(async () => (await told(page)).saw.length > count, 'the agent sees it again', 30_000);
        await until(async () => isRed((await lookAt(page, 'video')).colour), 'the agent is seen', 20_000);
      });

    it('leaves nothing open when the call is hung up', async () => {
      if ((await snapshot(page)).camera === undefined) await press(page, 'camera');
      await until(async () => (await snapshot(page)).camera === 'on', 'the camera is on', 20_000);
      await press(page, 'hang-up');
      await untilPhase(page, 'idle');
      const live = await page.evaluate(
        () => window.resources.tracks.filter(({readyState}) => readyState === 'live').length,
      );
      assert.equal(live, 0);
      assert.equal(await page.$('>>> voice-video'), null);
      assert.equal(await page.$('>>> voice-waveform').then(orb => orb!.isVisible()), true);
    });
  });
