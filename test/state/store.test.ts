import {expect} from '@open-wc/testing';
import type {Effect} from '../../src/state/phase.js';
import {VoiceStore} from '../../src/state/store.js';

describe('VoiceStore', () => {
  it('processes events in order when a listener sends another', () => {
    const store = new VoiceStore(() => {});
    const phases: string[] = [];
    store.subscribe(snapshot => {
      if (snapshot.phase === 'requesting-microphone') store.send({type: 'microphone-opened'});
      phases.push(snapshot.phase);
    });
    store.send({type: 'start'});
    expect(phases).to.deep.equal(['requesting-microphone', 'connecting']);
  });

  it('runs effects before listeners are told, on the new snapshot', () => {
    const seen: [Effect, string][] = [];
    const store = new VoiceStore(effect => seen.push([effect, store.snapshot.phase]));
    store.send({type: 'start'});
    expect(seen).to.deep.equal([
      ['open-session', 'requesting-microphone'],
      ['open-microphone', 'requesting-microphone'],
    ]);
  });

  it('tells no listener of an ignored event', () => {
    const store = new VoiceStore(() => {});
    store.subscribe(() => expect.fail('told'));
    store.send({type: 'playback-started'});
  });

  it('ends a subscription', () => {
    const store = new VoiceStore(() => {});
    store.subscribe(() => expect.fail('told'))();
    store.send({type: 'start'});
  });
});
