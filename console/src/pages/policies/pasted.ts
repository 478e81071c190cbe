/** Cells of one line; a separator in quotes belongs to its cell, and two quotes in quotes are one (RFC 4180). */
const cellsOf = (line: string, separator: string): readonly string[] => {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index] ?? '';
    if (isQuoted && sign === '"' && line[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
};

/** A spreadsheet's clipboard has tabs; files have semicolons where the comma is the decimal point. */
const separatorOf = (line: string): string => ['\t', ';'].find((separator) => line.includes(separator)) ?? ',';

/** Rows of a pasted table by the names of its columns. The first line is taken for names when each of its cells is one. */
export const rowsOfCsv = (text: string, names: readonly string[]): readonly Readonly<Record<string, string>>[] => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [head] = lines;
  if (head === undefined) return [];
  const separator = separatorOf(head);
  const first = cellsOf(head, separator).map((cell) => cell.toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const isNamed = first.every((cell) => names.includes(cell));
  const columns = isNamed ? first : names;
  return lines.slice(isNamed ? 1 : 0).map((line) => {
    const cells = cellsOf(line, separator);
    return Object.fromEntries(names.map((name) => [name, cells[columns.indexOf(name)] ?? '']));
  });
};
