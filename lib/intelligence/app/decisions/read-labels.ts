import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { decisionListKeys } from './decision.projection.ts';

const rowSchema = () =>
  z.object({
    decision_id: z.string(),
    kind: z.string(),
    band: z.string().nullable(),
    model: z.string().nullable(),
    model_version: z.string().nullable(),
    decided_at: z.string().transform(Instant),
    labelled_at: z.string().transform(Instant),
    from: z.enum(['feedback', 'override', 'contest', 'outcome']),
    decision_was_right: z.boolean().nullable(),
    target: z.union([z.literal(0), z.literal(1)]).nullable(),
    weight: z.number(),
    outcome: z.string().optional(),
  });

/** What one word on one decision teaches a model. Several may stand on one decision: the one of the greatest weight goes before. */
export type DecisionLabel = {
  readonly decisionId: string;
  readonly kind: string;
  readonly band: string | null;
  readonly model: string | null;
  readonly modelVersion: string | null;
  readonly decidedAt: Instant;
  /** When it became known: what came later must not be learned from before. */
  readonly labelledAt: Instant;
  readonly from: 'feedback' | 'override' | 'contest' | 'outcome';
  readonly decisionWasRight: boolean | null;
  readonly target: 0 | 1 | null;
  readonly weight: number;
  readonly outcome: string | null;
};

/**
 * Labels of a model (`fraud`), or of a kind of decision that no model has a say in (`duplicate`), that became known in the
 * window, first to last.
 */
export const createReadLabels = ({ views }: Pick<Platform, 'views'>) =>
  async function* (
    tenantId: TenantId,
    model: string,
    window: { readonly from: Instant; readonly to: Instant },
  ): AsyncGenerator<DecisionLabel> {
    const Row = rowSchema();
    let cursor: string | undefined;
    do {
      const PK = decisionListKeys.labels(tenantId, model);
      const page = await views.query({ PK, from: window.from, to: window.to, ...(cursor === undefined ? {} : { cursor }) });
      for (const item of page.items) {
        const row = Row.parse(item);
        yield {
          decisionId: row.decision_id,
          kind: row.kind,
          band: row.band,
          model: row.model,
          modelVersion: row.model_version,
          decidedAt: row.decided_at,
          labelledAt: row.labelled_at,
          from: row.from,
          decisionWasRight: row.decision_was_right,
          target: row.target,
          weight: row.weight,
          outcome: row.outcome ?? null,
        };
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  };

export type ReadLabels = ReturnType<typeof createReadLabels>;
