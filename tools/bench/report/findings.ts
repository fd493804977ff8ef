import type {Benchmark, Budget, Figure, Unit} from '../benchmark.js';
import type {Measurements} from '../run.js';
import {median, middleHalf} from '../statistics.js';

/** One figure of one subject, summed up and judged. */
export interface Finding {
  readonly title: string;
  readonly unit: Unit;
  readonly subject: string;
  readonly median: number;
  readonly middleHalf: readonly [number, number];
  readonly baseline: number;
  /** Times the baseline; null where the baseline is nothing, and for the baseline itself. */
  readonly ratio: number | null;
  readonly budget: Budget | null;
  /** Null where there is no budget. */
  readonly met: boolean | null;
}

export function findingsOf(benchmarks: readonly Benchmark[], measurements: Measurements): Finding[] {
  return benchmarks.flatMap(({name, figures, subjects}) =>
    figures.flatMap(figure => {
      const samples = (subject: string) =>
        (measurements[name]?.[subject] ?? []).map(sample => valueOf(sample, figure));
      const baseline = median(samples(figure.baseline));
      return subjects.map(subject => finding(figure, subject.name, samples(subject.name), baseline));
    }),
  );
}

function finding(figure: Figure, subject: string, samples: readonly number[], baseline: number): Finding {
  const middle = median(samples);
  const ratio = subject === figure.baseline || baseline === 0 ? null : middle / baseline;
  const budget = figure.budgets?.[subject] ?? null;
  return {
    title: figure.title,
    unit: figure.unit,
    subject,
    median: middle,
    middleHalf: middleHalf(samples),
    baseline,
    ratio,
    budget,
    met: budget && isMet(budget, middle, ratio),
  };
}

function isMet(budget: Budget, value: number, ratio: number | null): boolean {
  return 'atMost' in budget ? value <= budget.atMost : ratio !== null && ratio <= budget.timesBaseline;
}

function valueOf(sample: Readonly<Record<string, number>>, {key, title}: Figure): number {
  const value = sample[key];
  if (value === undefined) throw new Error(`${title}: there is no "${key}" in the sample`);
  return value;
}
