import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

const filters = globSync('docs/runbooks/*.md', { cwd: root }).flatMap((path) =>
  [...read(path).matchAll(/message = "([^"]+)"/g)].map(([, message]): [string, string] => [path, message ?? '']),
);
const code = globSync('{lib,lambdas}/**/*.ts', { cwd: root }).map(read).join('\n');

it('reads the runbooks that are there', () => {
  expect(filters.length).toBeGreaterThan(20);
});

it.each(filters)('%s asks for a message that the code logs: %s', (_, message) => {
  expect(code.includes(`'${message}'`) || code.includes(`\`${message}\``)).toBe(true);
});
