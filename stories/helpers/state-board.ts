import {html, type TemplateResult} from 'lit';
import {initialSnapshot, type Snapshot} from '../../src/state/snapshot.js';
import {levelsOf} from './recorded-levels.js';

interface BoardState {
  readonly name: string;
  readonly snapshot: Partial<Snapshot>;
  readonly speaker?: 'person' | 'assistant';
}

const states: readonly BoardState[] = [
  {name: 'idle', snapshot: {phase: 'idle'}},
  {name: 'connecting', snapshot: {phase: 'connecting'}},
  {name: 'listening', snapshot: {phase: 'listening'}},
  {name: 'the person speaks', snapshot: {phase: 'listening', userSpeaking: true}, speaker: 'person'},
  {name: 'thinking', snapshot: {phase: 'thinking'}},
  {name: 'speaking', snapshot: {phase: 'speaking'}, speaker: 'assistant'},
  {name: 'muted', snapshot: {phase: 'listening', muted: true}},
  {name: 'typing', snapshot: {phase: 'listening', textOnly: true}},
  {name: 'reconnecting', snapshot: {phase: 'reconnecting'}},
  {name: 'failed', snapshot: {phase: 'failed'}},
];

/** A face to stand in the ring, without any file. */
const portrait = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#d9a98c"/>
  <circle cx="20" cy="17" r="8" fill="#6b4634"/><circle cx="20" cy="42" r="15" fill="#2f6b5e"/></svg>`,
)}`;

/** Every state in every picture, with both voices as they were in a call. */
export function stateBoard(): TemplateResult {
  return html`<style>
      .board {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(210px, 1fr));
        gap: 24px;
      }
      .board section {
        display: grid;
        grid-template-columns: auto auto 1fr;
        align-items: center;
        gap: 8px;
      }
      .board h3 {
        grid-column: 1 / -1;
        margin: 0;
        font:
          600 1rem/1.4 system-ui,
          sans-serif;
      }
      .board .large {
        grid-column: 1 / -1;
        inline-size: 176px;
        block-size: 176px;
      }
      .board .dock {
        inline-size: 44px;
        block-size: 44px;
      }
      .board .line {
        grid-column: 1 / -1;
        inline-size: 100%;
        block-size: 56px;
      }
    </style>
    <div class="board">${states.map(column)}</div>`;
}

function column({name, snapshot, speaker}: BoardState, index: number): TemplateResult {
  const id = `state-${index}`;
  return html`<section>
    <h3>${name}</h3>
    <div
      id=${id}
      hidden
      .snapshot=${{...initialSnapshot, ...snapshot}}
      .levels=${levelsOf(speaker ?? null)}
      .subscribe=${() => () => {}}
    ></div>
    <voice-waveform class="large" for=${id} visualizer="orb"></voice-waveform>
    <voice-waveform class="dock" for=${id} visualizer="orb"></voice-waveform>
    <voice-waveform class="dock" for=${id} visualizer="orb"><img src=${portrait} alt="" /></voice-waveform>
    <voice-waveform class="line" for=${id} visualizer="bars"></voice-waveform>
    <voice-waveform class="line" for=${id} visualizer="wave"></voice-waveform>
  </section>`;
}
