import type {Budget, Unit} from '../benchmark.js';
import type {Finding} from './findings.js';
import {renderTable, type Column} from './table.js';

const columns: readonly Column[] = [
  {title: 'figure', align: 'left'},
  {title: 'subject', align: 'left'},
  {title: 'median', align: 'right'},
  {title: 'middle half', align: 'right'},
  {title: 'baseline', align: 'right'},
  {title: 'x baseline', align: 'right'},
  {title: 'budget', align: 'right'},
  {title: 'verdict', align: 'left'},
];

/** All findings, the baseline beside every figure. */
export function findingsTable(findings: readonly Finding[]): string {
  return renderTable(columns, findings.map(row));
}

function row(finding: Finding): string[] {
  const {title, unit, subject, middleHalf, baseline, ratio, budget, met} = finding;
  const [low, high] = middleHalf.map(value => number(value, unit));
  return [
    `${title}, ${unit}`,
    subject,
    number(finding.median, unit),
    low === high ? '' : `${low}-${high}`,
    number(baseline, unit),
    ratio === null ? '' : ratio.toFixed(2),
    budget ? limit(budget, unit) : '',
    met === null ? '' : met ? 'ok' : 'MISSED',
  ];
}

function limit(budget: Budget, unit: Unit): string {
  return 'atMost' in budget ? `<= ${number(budget.atMost, unit)}` : `<= ${budget.timesBaseline.toFixed(2)} x`;
}

function number(value: number, unit: Unit): string {
  return value.toLocaleString('en', {maximumFractionDigits: unit === 'ms' && value < 100 ? 1 : 0});
}
