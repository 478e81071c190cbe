import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A line of a file by the names in its first line; what is missing is an empty text. */
export type Row = Readonly<Record<string, string>>;

const textOf = (path: string): string =>
  path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString('utf8') : readFileSync(path, 'utf8');

/** Fields of a line of CSV, of which some stand in quotes. */
const fieldsOf = (line: string): readonly string[] => {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
};

/** Rows of a file of CSV, packed by gzip where its name says so. No field goes over two lines. */
export const rowsOf = (path: string): readonly Row[] => {
  const [head = '', ...lines] = textOf(path)
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = fieldsOf(head);
  return lines.map((line) => {
    const fields = fieldsOf(line);
    return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
  });
};
