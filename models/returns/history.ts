// Writes the history that the starter model of returns learns from: the simulated retailer of `oms import-history`, where people
// try on, as `history.csv`. It stands beside `train.py`, which calls it where no history is given:
//   node models/returns/history.ts --seed 20261101 --out history.csv
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { factOfHistory } from '../../lib/customers/app/return-risk/facts-of-history.ts';
import { type ReturnRow, returnTrainingRows } from '../../lib/customers/app/return-risk/return-training-rows.ts';
import type { ReturnFact } from '../../lib/customers/domain/return-risk/return-facts.ts';
import { generateHistory, standardHistory } from '../../lib/intelligence/domain/history/index.ts';
import { trainingSetOf } from '../../lib/intelligence/app/training/training-set.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { createRandom, mix } from '../../lib/platform/simulation/random.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '20261101' }, out: { type: 'string' } } });
if (values.out === undefined) throw new Error('--out names the file to write');

const seed = Number(values.seed);
/** Shops of which more or less comes back: the model is to go by the figures of a shop, and not by those of one it has learnt from. */
const shops = [0.15, 0.4, 0.8, 1.2, 2] as const;
const ordersPerDay = 26;

function* facts(shop: number): Generator<ReturnFact> {
  const options = { ...standardHistory, seed: seed + shop, ordersPerDay, skus: 60, wardrobes: true, returnsTimes: shops[shop] ?? 1 };
  for (const row of generateHistory(createRandom(options.seed), options)) {
    if (row.kind !== 'order' && row.kind !== 'return') continue;
    const fact = factOfHistory(row, row.kind === 'order' ? row.customer_id : null);
    if (fact) yield fact;
  }
}

// Half of the people agree that is learnt from them, so that the model knows what to do without.
const mayLearnFrom = async (_tenant: TenantId, personId: string): Promise<boolean> => mix(seed, personId) % 2 === 0;
const rows: ReturnRow[] = [];
for (const shop of shops.keys()) {
  // A day's rows come in the order in which they were known; features go by the moments.
  const inOrder = [...facts(shop)].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const asOf = inOrder.at(-1)?.at as Instant;
  for await (const row of returnTrainingRows(TenantId('training'), { facts: inOrder, mayLearnFrom }, asOf)) rows.push(row);
}
const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'features.json'), 'utf8')) as {
  readonly features: readonly { readonly name: string }[];
};
const set = trainingSetOf(
  schema.features.map(({ name }) => name),
  rows,
);
if (!set) throw new Error('The simulated history has no row that is old enough');
writeFileSync(values.out, set.csv);
