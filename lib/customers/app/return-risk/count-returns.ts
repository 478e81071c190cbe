import { forEveryTenant } from '../../../platform/every-tenant.ts';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ReturnFact } from '../../domain/return-risk/return-facts.ts';
import { returnFiguresOf } from '../../domain/return-risk/return-figures.ts';
import { createReturnTallies } from '../../domain/return-risk/return-tallies.ts';
import { createReturnFigureRows } from './return-figures.rows.ts';

/** What was sold and what came back, in the order of time. */
export type ReadReturnFacts = (
  tenantId: TenantId,
  window: { readonly from: Instant; readonly to: Instant },
) => AsyncIterable<ReturnFact> | Iterable<ReturnFact>;

export type CountReturnsParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly facts: ReadReturnFacts;
  /** Whether a person agrees to personalisation; of others nothing is kept together. */
  readonly agrees: (tenantId: TenantId, personId: PersonId) => Promise<boolean>;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

const dayMs = 86_400_000;
/** Two years: goods and their cut change, and so do people. */
const windowMs = 730 * dayMs;
const everyMs = 20 * 3_600_000;
/** People whose figures are kept at most, those first who sent back most. */
const customersMax = 20_000;
const askedAtOnce = 16;

/** Counts each night what came back: by category, article and size, and of people who agree to that. */
export const createCountReturns = ({ platform, facts, agrees, tenants }: CountReturnsParts) => {
  const { clock, observability } = platform;
  const rows = createReturnFigureRows(platform.views);

  const agreeing = async <P extends { readonly personId: string; readonly returned: number }>(
    tenantId: TenantId,
    people: readonly P[],
  ): Promise<readonly P[]> => {
    const most = people.toSorted((one, other) => other.returned - one.returned).slice(0, customersMax);
    const found: P[] = [];
    for (let from = 0; from < most.length; from += askedAtOnce) {
      const some = most.slice(from, from + askedAtOnce);
      const agreed = await Promise.all(some.map(({ personId }) => agrees(tenantId, personId as PersonId)));
      found.push(...some.filter((_, index) => agreed[index]));
    }
    return found;
  };

  const count = async (tenantId: TenantId): Promise<{ readonly sold: number; readonly returned: number }> => {
    const now = clock.now();
    const tallies = createReturnTallies();
    for await (const fact of facts(tenantId, { from: plusMs(now, -windowMs), to: now })) tallies.add(fact);
    const figures = returnFiguresOf(tallies, now);
    await rows.save(tenantId, { ...figures, customers: await agreeing(tenantId, figures.customers) }, now);
    return figures.summary.overall;
  };

  return {
    /** Counts now. @returns lines that were sold, and those of which something came back */
    count,
    /** Counts for every tenant whose last count is a night old. One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number; readonly counted: number }> => {
      let counted = 0;
      const all = await forEveryTenant(
        { observability, tenants, metric: 'ReturnCountsFailed', trouble: 'what comes back could not be counted' },
        async (tenantId) => {
          const last = await rows.summary(tenantId);
          if (last && clock.now() < plusMs(last.countedAt, everyMs)) return;
          await count(tenantId);
          counted += 1;
        },
      );
      return { ...all, counted };
    },
  };
};

export type CountReturns = ReturnType<typeof createCountReturns>;
