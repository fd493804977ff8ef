import type {Harness} from './harness/harness.js';

/** What a figure counts. Only `ms` depends on the machine: it has no absolute budgets. */
export type Unit = 'ms' | 'bytes' | 'requests' | 'kB';

/** A limit for one subject: at most so many times the baseline, or at most so much. */
export type Budget = {readonly timesBaseline: number} | {readonly atMost: number};

/** One quantity that a benchmark measures of each of its subjects. */
interface AnyFigure {
  /** Of the sample that holds it. */
  readonly key: string;
  readonly title: string;
  /** Name of the subject that the others are compared with. */
  readonly baseline: string;
}

interface TimeFigure extends AnyFigure {
  readonly unit: 'ms';
  readonly budgets?: Readonly<Record<string, {readonly timesBaseline: number}>>;
}

interface CountFigure extends AnyFigure {
  readonly unit: Exclude<Unit, 'ms'>;
  readonly budgets?: Readonly<Record<string, Budget>>;
}

export type Figure = TimeFigure | CountFigure;

/** What one measurement found, by key. Keys without a figure are kept in the results only. */
export type Sample = Readonly<Record<string, number>>;

/** One thing that is measured. */
export interface Subject {
  readonly name: string;
  measure(harness: Harness): Promise<Sample>;
}

/** Subjects that are measured in the same way, side by side. */
export interface Benchmark {
  readonly name: string;
  readonly figures: readonly Figure[];
  readonly subjects: readonly Subject[];
  /** Fewer than asked for, where a measurement always gives the same. */
  readonly maxRuns?: number;
}
