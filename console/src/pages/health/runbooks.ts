// What to do when an alarm rings, as docs/runbooks has it. The texts are part of the console, so that they are at hand when
// little else answers.
const files = import.meta.glob<string>('../../../../docs/runbooks/*.md', { query: '?raw', import: 'default', eager: true });

const texts: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -'.md'.length), text]),
);

/** @param name of an alarm, or of a runbook that another one names */
export const runbookText = (name: string): string | undefined => texts.get(name);

/** Where a link of a runbook leads in the console: to another runbook, or nowhere. */
export const runbookPath = (href: string): string | undefined => {
  const name = /^(?:\.\/)?([a-z0-9-]+)\.md$/.exec(href)?.[1];
  return name !== undefined && texts.has(name) ? `/health/${name}` : undefined;
};
