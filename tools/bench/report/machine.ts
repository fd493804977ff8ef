import {cpus} from 'node:os';
import type {Harness} from '../harness/harness.js';

/** What the figures were taken on. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly chromium: string;
  readonly node: string;
  readonly platform: string;
}

export async function describeMachine({browser}: Harness): Promise<Machine> {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    chromium: await browser.version(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}
