import {expect} from '@open-wc/testing';
import {talk} from '../../stories/helpers/conversations.js';
import {troubledReport} from '../../stories/helpers/diagnosis.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent} from '../../src/events/tools.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {phases, type Phase} from '../../src/state/phase.js';
import {arrived, assistantWith, hasPart, partOf} from '../helpers/assistants.js';
import {assistantAt, type Scene} from '../helpers/scenes.js';
import {until} from '../helpers/until.js';

/** What shows beside the conversation itself, and in which phases; the panel holds every other element. */
interface Extra {
  readonly in: readonly Phase[];
  /** The part by which one knows that it is there. */
  readonly part: string;
  readonly scene?: Scene;
  readonly settings?: Partial<VoiceAssistant>;
}

const inCall: readonly Phase[] = ['listening', 'thinking', 'speaking'];

const extras: Readonly<Record<string, Extra>> = {
  settings: {
    in: ['idle', 'listening'],
    part: 'settings',
    scene: {then: assistant => assistant.showSettings()},
  },
  'a tool that asks first': {
    in: [...inCall, 'reconnecting'],
    part: 'approval',
    scene: {
      then: assistant => {
        const call = new VoiceToolCallEvent('order', 'call-1', {flowers: 'roses', options: {gift: true}});
        assistant.dispatchEvent(new VoiceToolApprovalEvent(call, 'Order', new AbortController().signal));
      },
    },
  },
  'the question of consent': {
    in: ['idle'],
    part: 'consent',
    scene: {
      then: assistant => {
        assistant.consent = 'required';
        assistant.start().catch(() => {}); // The user never agrees.
      },
    },
  },
  'an error that does not end it': {in: inCall, part: 'error', scene: {error: 'tool-failed'}},
  'a diagnosis': {
    in: ['failed'],
    part: 'check-again',
    scene: {
      then: async assistant => {
        assistant.diagnose = () => Promise.resolve(troubledReport({}));
        assistant.show();
        await until(() => hasPart(assistant, 'diagnose'), 'a check is offered');
        partOf(assistant, 'diagnose').click();
      },
    },
  },
  'the offer of captions': {in: inCall, part: 'quality', scene: {poor: true}, settings: {captions: 'off'}},
  'the overlay for developers': {in: phases, part: 'debug', settings: {debug: true}},
  'the button to hold': {in: inCall, part: 'talk', settings: {turnDetection: 'push-to-talk'}},
};

/** Nothing has been said yet. */
const withoutTurns = new Set<Phase>(['idle', 'requesting-microphone', 'connecting']);

describe('axe finds nothing', () => {
  let assistant: VoiceAssistant;
  afterEach(() => assistant.stop());

  for (const theme of ['light', 'dark'] as const)
    it(`on the launcher alone, ${theme}`, async () => {
      assistant = await assistantWith();
      assistant.theme = theme;
      await assistant.updateComplete;
      await expect(assistant).to.be.accessible();
    });

  for (const theme of ['light', 'dark'] as const)
    for (const dir of ['ltr', 'rtl'] as const)
      for (const phase of phases) {
        const check = (what: string, {part, scene, settings}: Omit<Extra, 'in'>) =>
          it(`in ${phase}, ${theme}, ${dir}: ${what}`, async () => {
            assistant = await assistantAt(
              {phase, turns: withoutTurns.has(phase) ? [] : talk, ...scene},
              {theme, dir, captions: 'on', feedback: 'both', voices: 'alloy, verse', ...settings},
            );
            await until(() => hasPart(assistant, part), `the ${part} shows`);
            arrived(assistant);
            await expect(assistant).to.be.accessible();
          });
        check('a conversation', {part: 'controls'});
        for (const [name, extra] of Object.entries(extras)) if (extra.in.includes(phase)) check(name, extra);
      }
});
