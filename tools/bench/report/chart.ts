import type {Finding} from './findings.js';

const width = 720;
const barHeight = 18;
const gap = 6;
const headHeight = 34;
const nameWidth = 150;
const valueWidth = 110;
const colours = {baseline: '#8a9499', other: '#c9a227', ours: '#0f766e'} as const;

/**
 * Bars of figures, each beside its baseline, as SVG: no script, and text that can be read and searched. It has a
 * background of its own, so that it is legible on a dark page.
 */
export function chart(findings: readonly Finding[]): string {
  const headOf = ({title, unit}: Finding) => `${title}, ${unit}`;
  let top = 12;
  const parts: string[] = [];
  for (const title of new Set(findings.map(headOf))) {
    const rows = findings.filter(finding => headOf(finding) === title);
    const most = Math.max(...rows.map(({median}) => median)) || 1;
    parts.push(text(12, top + 18, title, 'font-weight="600"'));
    top += headHeight;
    for (const row of rows) {
      const length = (row.median / most) * (width - nameWidth - valueWidth - 24);
      const middle = top + barHeight - 5;
      parts.push(
        text(12, middle, row.subject),
        `<rect x="${nameWidth}" y="${top}" width="${Math.max(1, length).toFixed(1)}" height="${barHeight}" rx="3" fill="${colourOf(row, rows[0]!)}"/>`,
        text(nameWidth + length + 8, middle, value(row)),
      );
      top += barHeight + gap;
    }
    top += gap;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + 6}" role="img" aria-label="Results of npm run bench" font-family="system-ui, sans-serif" font-size="13" fill="#1c2427">
<rect width="100%" height="100%" rx="8" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

function colourOf({subject}: Finding, baseline: Finding): string {
  if (/^ours|widget/.test(subject)) return colours.ours;
  return subject === baseline.subject ? colours.baseline : colours.other;
}

function value({median, unit}: Finding): string {
  return `${median.toLocaleString('en', {maximumFractionDigits: median < 10 ? 1 : 0})} ${unit}`;
}

function text(x: number, y: number, words: string, more = ''): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" ${more}>${escaped}</text>`;
}
