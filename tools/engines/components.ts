import {relative} from 'node:path';
import {startTestRunner, type TestRunnerConfig, type TestSuiteResult} from '@web/test-runner';
import usualConfig from '../../web-test-runner.config.mjs';
import {launcherOf, type Engine} from './launchers.js';

/** How one engine did. Tests are named with the suites around them. */
export interface EngineResult {
  readonly passed: readonly string[];
  readonly skipped: readonly string[];
  /** Each with its reason. */
  readonly failed: readonly string[];
}

/** Runs the component tests in one engine. @param files instead of all of them */
export async function runComponents(engine: Engine, files?: readonly string[]): Promise<EngineResult> {
  const config = {
    ...usualConfig,
    ...(files?.length && {files}),
    browsers: [launcherOf(engine)],
    reporters: [],
    // A browser that is started for the first time takes its time.
    browserStartTimeout: 120_000,
    testsStartTimeout: 60_000,
  } as unknown as TestRunnerConfig;
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error('The test runner did not start');
  runner.sessions.on('session-status-updated', session => {
    if (session.status === 'FINISHED')
      console.log(`  ${session.passed ? '✓' : '✗'} ${relative('.', session.testFile)}`);
  });
  await new Promise<void>(resolve => runner.on('stopped', () => resolve()));

  const result = {passed: [] as string[], skipped: [] as string[], failed: [] as string[]};
  for (const session of runner.sessions.all()) {
    for (const {message, stack} of session.errors)
      result.failed.push(`${session.testFile}: ${message}\n${stack ?? ''}`);
    if (!session.testResults) result.failed.push(`${session.testFile}: no results`);
    else collect(session.testResults, [], result);
  }
  return result;
}

function collect(
  suite: TestSuiteResult,
  around: readonly string[],
  result: {passed: string[]; skipped: string[]; failed: string[]},
): void {
  for (const {name, passed, skipped, error} of suite.tests) {
    const whole = [...around, name].join(' › ');
    if (skipped) result.skipped.push(whole);
    else if (passed) result.passed.push(whole);
    else result.failed.push(`${whole}\n${error?.message ?? ''}\n${error?.stack ?? ''}`);
  }
  for (const inner of suite.suites) collect(inner, [...around, inner.name], result);
}
