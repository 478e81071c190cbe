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
  return shareAmongChannels(used);
};

const ofChannel = /^channels\/([a-z]+)\/(notify|stock|sync)$/;
const place = '<channel>';

/**
 * The functions that read, tell and stock a channel are the same code over another connector: what one of them was seen to
 * use, each may, with its own channel in the place of the other. Or every path would have to be gone through four times.
 */
const shareAmongChannels = (used: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> => {
  const byVerb = new Map<string, Set<string>>();
  for (const [handler, needs] of used) {
    const [, channel = '', verb = ''] = ofChannel.exec(handler) ?? [];
    if (verb === '') continue;
    const shared = byVerb.get(verb) ?? new Set();
    for (const need of needs) shared.add(need.replace(`queue:${channel}-`, `queue:${place}-`));
    byVerb.set(verb, shared);
  }
  return new Map(
    [...used].map(([handler, needs]) => {
      const [, channel = '', verb = ''] = ofChannel.exec(handler) ?? [];
      const shared = byVerb.get(verb);
      return [handler, shared ? new Set([...shared].map((need) => need.replace(place, channel))) : needs];
    }),
  );
};

export type NeedsComparison = { readonly right: number; readonly problems: readonly string[] };

/** One problem for each right that a function used without its being declared, or that is declared and was never used. */
export const compareNeeds = (
  declared: Readonly<Record<string, readonly string[]>>,
  used: ReadonlyMap<string, ReadonlySet<string>>,
): NeedsComparison => {
  const handlers = [...new Set([...Object.keys(declared), ...used.keys()])].sort();
  const problems = handlers.flatMap((handler) => {
    const allowed = new Set(declared[handler]);
    const made = used.get(handler) ?? new Set();
    return [
      ...[...made].filter((need) => !allowed.has(need)).map((need) => `${handler} used ${need}, which is not declared for it`),
      ...[...allowed].filter((need) => !made.has(need)).map((need) => `${handler} is declared to need ${need} and never used it`),
    ];
  });
  const wrong = new Set(problems.map((problem) => problem.split(' ')[0]));
  return { right: handlers.filter((handler) => !wrong.has(handler)).length, problems };
};
