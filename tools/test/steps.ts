import {readdirSync} from 'node:fs';
import {componentTests, unitTests} from './browser-tests.mjs';
import type {Step} from './step.js';

/**
 * What runs when. The steps of a stage run two at a time, but those that are alone: delays of real sound are measured
 * there, and whatever else the machine does would be measured, too.
 */
export const stages = ['anytime', 'built', 'pages', 'alone'] as const;

/** A step of `npm test`, or of another script. */
export interface PlannedStep extends Step {
  readonly stage: (typeof stages)[number];
  /** Runs only where it is asked for by name. */
  readonly byName?: true;
}

const testsIn = (folder: string) =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.test.ts'))
    .map(file => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();

const bin = (name: string, ...args: string[]) => ({command: 'npx', args: ['--no-install', name, ...args]});
const node = (...args: string[]) => ({command: process.execPath, args: ['--import', 'tsx', ...args]});
const nodeTests = (...files: string[]) =>
  node('--test', '--test-concurrency=1', '--test-reporter=spec', '--test-timeout=240000', ...files);

/** These drive a browser through whole conversations, in real time. */
const conversations = testsIn('test/e2e');
const browserCall = 'test/local-server/browser.test.ts';
/** Clients that others wrote, in real time. */
const otherClients = testsIn('test/local-server/third-party');
const flood = 'test/fuzz/flood.test.ts';

/** Of the conversations: one over each transport, and what guards errors, the keyboard and what is loaded when. */
const handful = ['conversation', 'keyboard', 'missing-chunks', 'preparation', 'start-failures'].map(
  name => `test/e2e/${name}.test.ts`,
);

/** The longer ones of a stage come first, so that both processors have something to do until its end. */
export const steps: readonly PlannedStep[] = [
  {stage: 'anytime', name: 'build', ...bin('rollup', '-c', '--silent')},
  {stage: 'anytime', name: 'hearing people', ...nodeTests(...testsIn('test/onset'))},
  {stage: 'anytime', name: 'format', ...bin('prettier', '--check', '--log-level', 'warn', '.')},
  {stage: 'anytime', name: 'spelling', ...bin('cspell', '--no-progress', '--quiet', '.')},
  {
    stage: 'anytime',
    name: 'circles',
    ...bin('depcruise', '--config', '.dependency-cruiser.mjs', 'src', 'local-server'),
  },
  {stage: 'anytime', name: 'words', ...node('tools/lint/main.ts', 'words')},
  {stage: 'built', name: 'units', ...bin('wtr', '--files', ...unitTests)},
  // Some tests are typed by what is built.
  {stage: 'built', name: 'lint', ...bin('eslint', '.')},
  {stage: 'built', name: 'types', ...bin('tsc', '-p', '.')},
  {stage: 'built', name: 'package types', ...bin('attw', '--pack', '.', '--profile', 'esm-only', '--quiet')},
  {stage: 'built', name: 'generated files', ...node('tools/docs/main.ts', '--check')},
  {stage: 'built', name: 'unused', ...bin('knip')},
  {stage: 'built', name: 'token endpoint', ...nodeTests(...testsIn('test/server'))},
  {stage: 'built', name: 'fuzz', ...nodeTests(...testsIn('test/fuzz').filter(file => file !== flood))},
  {stage: 'built', name: 'docs', ...nodeTests(...testsIn('test/docs'))},
  {stage: 'built', name: 'size', ...bin('size-limit')},
  {stage: 'built', name: 'package', ...bin('publint', '--strict')},
  {stage: 'pages', name: 'components', ...bin('wtr', '--files', ...componentTests)},
  {
    stage: 'pages',
    name: 'local server and tools',
    ...nodeTests(
      ...[...testsIn('test/local-server'), ...testsIn('test/tools')].filter(
        file => file !== browserCall && !otherClients.includes(file),
      ),
    ),
  },
  {stage: 'pages', name: 'package on a page', ...nodeTests(...testsIn('test/package'))},
  {stage: 'alone', name: 'conversations', ...nodeTests(...handful)},
  {stage: 'pages', name: 'security', ...nodeTests(...testsIn('test/security'))},
  {
    stage: 'alone',
    name: 'e2e',
    byName: true,
    ...nodeTests(...conversations, browserCall, ...otherClients, flood),
  },
];
