import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {describe, it} from 'node:test';

/* What is copied from here must go on working: no file names a model that OpenAI shuts down. */

interface Retired {
  readonly name: RegExp;
  /** The day OpenAI shuts it down, by https://developers.openai.com/api/docs/deprecations. */
  readonly shutdown: string;
  readonly instead: string;
}

/** A name as a whole: not the beginning of a longer one that lives on (`gpt-realtime-2.1`, `gpt-realtime-whisper`). */
const whole = (name: string) =>
  new RegExp(`(?<![\\w.-])(?:${name})(?:-\\d{4}-\\d{2}-\\d{2})?(?![\\w-]|\\.\\d)`, 'g');

const retired: readonly Retired[] = [
  {
    name: whole('gpt-realtime|gpt-4o-realtime(?:-preview)?'),
    shutdown: '20 January 2027',
    instead: 'gpt-realtime-2.1',
  },
  {
    name: whole('gpt-realtime-mini|gpt-4o-mini-realtime(?:-preview)?'),
    shutdown: '20 January 2027',
    instead: 'gpt-realtime-2.1-mini',
  },
  {
    name: whole('gpt-audio(?:-mini)?|gpt-4o(?:-mini)?-audio(?:-preview)?'),
    shutdown: '20 January 2027',
    instead: 'gpt-realtime-2.1',
  },
  {
    name: whole('whisper-1|gpt-4o(?:-mini)?-transcribe(?:-diarize|-latest)?'),
    shutdown: '26 February 2027',
    instead: 'gpt-transcribe (gpt-live-transcribe where the client commits every turn itself)',
  },
];

/** Lines that name a model which is shut down, each with its file, its number and the day. */
function retiredIn(file: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      retired.flatMap(({name, shutdown, instead}) =>
        [...line.matchAll(name)].map(
          ([found]) => `${file}:${index + 1}: ${found} is shut down on ${shutdown}: use ${instead}`,
        ),
      ),
    );
}

describe('Names of models', () => {
  it('are of models that last, in every file', () => {
    const except = ['package-lock.json', basename(import.meta.filename)];
    const files = execFileSync('git', ['ls-files', '-z'], {encoding: 'utf8'})
      .split('\0')
      .filter(file => file && !except.includes(basename(file)));
    assert.ok(files.length > 100);
    assert.deepEqual(
      files.flatMap(file => retiredIn(file, textOf(file))),
      [],
    );
  });

  it('that end are found, whatever stands around them', () => {
    const text = [
      "model: 'gpt-realtime',",
      '"gpt-realtime-mini"',
      '/v1/realtime?model=gpt-realtime&a=1',
      'gpt-realtime.',
      '`gpt-4o-realtime-preview-2024-12-17`',
      'gpt-4o-audio-preview',
      '`gpt-audio`',
      '<td>whisper-1</td>',
      'openai/gpt-4o-mini-transcribe',
      'gpt-4o-transcribe-diarize',
    ];
    const found = retiredIn('page.md', text.join('\n'));
    assert.deepEqual(
      found.map(line => Number(/^page\.md:(\d+): /.exec(line)?.[1])),
      text.map((_, index) => index + 1),
    );
    assert.match(
      found[0]!,
      /^page\.md:1: gpt-realtime is shut down on 20 January 2027: use gpt-realtime-2\.1$/,
    );
    assert.match(found[7]!, /^page\.md:8: whisper-1 is shut down on 26 February 2027: use gpt-transcribe /);
  });

  it('that last are let be', () => {
    const text =
      'gpt-realtime-2.1 gpt-realtime-2.1-mini gpt-realtime-whisper gpt-realtime-translate gpt-transcribe ' +
      'gpt-live-transcribe gpt-live-1 openai-realtime my-gpt-realtime local-whisper-1b';
    assert.deepEqual(retiredIn('page.md', text), []);
  });
});

/** Empty for what is deleted in the work tree, and for what is no text. */
function textOf(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes('\0') ? '' : text;
  } catch {
    return '';
  }
}
