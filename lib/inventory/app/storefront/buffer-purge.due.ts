import * as z from 'zod';
import { stableId } from '../../../kernel/hash-chain.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { ConditionFailedError, type Item, type Platform } from '../../../platform/ports.ts';
import { purgePaths } from '../../domain/buffers/buffer.purge.ts';
import { duePurges } from './buffer-purge.rows.ts';

const Row = z.object({ PK: z.string(), SK: z.string(), crossing: z.int() });
type Row = z.infer<typeof Row>;

const atOnce = 16;

type Parts = Pick<Platform, 'ledger' | 'sha256' | 'edge' | 'observability'>;

const isUnchanged = (crossing: number) => ({ kind: 'equals', attribute: 'crossing', value: crossing }) as const;

/**
 * Throws out what is due of a tenant, in one call, and then notes that it is done. What the call is known by follows from the
 * articles and how often each has crossed: a message that comes again, or a second process at the same work, asks for the same
 * purge, which the cache takes for the one it has. An article that crosses again meanwhile stays due, and its own message is
 * on the way. While the cache refuses, everything stays due, and whichever message gets through first takes it along.
 * @returns articles that were thrown out
 * @throws UnavailableError when the cache does not take the purge now
 */
export const createPurgeDue = ({ ledger, sha256, edge, observability: { logger } }: Parts) => {
  let told = false;

  const due = async (tenantId: TenantId): Promise<readonly Row[]> => {
    const found: Item[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await ledger.query({ PK: duePurges(tenantId), ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items);
      cursor = page.cursor;
      if (cursor === undefined) return found.map((item) => Row.parse(item));
    }
  };

  const settle = async ({ PK, SK, crossing }: Row): Promise<void> => {
    try {
      await ledger.delete({ PK, SK }, isUnchanged(crossing));
    } catch (error) {
      // It has crossed again, or somebody else has settled it.
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  };

  return async (tenantId: TenantId): Promise<number> => {
    const rows = await due(tenantId);
    if (rows.length === 0) return 0;
    if (edge) {
      const crossings = rows.map(({ SK, crossing }) => `${SK} ${crossing}`);
      await edge.purge({
        paths: purgePaths(
          tenantId,
          rows.map(({ SK }) => SK),
        ),
        reference: stableId(sha256, tenantId, ...crossings),
      });
    } else if (!told) {
      told = true;
      logger.info('nothing keeps answers that could be thrown out', { tenant_id: tenantId });
    }
    await concurrently(rows, atOnce, settle);
    return rows.length;
  };
};
