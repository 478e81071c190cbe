import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { returnFeatures } from '../../domain/return-risk/return-features.ts';
import { createLineReturns, type ReturnFact } from '../../domain/return-risk/return-facts.ts';
import { createReturnTallies } from '../../domain/return-risk/return-tallies.ts';

/** One line of the past: what was known when it was ordered, and whether something of it came back. */
export type ReturnRow = {
  readonly id: string;
  readonly at: Instant;
  readonly features: Readonly<Record<string, number | null>>;
  readonly label: 0 | 1;
  readonly group: { readonly channel: string; readonly region: null };
};

/** Days after which a line of which nothing came back counts as kept. */
export const keptDays = 60;
const dayMs = 86_400_000;

export type ReturnTrainingParts = {
  /** Facts in the order of time. */
  readonly facts: AsyncIterable<ReturnFact> | Iterable<ReturnFact>;
  /** Whether a person agrees that is learnt from what they did. Of others the goods are counted, and not the person. */
  readonly mayLearnFrom: (tenantId: TenantId, personId: string) => Promise<boolean>;
};

/** @param index of the line in its order */
const lineId = (orderId: string, index: number): string => `${orderId}#${index + 1}`;

type ReturnLines = { readonly lines: readonly Omit<ReturnRow, 'label'>[]; readonly returned: ReadonlySet<string> };

/**
 * Lines of the orders of a window with the features that they would have been judged by, and which of them came back. A return
 * counts in what is known of others from when it was received; of orders before the window only that is used.
 */
const linesIn = async (
  tenantId: TenantId,
  parts: ReturnTrainingParts,
  { since, before, asOf }: { readonly since?: Instant; readonly before: Instant; readonly asOf: Instant },
): Promise<ReturnLines> => {
  const tallies = createReturnTallies();
  const waiting: Omit<ReturnRow, 'label'>[] = [];
  const returned = new Set<string>();
  const orders = new Map<string, ReturnType<typeof createLineReturns>>();
  const allowed = new Map<string, boolean>();
  const personOf = async (personId: string | null): Promise<string | null> => {
    if (personId === null) return null;
    const may = allowed.get(personId) ?? (await parts.mayLearnFrom(tenantId, personId));
    allowed.set(personId, may);
    return may ? personId : null;
  };
  for await (const fact of parts.facts) {
    if (fact.at > asOf) continue;
    if (fact.kind === 'return') {
      for (const index of orders.get(fact.orderId)?.add(fact) ?? []) returned.add(lineId(fact.orderId, index));
      tallies.add(fact);
      continue;
    }
    const sale = { ...fact, personId: await personOf(fact.personId) };
    orders.set(sale.orderId, createLineReturns(sale.lines));
    if (sale.at < before && (since === undefined || sale.at >= since))
      for (const [index, line] of sale.lines.entries())
        waiting.push({
          id: lineId(sale.orderId, index),
          at: sale.at,
          features: { ...returnFeatures(sale, line, tallies.evidenceOf(line, sale.personId)) },
          group: { channel: sale.channel, region: null },
        });
    tallies.add(sale);
  }
  return { lines: waiting, returned };
};

/**
 * Lines of orders with the features that they would have been judged by and how they ended.
 * @param asOf what was not known by then is not used, and lines that were too young then are left out
 */
export async function* returnTrainingRows(tenantId: TenantId, parts: ReturnTrainingParts, asOf: Instant): AsyncGenerator<ReturnRow> {
  const { lines, returned } = await linesIn(tenantId, parts, { before: plusMs(asOf, -keptDays * dayMs), asOf });
  for (const row of lines) yield { ...row, label: returned.has(row.id) ? 1 : 0 };
}

/** Features of the lines of orders since a moment, whatever becomes of them, made as those that the model learns from. */
export const returnFeaturesSince = async (
  tenantId: TenantId,
  parts: ReturnTrainingParts,
  { since, asOf }: { readonly since: Instant; readonly asOf: Instant },
): Promise<readonly ReturnRow['features'][]> =>
  (await linesIn(tenantId, parts, { since, before: plusMs(asOf, 1), asOf })).lines.map(({ features }) => features);
