import { CurrencyCode, minorDigits } from '../../lib/kernel/money.ts';

/** Lines of aligned columns under a heading; columns named in `right` are aligned to the right, as numbers are. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[], right: readonly string[] = []): string => {
  const widths = headings.map((heading, column) =>
    rows.reduce((width, row) => Math.max(width, (row[column] ?? '').length), heading.length),
  );
  const line = (cells: readonly string[]): string =>
    headings
      .map((heading, column) => {
        const [cell, width] = [cells[column] ?? '', widths[column] ?? 0];
        return right.includes(heading) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map(line).join('\n');
};

/** `1 order`, `2 orders`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string => `${count} ${count === 1 ? singular : plural}`;

/** An amount in minor units as people read it, such as `46.80 EUR`. */
export const amount = (minor: number, currency: string): string => {
  const digits = minorDigits(CurrencyCode(currency));
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
};

/** Paragraphs with an empty line between them; those without text are left out. */
export const paragraphs = (...texts: readonly (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined && text !== '').join('\n\n');
