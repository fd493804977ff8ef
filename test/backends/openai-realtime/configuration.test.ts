import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {sessionUpdate} from '../../../src/backends/openai-realtime/configuration.js';
import {setsSomething, type SessionSettings} from '../../../src/session/settings.js';

const update = (session: object) => ({type: 'session.update', session: {type: 'realtime', ...session}});
const input = (settings: object) => update({audio: {input: settings}});
const output = (settings: object) => update({audio: {output: settings}});
const detection = (settings: object | null) => input({turn_detection: settings});

const alone: readonly (readonly [SessionSettings, object])[] = [
  [{instructions: 'Be brief.'}, update({instructions: 'Be brief.'})],
  [{voice: 'marin'}, output({voice: 'marin'})],
  [{speed: 1.25}, output({speed: 1.25})],
  [{language: 'de'}, input({transcription: {language: 'de'}})],
  [{noiseReduction: 'near-field'}, input({noise_reduction: {type: 'near_field'}})],
  [{noiseReduction: 'far-field'}, input({noise_reduction: {type: 'far_field'}})],
  [{noiseReduction: 'off'}, input({noise_reduction: null})],
  [{turnDetection: 'semantic-vad'}, detection({type: 'semantic_vad'})],
  [{turnDetection: 'server-vad'}, detection({type: 'server_vad'})],
  [{turnDetection: 'push-to-talk'}, detection(null)],
  [{vadEagerness: 'low'}, detection({type: 'semantic_vad', eagerness: 'low'})],
  [{vadThreshold: 0.7}, detection({type: 'server_vad', threshold: 0.7})],
  [{vadThreshold: 0}, detection({type: 'server_vad', threshold: 0})],
  [{vadSilenceMs: 300}, detection({type: 'server_vad', silence_duration_ms: 300})],
  [{vadPrefixMs: 0}, detection({type: 'server_vad', prefix_padding_ms: 0})],
];

describe('The configuration that is sent', () => {
  it('is none where the page set nothing', () => {
    expect(sessionUpdate({})).to.equal(null);
    expect(sessionUpdate({instructions: undefined, voice: '', language: ''})).to.equal(null);
  });

  it('is known to be some, where there is some, before it is loaded', () => {
    for (const [configuration] of alone) expect(setsSomething(configuration)).to.equal(true);
    expect(setsSomething({answers: 'written'})).to.equal(true);
    for (const none of [
      {},
      {bargeIn: 'on', answers: 'auto', voice: ''},
      {bargeIn: 'off'},
    ] as SessionSettings[])
      expect(setsSomething(none)).to.equal(sessionUpdate(none) !== null);
  });

  for (const [configuration, sent] of alone) {
    it(`is for ${JSON.stringify(configuration)} that and nothing else`, () => {
      expect(sessionUpdate(configuration)).to.deep.equal(sent);
    });
  }

  it('joins what belongs together', () => {
    const configuration: SessionSettings = {
      instructions: 'Be brief.',
      voice: 'marin',
      speed: 0.9,
      language: 'fr',
      noiseReduction: 'off',
      turnDetection: 'server-vad',
      vadThreshold: 0.4,
      vadSilenceMs: 800,
      vadPrefixMs: 200,
    };
    expect(sessionUpdate(configuration)).to.deep.equal(
      update({
        instructions: 'Be brief.',
        audio: {
          input: {
            noise_reduction: null,
            transcription: {language: 'fr'},
            turn_detection: {
              type: 'server_vad',
              threshold: 0.4,
              silence_duration_ms: 800,
              prefix_padding_ms: 200,
            },
          },
          output: {voice: 'marin', speed: 0.9},
        },
      }),
    );
  });

  it('leaves out details that do not belong to the kind of turn detection', () => {
    expect(sessionUpdate({turnDetection: 'semantic-vad', vadThreshold: 0.5})).to.deep.equal(
      detection({type: 'semantic_vad'}),
    );
    expect(sessionUpdate({turnDetection: 'server-vad', vadEagerness: 'high'})).to.deep.equal(
      detection({type: 'server_vad'}),
    );
    expect(sessionUpdate({turnDetection: 'push-to-talk', vadSilenceMs: 5})).to.deep.equal(detection(null));
  });

  it('never holds anything that is not set (every combination of settings)', () => {
    const settings = fc.record<SessionSettings>(
      {
        instructions: fc.constantFrom('', 'Be brief.'),
        voice: fc.constantFrom('', 'marin'),
        speed: fc.constantFrom(1),
        language: fc.constantFrom('', 'de'),
        turnDetection: fc.constantFrom('semantic-vad', 'server-vad', 'push-to-talk'),
        vadEagerness: fc.constantFrom('low', 'auto'),
        vadThreshold: fc.constantFrom(0, 0.5),
        vadSilenceMs: fc.constantFrom(0, 500),
        vadPrefixMs: fc.constantFrom(0, 300),
        noiseReduction: fc.constantFrom('near-field', 'off'),
      },
      {requiredKeys: []},
    );
    fc.assert(
      fc.property(settings, configuration => {
        const sent = sessionUpdate(configuration);
        // No undefined, no empty string and no empty object, however deep.
        const hollow = (value: unknown): boolean =>
          value === undefined ||
          value === '' ||
          (typeof value === 'object' &&
            value !== null &&
            (!Object.keys(value).length || Object.values(value).some(hollow)));
        return sent === null || !hollow(sent);
      }),
      {numRuns: 2_000},
    );
  });
});
