import type {Benchmark, Sample, Subject} from './benchmark.js';
import type {Harness} from './harness/harness.js';

/** Samples of each subject of each benchmark, in the order in which they were taken. */
export type Measurements = Readonly<Record<string, Readonly<Record<string, readonly Sample[]>>>>;

interface RunOptions {
  readonly runs: number;
  readonly onProgress?: (text: string) => void;
}

/**
 * Measures everything in turns: each round takes one sample of every subject, so that whatever else the machine
 * does hits all of them alike. Every round begins with another subject, and a first round only warms up.
 */
export async function runBenchmarks(
  benchmarks: readonly Benchmark[],
  harness: Harness,
  {runs, onProgress = () => {}}: RunOptions,
): Promise<Measurements> {
  const measurements: Record<string, Record<string, Sample[]>> = {};
  for (let round = 0; round <= runs; round++) {
    onProgress(round ? `round ${round} of ${runs}` : 'warming up');
    for (const benchmark of benchmarks) {
      if (round > (benchmark.maxRuns ?? runs)) continue;
      for (const subject of rotated(benchmark.subjects, round)) {
        const sample = await measure(benchmark, subject, harness);
        if (round) ((measurements[benchmark.name] ??= {})[subject.name] ??= []).push(sample);
      }
    }
  }
  return measurements;
}

async function measure(benchmark: Benchmark, subject: Subject, harness: Harness): Promise<Sample> {
  try {
    return await subject.measure(harness);
  } catch (error) {
    throw new Error(`${benchmark.name}: ${subject.name} could not be measured`, {cause: error});
  } finally {
    await harness.tidy();
  }
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
