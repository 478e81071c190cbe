// `npm run build:needs`: runs the end-to-end suites with everything allowed and writes down what each function used, in
// lib/function-needs.ts. Read the difference before you commit it: it is what the functions' roles will allow.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNeedsUsed } from './support/needs-used.ts';
import { withRareNeeds } from './support/rare-needs.ts';
import { runTool } from './support/run-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-needs-'));
const env = { WAYBILL_NEEDS_USED: folder, WAYBILL_NEEDS_ALLOW: 'all' };
const { exitCode } = await runTool(
  'vitest',
  ['run', 'test/e2e', 'test/orders/app/recovery.test.ts', 'test/channels/notices', 'test/channels/stock'],
  { output: 'show', env },
);
const used = withRareNeeds(readNeedsUsed(folder));
rmSync(folder, { recursive: true });
if (exitCode !== 0) {
  console.error('The suites failed, so nothing was written.');
  process.exit(1);
}

const entries = [...used]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(
    ([handler, needs]) =>
      `  '${handler}': [${[...needs]
        .sort()
        .map((need) => `'${need}'`)
        .join(', ')}],`,
  );

writeFileSync(
  new URL('../lib/function-needs.ts', import.meta.url),
  `// oxlint-disable max-lines -- A list with an entry for each function.
// Written by \`npm run build:needs\` from what the end-to-end suites use, and from scripts/support/rare-needs.ts;
// \`npm test\` fails when a function uses more, or less.
import type { Need } from './platform/needs.ts';
import type { HandlerName } from './platform/wiring.ts';

/** What each function uses of the machine. Its role in AWS allows exactly this. */
export const functionNeeds: Readonly<Record<HandlerName, readonly Need[]>> = {
${entries.join('\n')}
};
`,
);
await runTool('biome', ['format', '--write', 'lib/function-needs.ts']);
console.log(`${used.size} functions, ${[...used.values()].reduce((sum, needs) => sum + needs.size, 0)} rights`);
