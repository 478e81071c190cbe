import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBundleCache } from '../../lib/stacks/bundle-cache.ts';
import { temporaryFolder } from '../contract/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['root', 'first/place', 'second']) mkdirSync(join(folder.path, name), { recursive: true });
  writeFileSync(join(folder.path, 'root', 'a.ts'), 'one');
  writeFileSync(join(folder.path, 'root', 'b.ts'), 'two');
  writeFileSync(join(folder.path, 'first', 'place', 'index.mjs'), 'bundled');
  open().store(['place'], 'as it is made', join(folder.path, 'first'), { inputs: ['a.ts', 'b.ts'], sizes: new Map([['place', 7]]) });
});
afterEach(() => folder.remove());

/** As another process opens it: nothing is remembered of the files. */
const open = () => createBundleCache(join(folder.path, 'cache'), join(folder.path, 'root'));
const restore = (names = ['place'], recipe = 'as it is made') => open().restore(names, recipe, join(folder.path, 'second'));

it('takes up again what was made of the same files', () => {
  expect(restore()).toEqual(new Map([['place', 7]]));
  expect(readFileSync(join(folder.path, 'second', 'place', 'index.mjs'), 'utf8')).toBe('bundled');
});

it.each([
  ['a file has changed', (root: string) => writeFileSync(join(root, 'b.ts'), 'three')],
  ['a file is gone', (root: string) => rmSync(join(root, 'a.ts'))],
])('makes it anew where %s', (_what, change) => {
  change(join(folder.path, 'root'));
  expect(restore()).toBeUndefined();
});

it('makes it anew where it is made otherwise, or something else is made', () => {
  expect(restore(['place'], 'as it is made now')).toBeUndefined();
  expect(restore(['place', 'other'])).toBeUndefined();
});

it('keeps the latest', () => {
  writeFileSync(join(folder.path, 'root', 'b.ts'), 'three');
  writeFileSync(join(folder.path, 'first', 'place', 'index.mjs'), 'bundled anew');
  open().store(['place'], 'as it is made', join(folder.path, 'first'), { inputs: ['a.ts', 'b.ts'], sizes: new Map([['place', 12]]) });
  expect(restore()).toEqual(new Map([['place', 12]]));
  expect(readFileSync(join(folder.path, 'second', 'place', 'index.mjs'), 'utf8')).toBe('bundled anew');
});
