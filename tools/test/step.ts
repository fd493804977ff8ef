import {spawn} from 'node:child_process';

/** One thing that `npm test` checks. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface StepResult {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  /** What it printed. */
  readonly output: string;
}

/** Runs a step, passing on what it prints unless it is to be quiet. A step that counts no tests counts as one. */
export async function runStep(step: Step, {quiet = false} = {}): Promise<StepResult> {
  const started = performance.now();
  const {code, output} = await run(step, quiet);
  const ok = code === 0;
  const {passed, failed} = countTests(output) ?? {passed: ok ? 1 : 0, failed: ok ? 0 : 1};
  return {
    step,
    ok,
    seconds: (performance.now() - started) / 1000,
    passed,
    failed: ok ? failed : Math.max(1, failed),
    output,
  };
}

function run({command, args}: Step, quiet: boolean): Promise<{code: number | null; output: string}> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'pipe']});
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on('data', (data: Buffer) => {
        output += data.toString();
        if (!quiet) to.write(data);
      });
    }
    child.once('error', reject);
    child.once('close', code => resolve({code, output}));
  });
}

/** The steps that failed, by what `npm test` printed; null where it came to no summary. */
export function failedSteps(output: string): string[] | null {
  const [, summary] = /^Summary\n([^]*)/m.exec(output) ?? [];
  return summary === undefined
    ? null
    : [...summary.matchAll(/^ {2}✗ (.+?) +[\d.]+ s /gm)].map(([, name]) => name!);
}

const maxExcerptLines = 40;

/**
 * Of what a failed step printed, what says why: the failures that a test runner marks, or else its last lines. A log
 * that is cut to its end still has them, if they are printed last.
 */
export function failureExcerpt(output: string): string {
  const lines = withoutColours(output).trimEnd().split('\n');
  const nodeFailures = lines.findLastIndex(line => /^✖ failing tests/.test(line));
  if (nodeFailures >= 0) return lines.slice(nodeFailures, nodeFailures + maxExcerptLines).join('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith(' ❌ ') ? [index] : []));
  if (!starts.length) return lines.slice(-maxExcerptLines).join('\n');
  const linesEach = Math.max(4, Math.floor(maxExcerptLines / starts.length));
  return starts
    .slice(0, maxExcerptLines / 4)
    .map((start, index) => lines.slice(start, Math.min(start + linesEach, starts[index + 1] ?? lines.length)))
    .flat()
    .join('\n');
}

/** The last count in what @web/test-runner or node's test runner printed. */
export function countTests(output: string): {passed: number; failed: number} | null {
  const text = withoutColours(output);
  const web = [...text.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  if (web) return {passed: Number(web[1]), failed: Number(web[2])};
  const passed = /^[#ℹ] pass (\d+)/m.exec(text);
  const failed = /^[#ℹ] fail (\d+)/m.exec(text);
  return passed && failed ? {passed: Number(passed[1]), failed: Number(failed[1])} : null;
}

function withoutColours(output: string): string {
  return output.replace(/\u001b\[[0-9;]*m/g, '');
}
