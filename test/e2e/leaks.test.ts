import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {forgetResources, holdings} from './holdings.js';
import {setStage, type Stage} from './stage.js';
import {press, untilAtRest, untilPhase} from './widget.js';

const cycles = 20;
const warmUp = 4;

describe('starting and stopping', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await setStage();
    page = await stage.openPage();
  });

  after(() => stage.close());

  async function cycle(): Promise<void> {
    await press(page, 'talk');
    await untilPhase(page, 'listening');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
  }

  it(`leaks nothing in ${cycles} cycles`, async () => {
    const client = await page.createCDPSession();
    await client.send('Performance.enable');
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    for (let count = 0; count < warmUp; count++) await cycle();
    await untilAtRest(page);
    await forgetResources(page);
    const before = await holdings(client);
    for (let count = warmUp; count < cycles; count++) await cycle();
    await untilAtRest(page);

    const left = await page.evaluate(() => {
      const {timers, frames, tracks, peers, audioContexts, audioElements} = window.resources;
      return {
        timers,
        frames,
        audioElements: audioElements.length,
        liveTracks: tracks.filter(track => track.readyState === 'live').length,
        openPeers: peers.filter(peer => peer.connectionState !== 'closed').length,
        runningContexts: audioContexts.filter(context => context.state !== 'closed').length,
        made: peers.length,
      };
    });
    assert.deepEqual(left, {
      timers: 0,
      frames: 0,
      audioElements: 1,
      liveTracks: 0,
      openPeers: 0,
      runningContexts: 0,
      made: cycles - warmUp,
    });

    await forgetResources(page);
    const afterwards = await holdings(client);
    assert.ok(afterwards.nodes <= before.nodes + 20, `nodes: ${before.nodes} -> ${afterwards.nodes}`);
    assert.ok(
      afterwards.listeners <= before.listeners + 10,
      `listeners: ${before.listeners} -> ${afterwards.listeners}`,
    );
    assert.ok(afterwards.heap < before.heap + 500_000, `heap: ${before.heap} -> ${afterwards.heap}`);
  });

  it('releases everything when the element is removed in mid-call, and when it is removed while connecting', async () => {
    await press(page, 'talk');
    await untilPhase(page, 'listening');
    const reasons = await page.evaluate(async () => {
      const element = document.querySelector('voice-assistant')!;
      const heard: string[] = [];
      const ended = new Promise<void>(resolve =>
        element.addEventListener('voice-session-end', event => {
          heard.push(event.reason);
          resolve();
        }),
      );
      element.remove();
      await ended;
      document.body.append(element);
      const starting = element.start();
      element.remove();
      // It may be quicker than the removal is certain.
      await starting.catch(() => {});
      if (element.snapshot.phase !== 'idle')
        await new Promise(resolve => element.addEventListener('voice-session-end', resolve));
      return heard;
    });
    assert.deepEqual(new Set(reasons), new Set(['removed']));
    const live = await page.evaluate(() => ({
      tracks: window.resources.tracks.filter(track => track.readyState === 'live').length,
      peers: window.resources.peers.filter(peer => peer.connectionState !== 'closed').length,
    }));
    assert.deepEqual(live, {tracks: 0, peers: 0});
  });

  it('goes on when the element is moved within the page', async () => {
    const next = await stage.openPage();
    await press(next, 'launcher');
    await untilPhase(next, 'listening');
    const phase = await next.evaluate(async () => {
      const element = document.querySelector('voice-assistant')!;
      document.body.prepend(element);
      element.remove();
      for (let task = 0; task < 3; task++) await new Promise(resolve => setTimeout(resolve));
      document.body.append(element);
      return element.snapshot.phase;
    });
    assert.equal(phase, 'listening');
  });
});
