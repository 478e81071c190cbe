// `npm run check`: everything that can be known without running the product. `npm run check -- lint types` runs a part.
import { runTool } from './support/run-tool.ts';

type Step = { readonly name: string; readonly tool: string; readonly args: readonly string[]; readonly hint: string };

const steps: readonly Step[] = [
  { name: 'types', tool: 'tsc', args: ['-p', '.'], hint: '' },
  { name: 'types of pages', tool: 'tsc', args: ['-p', 'console'], hint: '' },
  { name: 'lint', tool: 'oxlint', args: [], hint: '`npx oxlint --fix` repairs some of these' },
  { name: 'format', tool: 'biome', args: ['format', '--reporter=summary', '.'], hint: '`npm run format` repairs all of these' },
  { name: 'architecture', tool: 'node', args: ['scripts/architecture.ts'], hint: 'each rule is explained in .dependency-cruiser.cjs' },
  { name: 'length', tool: 'node', args: ['scripts/function-length.ts'], hint: 'split it: branches in the parent, pure leaves below' },
  { name: 'dead code', tool: 'knip', args: ['--no-progress', '--no-config-hints'], hint: 'remove it, or use it' },
  { name: 'requirements', tool: 'node', args: ['scripts/requirements-check.ts'], hint: 'docs/requirements.md says which states exist' },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}`);
  process.exit(2);
}

const failures: string[] = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  const { exitCode, output, seconds } = await runTool(step.tool, step.args);
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(14)} ${seconds.toFixed(1).padStart(5)} s`);
  if (exitCode === 0) continue;
  failures.push(step.name);
  console.log(`\n${output.trim()}\n${step.hint && `\n  → ${step.hint}\n`}`);
}

if (failures.length > 0) {
  console.error(`check failed: ${failures.join(', ')}`);
  process.exit(1);
}
