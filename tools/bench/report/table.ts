/** How a column is set: words to the left, numbers to the right. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** An aligned table that reads the same in a terminal and in Markdown. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({title}, index) =>
    Math.max(3, title.length, ...rows.map(row => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${columns.map(({align}, index) => pad(cells[index] ?? '', widths[index]!, align)).join(' | ')} |`;
  const rule = columns.map(({align}, index) =>
    align === 'left' ? '-'.repeat(widths[index]!) : `${'-'.repeat(widths[index]! - 1)}:`,
  );
  return [line(columns.map(({title}) => title)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, align: Column['align']): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width);
}
