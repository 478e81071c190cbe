import { readdir } from 'node:fs/promises';

/** What became of one file. `line` is what a person reads: `ok <file>: …`, `refused <file>: …` or `FAIL <file>: …`. */
export type Outcome = { readonly file: string; readonly ok: boolean; readonly line: string };

export const accepted = (file: string, detail: string): Outcome => ({ file, ok: true, line: `ok ${file}: ${detail}` });
export const refused = (file: string, detail: string): Outcome => ({ file, ok: true, line: `refused ${file}: ${detail}` });
export const failed = (file: string, detail: string): Outcome => ({ file, ok: false, line: `FAIL ${file}: ${detail}` });

/** Paths of the JSON files below a folder in order; none when there is no such folder. */
export const jsonFiles = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};
