import type {Said} from './held-session.js';

/** An ordinary conversation. */
export const talk: readonly Said[] = [
  {user: 'Do you have roses that last a week?'},
  {assistant: 'Yes. Our garden roses hold for eight to ten days if you cut the stems and change the water.'},
  {user: 'And something for a shady'},
  {assistant: 'For shade I would take ferns, hostas or', interrupted: true},
  {user: 'In a pot, I mean, on a balcony.'},
];

/** One in which the user was not understood. */
export const unclearTalk: readonly Said[] = [
  ...talk.slice(0, 2),
  {user: null},
  {assistant: 'Sorry, I did not catch that. Could you say it again?'},
];

/** One in which the answer is on its way. */
export const answering: readonly Said[] = [
  ...talk,
  {assistant: 'Then a fern in a deep pot is the easiest: it wants shade and', streaming: true},
];

const sentence = 'The quick brown fox jumps over the lazy dog, again and again, and nobody knows why. ';

export const longTalk: readonly Said[] = [
  {user: `${sentence.repeat(3)}\n\n${sentence}`},
  {assistant: sentence.repeat(40)},
  {user: `Donaudampfschifffahrts${'elektrizitätenhauptbetriebswerkbauunterbeamten'.repeat(6)}gesellschaft`},
  {assistant: `https://example.com/${'a-very-long-path/'.repeat(20)}`},
];

/** What words must not be able to do. */
export const hostileTalk: readonly Said[] = [
  {user: '<img src=x onerror="alert(1)"><script>alert(1)</script>'},
  {assistant: '</p></div></voice-transcript><h1 style="position:fixed;inset:0">Mine</h1>'},
  {user: '\u202egnp.exe \u202d\u2066mirrored\u2069 and \u200b\u200bzero\u200bwidth\ufeff'},
  {assistant: `Z\u0351\u036b\u0343a${'\u0353\u0354\u0355'.repeat(30)}lgo and 👩‍👩‍👧‍👦🏳️‍🌈 ${'🙂'.repeat(60)}`},
  {user: '${alert(1)} {{constructor.constructor("alert(1)")()}} %s %00 \\u0000'},
  {assistant: '[click](javascript:alert(1)) ![x](data:text/html;base64,PHNjcmlwdD4=) <a href="//evil">x</a>'},
  {user: 'مرحبا hello שלום 123 (abc) עולם'},
];

/** As many turns as an hour of talk has. */
export const endlessTalk: readonly Said[] = Array.from({length: 500}, (_, index) =>
  index % 2 ? {assistant: `Answer ${index}: ${sentence}`} : {user: `Question ${index}?`},
);
