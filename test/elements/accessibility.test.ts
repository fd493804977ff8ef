import {expect} from '@open-wc/testing';
import {talk} from '../../stories/helpers/conversations.js';
import {phases, type Phase} from '../../src/state/phase.js';
import {until} from '../../stories/helpers/scene.js';
import {hasPiece} from '../helpers/assistants.js';
import {assistantAt, type Scene} from '../helpers/scenes.js';

/** What shows beside the conversation itself; the panel holds every other element. */
const panels = {
  conversation: {},
  settings: {then: assistant => assistant.showSettings()},
} satisfies Record<string, Scene>;

/** Nobody has said anything yet. */
const withoutTurns = new Set<Phase>(['idle', 'requesting-microphone', 'connecting']);

/** The settings know only whether there is a call. */
const ofSettings = new Set<Phase>(['idle', 'listening']);

describe('axe finds nothing', () => {
  for (const theme of ['light', 'dark'] as const)
    for (const dir of ['ltr', 'rtl'] as const)
      for (const phase of phases)
        it(`in ${phase}, ${theme}, ${dir}`, async () => {
          // The colours of a panel on its way in are not those of one that is there.
          for (const [name, panel] of Object.entries(panels)) {
            if (name === 'settings' && !ofSettings.has(phase)) continue;
            const assistant = await assistantAt(
              {phase, turns: withoutTurns.has(phase) ? [] : talk, ...panel},
              {theme, dir, captions: 'on', feedback: 'both', voices: 'alloy, verse'},
            );
            const shown = name === 'settings' ? 'settings' : 'controls';
            await until(() => hasPiece(assistant, shown), `the ${shown} show`);
            const panelAnimations = assistant.shadowRoot!.querySelector('.panel')!.getAnimations();
            for (const animation of panelAnimations) animation.finish();
            await expect(assistant, name).to.be.accessible();
            assistant.stop();
            assistant.remove();
          }
        });
});
