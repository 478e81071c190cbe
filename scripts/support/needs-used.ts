import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the processes of a test run have written down: rights by function. */
export const readNeedsUsed = (folder: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const used = new Map<string, Set<string>>();
  for (const file of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const [handler = '', need = ''] = line.split(' ');
      used.set(handler, (used.get(handler) ?? new Set()).add(need));
    }
  }
  return used;
};
