// Fails when a function is longer than a reader can hold. Tests are left out: a `describe` is a list, not a thought.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { longFunctions } from './support/function-length.ts';
import { projectRoot } from './support/run-tool.ts';

const maxLines = 70;

const files = globSync('{bin,lib,lambdas,scripts,console/src,clients/typescript/src}/**/*.{ts,tsx}', { cwd: projectRoot })
  .filter((file) => !file.includes('/generated/'))
  .toSorted();
let found = 0;
for (const file of files) {
  for (const { line, length } of longFunctions(
    readFileSync(join(projectRoot, file), 'utf8'),
    maxLines,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )) {
    console.log(`${file}:${line} is ${length} lines long; at most ${maxLines} are allowed`);
    found += 1;
  }
}
console.log(`${files.length} files, ${found} functions too long`);
if (found > 0 || files.length === 0) process.exit(1);
