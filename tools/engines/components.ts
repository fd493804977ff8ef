import {relative} from 'node:path';
import {
  startTestRunner,
  type TestResultError,
  type TestRunnerConfig,
  type TestSuiteResult,
} from '@web/test-runner';
// @ts-expect-error: it is JavaScript, and its shape is the runner's business.
import defaultConfig from '../../web-test-runner.config.mjs';
import {knownLimit} from './known-limits.js';
import {launcherOf, type Engine} from './launchers.js';

/** How the component tests did in one engine. */
export interface ComponentResult {
  passed: number;
  failed: number;
  /** Names of tests, with the suites around them; with the reason where the engine cannot pass them. */
  readonly skipped: string[];
}

/** Runs the component tests in one engine, telling of each file as it ends. @param files instead of all of them */
export async function runComponents(engine: Engine, files: readonly string[]): Promise<ComponentResult> {
  const config = {
    ...(defaultConfig as object),
    ...(files.length && {files}),
    browsers: [launcherOf(engine)],
    reporters: [],
    // A browser that is started for the first time takes its time.
    browserStartTimeout: 120_000,
    testsStartTimeout: 60_000,
    // For the slowest of them: a hundred questions of axe, in a WebKit that draws without a graphics card.
    testsFinishTimeout: 400_000,
  } as unknown as TestRunnerConfig;
  const options = {config, readCliArgs: false, readFileConfig: false, autoExitProcess: false};
  const runner = await startTestRunner(options);
  if (!runner) throw new Error('The test runner did not start');

  const result: ComponentResult = {passed: 0, failed: 0, skipped: []};
  runner.sessions.on('session-status-updated', session => {
    if (session.status !== 'FINISHED') return;
    const file = relative('.', session.testFile);
    const problems = session.errors.map(({message}) => ({name: file, message}));
    if (session.testResults) problems.push(...collect(session.testResults, [file], result));
    else if (!problems.length) problems.push({name: file, message: 'There were no results.'});
    const failures = problems.filter(({name}) => !knownLimit(engine, name));
    for (const {name} of problems) {
      const reason = knownLimit(engine, name);
      if (reason) result.skipped.push(`${name}: ${reason}`);
    }
    result.failed += failures.length;
    console.log(`  ${failures.length ? '✗' : '✓'} ${file}`);
    for (const {name, message} of failures)
      console.log(`    ${name}\n      ${message.replaceAll('\n', '\n      ')}`);
  });
  await new Promise<void>(resolve => runner.on('stopped', () => resolve()));
  return result;
}

interface Problem {
  /** File, suites and test. */
  readonly name: string;
  readonly message: string;
}

/** Counts tests. @returns what is wrong with those that failed */
function collect(suite: TestSuiteResult, around: readonly string[], result: ComponentResult): Problem[] {
  const problems: Problem[] = [];
  for (const {name, passed, skipped, error} of suite.tests) {
    const whole = [...around, name].join(' › ');
    if (skipped) result.skipped.push(whole);
    else if (passed) result.passed++;
    else problems.push({name: whole, message: describe(error)});
  }
  for (const inner of suite.suites) problems.push(...collect(inner, [...around, inner.name], result));
  return problems;
}

/** What went wrong and where, with both values where two were compared. */
function describe({message, stack, expected, actual}: TestResultError = {message: 'It failed.'}): string {
  const values = expected === undefined ? [] : [`expected: ${expected}`, `actual: ${actual}`];
  return [message, stack, ...values].filter(Boolean).join('\n');
}
