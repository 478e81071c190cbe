// What a spreadsheet would take for a formula is made text (OWASP, CSV injection); a number stays a number.
const dangerous = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/;

type Cell = string | number | boolean | null | undefined;

const cellText = (value: Cell): string => {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && dangerous.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as RFC 4180 has them, beginning with the names of the columns. */
export const toCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `${[header, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;

/** Hands a file to the browser's own saving. */
export const saveFile = (name: string, content: BlobPart, type: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address over once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** The byte order mark tells spreadsheets that this is UTF-8. */
export const saveCsv = (name: string, csv: string): void => saveFile(`${name}.csv`, `\uFEFF${csv}`, 'text/csv;charset=utf-8');
