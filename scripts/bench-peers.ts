// Sets the product beside Vendure and Medusa, each in its production mode, with the same orders in one run (docs/peers.md):
//   npm run bench:peers -- [--orders 120] [--rounds 2] [--clients 8] [--only waybill,vendure,medusa] [--scratch DIR] [--json] [--write docs/peers.md]
// Installs the peers from npm into a scratch folder. Needs npm, PostgreSQL and Redis; not part of `npm test`.
import { readFileSync, writeFileSync } from 'node:fs';
import { replaceBetween } from './bench/print.ts';
import { parseOptions, type PeersOptions, usage } from './bench-peers/options.ts';
import { peersDocument, peersMarkdown, printPeers } from './bench-peers/report.ts';
import { runPeers } from './bench-peers/run.ts';
import { endProcesses } from './support/processes.ts';

const readOptions = (): PeersOptions => {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return process.exit(2);
  }
};

const options = readOptions();
// Before the work, so that a page that cannot be written into is known before it.
if (options.write !== undefined) replaceBetween(readFileSync(options.write, 'utf8'), 'peers', '');

// The servers have process groups of their own, which an interrupt from the terminal does not reach.
process.once('exit', endProcesses);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const report = await runPeers({ ...options, tell: (line) => console.error(line) });
  console.log(options.json ? JSON.stringify(peersDocument(report), null, 2) : printPeers(report));
  if (options.write !== undefined) {
    // Where the scratch folder stands is nobody's business but this computer's.
    const kept = process.argv
      .slice(2)
      .filter((argument, index, all) => !argument.startsWith('--scratch') && all[index - 1] !== '--scratch');
    const figures = peersMarkdown(report, `npm run bench:peers -- ${kept.join(' ')}`);
    writeFileSync(options.write, replaceBetween(readFileSync(options.write, 'utf8'), 'peers', figures));
  }
  process.exitCode = report.runs.some(({ errors }) => errors > 0) ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
