/** First line of every generated page. */
export const generatedNote = '<!-- Written by `npm run build:docs` from the code. Change the code, then run it again. -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A Markdown table; pipes and line breaks inside cells are taken care of. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

export const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

/** Page from its parts, with one empty line between them. */
export const page = (...parts: readonly string[]): string => `${[generatedNote, ...parts].join('\n\n')}\n`;
