import {expect} from '@open-wc/testing';
import {draw} from '../../src/elements/voice-waveform/orb.js';
import {Motion} from '../../src/elements/voice-waveform/motion.js';
import type {Surface} from '../../src/elements/voice-waveform/visualizer.js';
import {voiceStates, type VoiceState} from '../../src/elements/voice-waveform/voice-state.js';
import {initialSnapshot, type Snapshot} from '../../src/state/snapshot.js';

/** The size in the dock, in pixels. */
const size = 44;
/** Of a Gaussian blur: what is left is what is seen at a glance. */
const sigma = 2;

interface Look {
  readonly page: string;
  readonly colors: Surface['colors'];
  readonly hollow?: boolean;
  readonly flat?: boolean;
}

const transparent = 'oklch(0 0 0 / 0)';
const light: Look = {
  page: '#fff',
  colors: {
    assistant: 'oklch(0.51 0.087 183)',
    second: transparent,
    person: 'oklch(0.235 0.019 181)',
    quiet: 'oklch(0.49 0.02 178)',
    danger: 'oklch(0.53 0.19 28)',
  },
};
const dark: Look = {
  page: '#141a1b',
  colors: {
    assistant: 'oklch(0.855 0.125 181)',
    second: transparent,
    person: 'oklch(0.95 0.01 180)',
    quiet: 'oklch(0.76 0.018 180)',
    danger: 'oklch(0.63 0.19 23)',
  },
};
const looks: Readonly<Record<string, Look>> = {
  light,
  dark,
  'a black accent': {...light, colors: {...light.colors, assistant: 'oklch(0.2 0 none)'}},
  'a yellow accent': {...light, colors: {...light.colors, assistant: 'oklch(0.86 0.17 92)'}},
  'a red accent': {...light, colors: {...light.colors, assistant: 'oklch(0.6 0.22 27)'}},
  'around a picture': {...light, hollow: true},
  'forced colours': {
    page: '#000',
    flat: true,
    colors: {
      assistant: 'oklch(0.9 0.15 195)',
      second: transparent,
      person: 'oklch(1 0 none)',
      quiet: 'oklch(0.8 0.2 140)',
      danger: 'oklch(1 0 none)',
    },
  },
};

function snapshotOf(state: VoiceState): Snapshot {
  const phase = state === 'muted' || state === 'written' ? 'listening' : state;
  return {...initialSnapshot, phase, muted: state === 'muted', textOnly: state === 'written'};
}

/** A state at rest on the colour of a page, as shades of grey from 0 to 1. */
function greyOf(snapshot: Snapshot, {page, colors, hollow = false, flat = false}: Look): Float64Array {
  const canvas = Object.assign(document.createElement('canvas'), {width: size, height: size});
  const context = canvas.getContext('2d', {willReadFrequently: true})!;
  const motion = new Motion();
  motion.rest(snapshot);
  draw({context, colors, width: size, height: size, scale: 1, flat, hollow}, motion);
  context.globalCompositeOperation = 'destination-over';
  if (hollow) {
    context.fillStyle = '#8a6d5a';
    context.beginPath();
    context.arc(size / 2, size / 2, size * 0.36, 0, Math.PI * 2);
    context.fill();
  }
  context.fillStyle = page;
  context.fillRect(0, 0, size, size);
  const {data} = context.getImageData(0, 0, size, size);
  return Float64Array.from(
    {length: size * size},
    (_, at) => (0.299 * data[at * 4]! + 0.587 * data[at * 4 + 1]! + 0.114 * data[at * 4 + 2]!) / 255,
  );
}

/** Along each row; of a picture that is turned, along each column. */
function blurredRows(grey: Float64Array): Float64Array {
  return grey.map((_, at) => {
    const row = Math.floor(at / size) * size;
    let sum = 0;
    let weights = 0;
    for (let far = -3 * sigma; far <= 3 * sigma; far++) {
      const weight = Math.exp(-(far * far) / (2 * sigma * sigma));
      sum += grey[row + Math.min(size - 1, Math.max(0, at - row + far))]! * weight;
      weights += weight;
    }
    return sum / weights;
  });
}

function turned(grey: Float64Array): Float64Array {
  return grey.map((_, at) => grey[(at % size) * size + Math.floor(at / size)]!);
}

const atAGlance = (state: VoiceState, look: Look) =>
  turned(blurredRows(turned(blurredRows(greyOf(snapshotOf(state), look)))));

/** Root mean square, of a range of 1. */
function difference(one: Float64Array, other: Float64Array): number {
  return Math.sqrt(one.reduce((sum, grey, at) => sum + (grey - other[at]!) ** 2, 0) / one.length);
}

const states = voiceStates.filter(state => state !== 'written');

describe('The orb at 44 pixels, without colours and blurred', () => {
  for (const [name, look] of Object.entries(looks)) {
    it(`is another picture in each of the eight states: ${name}`, () => {
      const pictures = states.map(state => atAGlance(state, look));
      const alike = states.flatMap((state, at) =>
        states.slice(at + 1).flatMap((other, after) => {
          const found = difference(pictures[at]!, pictures[at + 1 + after]!);
          return found < 0.04 ? [`${state} and ${other}: ${found.toFixed(3)}`] : [];
        }),
      );
      expect(alike).to.deep.equal([]);
    });

    it(`never looks as if it listened while it does not: ${name}`, () => {
      const listening = atAGlance('listening', look);
      for (const state of ['muted', 'written'] as const)
        expect(difference(listening, atAGlance(state, look)), state).to.be.at.least(0.08);
    });
  }
});
