// Fails when an import breaks a rule of .dependency-cruiser.cjs, or when the rules were applied to next to nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from './support/cruise.ts';
import { projectRoot } from './support/run-tool.ts';

// Without a working TypeScript parser dependency-cruiser reads no file, finds nothing wrong and is content.
const fewestModules = 50;

const folders = ['lib', 'lambdas', 'bin', 'console/src', 'clients/typescript/src'].filter((folder) =>
  existsSync(join(projectRoot, folder)),
);
const { modules, violations } = await cruise(projectRoot, folders);

for (const { rule, from, to } of violations) console.log(`${rule}: ${from} → ${to}`);
console.log(`${modules} modules, ${violations.length} violations`);
if (modules < fewestModules) console.log(`Fewer than ${fewestModules} modules were read, so the rules have not been checked.`);
if (violations.length > 0 || modules < fewestModules) process.exit(1);
