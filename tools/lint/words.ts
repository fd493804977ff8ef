import {readdirSync, readFileSync} from 'node:fs';

/** A word that is not used here, and what is said instead. */
interface Rule {
  readonly pattern: RegExp;
  readonly instead: string;
}

const rules: readonly Rule[] = [
  {pattern: /\b(somebody|nobody|whoever|anybody)\b/gi, instead: 'name who: the user, the page, the server'},
  {pattern: /\b(most|longest|least|greatest|usual)[A-Z]\w*/g, instead: 'maxX, minX or defaultX'},
  {pattern: /\bdeaf(en\w*)?\b/gi, instead: 'muted'},
  {pattern: /\bblam(e[ds]?|ing)\b/gi, instead: 'recordFalseAlarm, or say what happened'},
  {pattern: /\baccompan\w+|\w*companions?\b/gi, instead: 'call services, or a verb of the port'},
  {pattern: /\bpulses?\b/gi, instead: 'heartbeat'},
  {pattern: /\bpieces?\b/gi, instead: 'chunk, part, file or message'},
];

/** What is read: English that this project writes. */
const folders = ['src', 'local-server', 'tools', 'test', 'stories', 'docs'];
const pages = ['README.md', 'CONTRIBUTING.md'];

/** Words of other languages, what is spoken in scripted conversations, what others call theirs, and these rules. */
const allowed: readonly (readonly [path: RegExp, why: string])[] = [
  [/^src\/localize\/packs\//, 'other languages'],
  [/private-words\//, 'words of forms'],
  [/^local-server\/responders\/(calculate|long-answers)\.ts$/, 'spoken'],
  [/^test\/e2e\/(agent|tool)-page\.ts$/, 'spoken'],
  [/^test\/onset\//, 'spoken'],
  [/^stories\//, 'spoken'],
  [/^test\/elements\/voice-debug\.test\.ts$/, 'a secret in a conversation'],
  [/^tools\/visual\/shots\.ts$/, 'names of pictures'],
  [/^test\/visual\/references\//, 'pictures'],
  [/^docs\/migration\.md$/, 'names of others, and former ones'],
  [/^(tools\/lint\/words|test\/tools\/lint\/words\.test)\.ts$/, 'the rules themselves'],
];

/** @returns the words in a text that are not used here, each with its line */
export function forbiddenWords(
  text: string,
): {readonly line: number; readonly word: string; readonly instead: string}[] {
  return text
    .split('\n')
    .flatMap((words, index) =>
      rules.flatMap(({pattern, instead}) =>
        [...words.matchAll(pattern)].map(([word]) => ({line: index + 1, word, instead})),
      ),
    );
}

/** @returns complaints about the files of the project */
export function lintWords(): string[] {
  const files = [...folders.flatMap(filesIn), ...pages].filter(
    file => /\.(ts|mts|js|mjs|md|html|css)$/.test(file) && !allowed.some(([path]) => path.test(file)),
  );
  return files.flatMap(file =>
    forbiddenWords(readFileSync(file, 'utf8')).map(
      ({line, word, instead}) => `${file}:${line}: “${word}”: ${instead}`,
    ),
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'}).map(
    file => `${folder}/${file.replaceAll('\\', '/')}`,
  );
}
