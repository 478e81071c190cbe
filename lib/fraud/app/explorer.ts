import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';
import { toEpochMs } from '../../kernel/instant.ts';
import { type Platform, TransactionCanceledError } from '../../platform/ports.ts';
import { drawOf, type Exploration, explore, notExplored } from '../domain/exploration.ts';

/** Whether an order that would be reviewed or declined is passed to learn from it. Asked again, it answers the same. */
export type Explorer = (tenantId: string, orderId: string, valueMinor: number, policy: FraudBandsPolicy) => Promise<Exploration>;

const countRow = 'COUNT';
/** A day's rows are of no use once the day is over; some days more let a person look. */
const keptSeconds = 14 * 86_400;

/**
 * Decides by a keyed hash of the order's id, so that a repeated step draws the same and nobody outside can tell who will pass. A
 * day's passes are counted in one row: it is read for orders that would not pass, and written for the few that were drawn.
 */
export const createExplorer = ({ ledger, keys, clock }: Pick<Platform, 'ledger' | 'keys' | 'clock'>): Explorer => {
  const dayIsFull: Exploration = { explored: false, propensity: 1, reason: 'day-is-full' };

  return async (tenantId, orderId, valueMinor, policy) => {
    const refused = notExplored(policy, valueMinor);
    if (refused) return { explored: false, propensity: 1, reason: refused };
    const now = clock.now();
    const PK = `${tenantId}#FRAUDEXPLORED#${now.slice(0, 10)}`;
    const mine = { PK, SK: `ORDER#${orderId}` };
    const [count, taken] = await ledger.getMany([{ PK, SK: countRow }, mine]);
    const drawn = explore(policy, drawOf(await keys.mac('fraud-exploration', `${tenantId} ${orderId}`)));
    if (taken) return drawn;
    const { perDayMax } = policy.explore;
    if (Number(count?.['passed'] ?? 0) >= perDayMax) return dayIsFull;
    if (!drawn.explored) return drawn;
    const ttl = Math.floor(toEpochMs(now) / 1_000) + keptSeconds;
    try {
      await ledger.transact([
        { kind: 'put', item: { ...mine, ttl }, condition: { kind: 'absent' } },
        {
          kind: 'update',
          key: { PK, SK: countRow },
          change: { add: { passed: 1 }, set: { ttl } },
          condition: {
            kind: 'any',
            conditions: [
              { kind: 'attribute-absent', attribute: 'passed' },
              { kind: 'less-than', attribute: 'passed', value: perDayMax },
            ],
          },
        },
      ]);
      return drawn;
    } catch (error) {
      if (!(error instanceof TransactionCanceledError)) throw error;
      // Another try of the same step was faster, which is as good; or the last place of the day went to another order.
      return error.failures.some(({ index }) => index === 0) ? drawn : dayIsFull;
    }
  };
};
