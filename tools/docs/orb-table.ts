import {orbLooks, type OrbLook} from '../../src/elements/voice-waveform/orb-looks.js';
import {voiceStates} from '../../src/elements/voice-waveform/voice-state.js';

const columns: readonly (readonly [key: keyof OrbLook, title: string])[] = [
  ['size', 'size'],
  ['chroma', 'colour'],
  ['pale', 'pale'],
  ['unrest', 'unrest'],
  ['halo', 'halo'],
  ['rings', 'rings'],
  ['arc', 'arc'],
  ['comet', 'comet'],
  ['dashes', 'broken ring'],
  ['slash', 'microphone, crossed out'],
  ['alarm', 'exclamation mark'],
];

/** How the orb looks in each state, for people. */
export function orbTableMarkdown(): string {
  return [
    `| state | ${columns.map(([, title]) => title).join(' | ')} |`,
    `| --- |${columns.map(() => ' --- |').join('')}`,
    ...voiceStates.map(
      state => `| ${state} | ${columns.map(([key]) => orbLooks[state][key] || '').join(' | ')} |`,
    ),
  ].join('\n');
}
