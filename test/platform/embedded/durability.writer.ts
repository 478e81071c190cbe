// Run by durability.test.ts as a process of its own: writes numbered items and prints each number once acknowledged.
import { writeSync } from 'node:fs';
import { openStore } from '../../../lib/platform/embedded/store.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';

const [dataDir = '', first = '0'] = process.argv.slice(2);
const { table } = openTable(openStore({ dataDir }), { name: 'numbered', streamed: true });

let next = Number(first);
const writeOn = async (): Promise<void> => {
  for (;;) {
    const number = next;
    next += 1;
    await table.put({ PK: 'numbers', SK: String(number).padStart(9, '0'), text: 'x'.repeat(number % 900) }, { kind: 'absent' });
    writeSync(1, `${number}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, writeOn));
