import {html, nothing, type TemplateResult} from 'lit';
import type {Preferences} from '../../conversation/index.js';
import {fill} from '../../localize/fill.js';
import type {SettingsStrings} from '../../localize/strings.js';
import {capabilitiesOf} from '../capabilities-of.js';
import type {SettingsHost} from '../settings-host.js';
import {rangeField, selectField, type Choice} from './fields.js';

/** What servers take a turn to be over after, unless they are told otherwise, in milliseconds. */
const defaultSilenceMs = 500;

/**
 * Who ends a turn and how soon, and which noise is taken out before; of that, what the backend can follow. Where both
 * sides speak at once no turn ends, and all that is left is when the microphone is on.
 */
export function renderTurnTaking(
  assistant: SettingsHost | null,
  words: SettingsStrings,
  apply: (preferences: Preferences) => void,
): TemplateResult | typeof nothing {
  const can = capabilitiesOf(assistant);
  const choices: Choice[] = [['', words.turnAutomatic]];
  if (can?.turns !== false)
    choices.push(['semantic-vad', words.turnSemantic], ['server-vad', words.turnSilence]);
  if (can?.pushToTalk !== false) choices.push(['push-to-talk', words.turnPushToTalk]);
  const reducesNoise = can?.reads?.includes('noiseReduction') !== false;
  if (choices.length === 1 && !reducesNoise) return nothing;

  const wanted = assistant?.turnDetection ?? '';
  const detection = choices.some(([value]) => value === wanted) ? wanted : '';
  const eagerness = assistant?.vadEagerness;
  const silence = assistant?.vadSilenceMs ?? defaultSilenceMs;
  return html`<section>
    ${
      choices.length > 1
        ? selectField({
            id: 'turn-taking',
            label: words.turnTaking,
            value: detection,
            choices,
            // A detail would imply the kind of detection that it belongs to.
            choose: kind =>
              apply({
                turnDetection: kind || undefined,
                ...(!kind && {vadEagerness: undefined, vadSilenceMs: undefined}),
              }),
          })
        : nothing
    }
    ${
      detection === 'semantic-vad'
        ? selectField({
            id: 'eagerness',
            label: words.eagerness,
            value: eagerness === 'low' || eagerness === 'high' ? eagerness : 'medium',
            choices: [
              ['low', words.eagernessLow],
              ['medium', words.eagernessMedium],
              ['high', words.eagernessHigh],
            ],
            choose: value => apply({vadEagerness: value}),
          })
        : nothing
    }
    ${
      detection === 'server-vad'
        ? rangeField({
            id: 'silence-time',
            label: words.silenceTime,
            value: silence,
            text: fill(words.milliseconds, {number: silence}, assistant?.locale?.language),
            limits: [200, 2000, 100],
            // One message to the server, not one for each step on the way.
            choose: value => apply({vadSilenceMs: value}),
          })
        : nothing
    }
    ${
      reducesNoise
        ? selectField({
            id: 'noise-reduction',
            label: words.noiseReduction,
            value: assistant?.noiseReduction ?? '',
            choices: [
              ['', words.noiseAutomatic],
              ['near-field', words.noiseNear],
              ['far-field', words.noiseFar],
              ['off', words.noiseOff],
            ],
            choose: kind => apply({noiseReduction: kind || undefined}),
          })
        : nothing
    }
  </section>`;
}
