import {expect} from '@open-wc/testing';
import {sessionUpdate} from '../../../src/backends/openai-realtime/configuration.js';
import {changesSince} from '../../../src/backends/openai-realtime/reconfigure.js';
import type {WireObject} from '../../../src/session/json.js';
import type {SessionSettings} from '../../../src/session/settings.js';

const update = (session: object) => ({type: 'session.update', session: {type: 'realtime', ...session}});
const input = (settings: object) => update({audio: {input: settings}});
const changes = (before: SessionSettings, after: SessionSettings, initialSession: WireObject = {}) =>
  changesSince(sessionUpdate(before), sessionUpdate(after), initialSession);

describe('What is sent when settings change in the middle of a call', () => {
  it('is only what changed', () => {
    expect(changes({}, {})).to.equal(null);
    expect(changes({instructions: 'Be brief.'}, {instructions: 'Be brief.'})).to.equal(null);
    expect(
      changes(
        {turnDetection: 'server-vad', noiseReduction: 'off'},
        {turnDetection: 'server-vad', noiseReduction: 'near-field'},
      ),
    ).to.deep.equal(input({noise_reduction: {type: 'near_field'}}));
    expect(
      changes(
        {instructions: 'Be brief.', vadEagerness: 'low'},
        {instructions: 'Be brief.', vadEagerness: 'high'},
      ),
    ).to.deep.equal(input({turn_detection: {type: 'semantic_vad', eagerness: 'high'}}));
    expect(changes({}, {speed: 1.2})).to.deep.equal(update({audio: {output: {speed: 1.2}}}));
  });

  it('is push-to-talk, and the way back to what the server had', () => {
    const own = {type: 'semantic_vad', eagerness: 'low'};
    expect(changes({}, {turnDetection: 'push-to-talk'})).to.deep.equal(input({turn_detection: null}));
    const back = (initialSession: WireObject) => changes({turnDetection: 'push-to-talk'}, {}, initialSession);
    expect(back({audio: {input: {turn_detection: own}}})).to.deep.equal(input({turn_detection: own}));
    expect(back({turn_detection: own}), 'as older servers say it').to.deep.equal(
      input({turn_detection: own}),
    );
    expect(back({audio: {input: {turn_detection: null}}}), 'it had none').to.equal(null);
    for (const odd of [{}, {audio: null}, {audio: 7}, {audio: {input: 'none'}}, {audio: {input: null}}])
      expect(back(odd), JSON.stringify(odd)).to.deep.equal(input({turn_detection: {type: 'server_vad'}}));
  });

  it('takes noise reduction back', () => {
    expect(changes({noiseReduction: 'far-field'}, {})).to.deep.equal(input({noise_reduction: null}));
    const own = {audio: {input: {noise_reduction: {type: 'near_field'}}}};
    expect(changes({noiseReduction: 'off'}, {}, own)).to.deep.equal(
      input({noise_reduction: {type: 'near_field'}}),
    );
  });

  it('is never a voice: it stands from the first sound on', () => {
    expect(changes({voice: 'marin'}, {voice: 'cedar'})).to.equal(null);
    expect(changes({voice: 'marin'}, {voice: 'cedar', speed: 1.2})).to.deep.equal(
      update({audio: {output: {speed: 1.2}}}),
    );
  });
});
