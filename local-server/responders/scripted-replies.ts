import type {HistoryEntry} from './responder.js';
import {calculate} from './calculate.js';
import {countTo, story} from './long-answers.js';

interface Context {
  text: string;
  match: RegExpExecArray;
  history: readonly HistoryEntry[];
  /** Number of turns of the person so far: chooses among several answers. */
  turn: number;
}

type Rule = [pattern: RegExp, answer: (context: Context) => string | undefined];

const jokes = [
  'Why did the microphone blush? It heard everything.',
  'I told my speaker a secret. Now the whole house knows.',
  'What do you call a shy packet? A silent drop.',
];

/** The first rule whose pattern matches, and which has an answer, answers. */
const rules: readonly Rule[] = [
  [/\b(?:repeat after me|say after me)\b[:,]?\s*(.+)/isu, ({match}) => match[1]],
  [/^\s*(?:please )?say[:,]?\s+(.+)/isu, ({match}) => match[1]],
  [/\bcount (?:down )?(?:from \w+ )?(?:to|up to) (\w+)/iu, ({match}) => countTo(match[1]!)],
  [/\bcount\b/iu, () => countTo('ten')],
  [/\b(tell|read|story|tale)\b.*\b(story|tale)\b|^story\b/iu, () => story],
  [/\bjoke|make me laugh|something funny/iu, ({turn}) => jokes[turn % jokes.length]],
  [
    /\bmy name is (\p{L}+)/iu,
    ({match}) => `Nice to meet you, ${match[1]}! I will remember your name while we talk.`,
  ],
  [/\bwhat(?:'s| is) my name|who am i\b/iu, ({history}) => rememberedName(history)],
  [/\bweather|rain|sunny|forecast|temperature\b/iu, () => weather],
  [
    /\bwhat(?:'s| is)? (?:the )?time|what time/iu,
    () => `It is ${new Date().toLocaleTimeString('en-US', timeFormat)}.`,
  ],
  [
    /\b(date|what day|which day|today)\b/iu,
    () => `Today is ${new Date().toLocaleDateString('en-US', dateFormat)}.`,
  ],
  [/\d+\s*(?:[-+*/x×÷]|plus|minus|times|divided by)\s*\d+/iu, ({text}) => calculate(text)],
  [/\b(format(?:ting)?|markdown|bullets?|list)\b/iu, () => formatted],
  [/\b(page|context|cart|basket|looking at)\b/iu, ({history}) => pageContext(history)],
  [/\bwhat can you do|help\b|what (?:can|should) i (?:ask|say)/iu, () => abilities],
  [/\b(?:who|what) are you|your name|introduce yourself/iu, () => introduction],
  [
    /\bare you (?:an? )?(?:ai|robot|human|real|person|machine)/iu,
    () => 'I am a program: a small one, without a model behind it.',
  ],
  [/\bhow (?:are|do) you|how(?:'s| is) it going/iu, () => 'I am very well, thank you. How about you?'],
  [
    /\b(?:stop|wait|hold on|one moment|be quiet|pause)\b/iu,
    () => 'All right. I am listening; take your time.',
  ],
  [/\b(?:bye|goodbye|see you|good night|hang up)\b/iu, () => 'Goodbye! It was nice talking with you.'],
  [/\bthank(?:s| you)/iu, () => 'You are welcome!'],
  [
    /\b(?:hello|hi|hey|good (?:morning|afternoon|evening))\b/iu,
    () => 'Hello! It is good to hear from you. What can I do for you?',
  ],
  [
    /^\s*(?:yes|yeah|sure|okay|ok|yep)\b/iu,
    () => 'Good! Then tell me: shall I count, tell a story, or a joke?',
  ],
  [/^\s*(?:no|nope|not really)\b/iu, () => 'No problem. Just say when you need me.'],
];

const timeFormat = {hour: 'numeric', minute: '2-digit'} as const;
const dateFormat = {weekday: 'long', month: 'long', day: 'numeric', year: 'numeric'} as const;

const introduction =
  'I am the local voice assistant. I run on this computer, without a network, so that you can try out how talking works.';
const abilities =
  'You can ask me for the time, the date, a joke or a story. I count, too: say, count to twenty, and talk over me whenever you like.';
const weather =
  'I cannot look out of the window, and I have no network. But I would take an umbrella, just in case.';
const formatted =
  'Here is some formatting:\n\n- **bold** and *emphasis*\n- `code` in a line\n- a [link](https://example.com/)\n\n1. first\n2. second\n';

const fallbacks = [
  (text: string) => `You said: ${text} I am only a small demo, but I did hear you. Ask me what I can do.`,
  (text: string) => `That is interesting: ${text} Tell me more, or ask me for a story.`,
  (text: string) =>
    `I noted: ${text} A real model would have more to say about it. I can tell a joke, though.`,
];

/** What a typed, or understood, message is answered. */
export function scriptedReply(text: string, history: readonly HistoryEntry[]): string {
  const turn = history.filter(entry => entry.role === 'user').length;
  for (const [pattern, answer] of rules) {
    const match = pattern.exec(text);
    const said = match && answer({text, match, history, turn});
    if (said) return said;
  }
  const quoted = text.trim().slice(0, 120);
  return fallbacks[turn % fallbacks.length]!(/[.!?]$/u.test(quoted) ? quoted : `${quoted}.`);
}

const prompts = [
  'I cannot make out words without a speech recogniser, but I am listening. Type to me, and I can say more.',
  'Your microphone works well. Try to talk over me while I am speaking: I will stop at once.',
  'I could go on like this all day. You can also type, for example: count to twenty.',
  'Everything you say arrives here. With a transcription service I would understand it, too.',
];

/** The answer to a spoken turn that was not transcribed. */
export function spokenTurnReply(spokenMs: number, turn: number): string {
  const seconds = Math.max(1, Math.round(spokenMs / 1000));
  const length = seconds === 1 ? 'about a second' : `about ${seconds} seconds`;
  return `I heard you speak for ${length}. ${prompts[(turn + prompts.length - 1) % prompts.length]!}`;
}

function rememberedName(history: readonly HistoryEntry[]): string {
  for (const entry of history.toReversed()) {
    const name = entry.role === 'user' ? /\bmy name is (\p{L}+)/iu.exec(entry.text)?.[1] : undefined;
    if (name) return `You told me that your name is ${name}.`;
  }
  return 'You have not told me your name yet.';
}

/** What the page told the assistant about itself, if it did. */
function pageContext(history: readonly HistoryEntry[]): string | undefined {
  const told = history.findLast(entry => entry.role === 'system');
  return told ? `This page tells me: ${'text' in told ? told.text.slice(0, 300) : ''}` : undefined;
}
