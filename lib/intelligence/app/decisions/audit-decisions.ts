import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { accountOf } from '../../domain/decisions/account.ts';
import type { Recorded } from '../../domain/decisions/decision-account.ts';
import type { AuditFinding } from '../../domain/decisions/decision.values.ts';
import type { DecisionsParts } from './decision.ports.ts';

/** `unable` where what decided then is not at hand, such as the model of another release. */
export type Recomputed = 'same' | 'otherwise' | 'inputs-missing' | 'unable';

/** Decides again, by kind of decision. A kind that is not here is held against its hash and its sums alone. */
export type Recompute = Readonly<Record<string, (tenantId: TenantId, orderId: string, record: Recorded) => Promise<Recomputed>>>;

export type AuditedDecision = {
  readonly kind: string;
  readonly finding: AuditFinding;
  /** Whether it was decided again; a decision can pass by hash and sums alone where nobody is able to. */
  readonly recomputed: boolean;
};

/** Examines one decision on record. */
export const createAuditDecision =
  ({ platform, recompute }: { readonly platform: Pick<DecisionsParts['platform'], 'sha256'>; readonly recompute: Recompute }) =>
  async (tenantId: TenantId, orderId: string, record: Recorded): Promise<AuditedDecision> => {
    const { kind } = record;
    const found = (finding: AuditFinding, recomputed = false): AuditedDecision => ({ kind, finding, recomputed });
    if (platform.sha256(canonicalJson(record.receipt)) !== record.hash) return found('hash-differs');
    if (accountOf(record).contributions?.addsUp === false) return found('parts-do-not-sum');
    const again = Object.hasOwn(recompute, kind) ? await recompute[kind]?.(tenantId, orderId, record) : 'unable';
    if (again === 'inputs-missing') return found('inputs-missing');
    if (again === 'otherwise') return found('decided-otherwise', true);
    return found('passed', again === 'same');
  };

export type AuditDecision = ReturnType<typeof createAuditDecision>;
