import type {VoiceRawEvent} from '../../events/raw.js';
import type {
  VoiceErrorEvent,
  VoicePhaseChangeEvent,
  VoiceQualityEvent,
  VoiceSessionEndEvent,
} from '../../events/index.js';

/** One line of the journal. */
export interface Entry {
  /** Milliseconds since the page was opened. */
  readonly at: number;
  readonly name: string;
  /** What it says, in figures and codes; never what was said, nor what a tool was given. */
  readonly facts: string;
}

/** More are not looked at while a conversation runs. */
const maxEntries = 100;

/** What is noted of an event beside its name. */
const factsOf: Readonly<Record<string, (event: never) => string>> = {
  'voice-start-request': () => '',
  'voice-stop-request': () => '',
  'voice-send-request': () => '',
  'voice-interrupt-request': () => '',
  'voice-phase-change': ({phase, previous}: VoicePhaseChangeEvent) => `${previous} → ${phase}`,
  'voice-session-start': () => '',
  'voice-session-end': ({reason, durationMs}: VoiceSessionEndEvent) =>
    `${reason}, ${Math.round(durationMs / 1000)} s`,
  'voice-user-speech': ({active}: {active: boolean}) => (active ? 'begins' : 'ends'),
  'voice-interrupted': ({heardMs}: {heardMs: number}) => `after ${Math.round(heardMs)} ms`,
  'voice-message': ({turn}: {turn: {role: string; text: string}}) =>
    `${turn.role}, ${turn.text.length} characters`,
  'voice-transcription-failed': () => '',
  'voice-tool-call': ({name}: {name: string}) => name,
  'voice-tool-result': ({name}: {name: string}) => name,
  'voice-tool-approval': ({name}: {name: string}) => name,
  'voice-guardrail': ({name}: {name: string}) => name,
  'voice-device-change': ({inputs, outputs}: {inputs: readonly unknown[]; outputs: readonly unknown[]}) =>
    `${inputs.length} in, ${outputs.length} out`,
  'voice-end-warning': ({reason}: {reason: string}) => reason,
  'voice-quality': ({quality, roundTripMs, lossRatio, jitterMs}: VoiceQualityEvent) =>
    `${quality}: ${Math.round(roundTripMs)} ms, ${(lossRatio * 100).toFixed(1)} % lost, jitter ${Math.round(jitterMs)} ms`,
  'voice-metrics': (event: object) => figuresOf(event),
  'voice-error': ({error}: VoiceErrorEvent) => error.code,
  'voice-raw': ({direction, name}: VoiceRawEvent) => `${direction === 'in' ? '←' : '→'} ${name}`,
};

/** Notes the events of an assistant until the signal aborts, newest first. */
export function keepJournal(
  assistant: EventTarget,
  signal: AbortSignal,
  changed: () => void,
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [name, facts] of Object.entries(factsOf))
    assistant.addEventListener(
      name,
      event => {
        entries.unshift({
          at: event.timeStamp,
          name: name.slice('voice-'.length),
          facts: facts(event as never),
        });
        entries.length = Math.min(entries.length, maxEntries);
        changed();
      },
      {signal},
    );
  return entries;
}

/** The measured times among the members of an event. */
function figuresOf(event: object): string {
  return Object.entries(event)
    .filter((member): member is [string, number] => member[0].endsWith('Ms') && Number.isFinite(member[1]))
    .map(([name, ms]) => `${name.slice(0, -2)} ${Math.round(ms)} ms`)
    .join(', ');
}
