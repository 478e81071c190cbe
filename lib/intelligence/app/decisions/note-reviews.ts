import type { EventDetail } from '../../../contracts/events/envelope.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import { orderDecisionRef } from '../../domain/decisions/decision-ref.ts';
import { type OverrideReason, overrideReasons } from '../../domain/decisions/decision.values.ts';
import type { DecisionsParts } from './decision.ports.ts';
import type { SayOfDecision } from './say-of-decision.ts';

/** Events of orders by which people act on decisions; the subscription filters by them. */
export const reviewedTypes = ['order.hold_released', 'order.hold_rejected', 'order.rerouted'] as const;

/** Which check places holds of a type. */
const kindByHold: Readonly<Record<string, string>> = {
  'fraud-review': 'fraud',
  'duplicate-review': 'duplicate',
  'data-review': 'unusual',
  address: 'address',
};

// The command line acts for whoever sits at it; other components of ours only follow rules.
const isPerson = ({ kind, id }: EventDetail['actor']): boolean => kind !== 'system' || id === 'oms';

const reasonOf = (value: unknown): OverrideReason => overrideReasons.find((one) => one === value) ?? 'not-given';

/**
 * Notes on the decision what a person did to an order, by whichever button: so that a hold released from a list teaches as much
 * as one released with a reason.
 */
export const createNoteReviews = (
  parts: Pick<DecisionsParts, 'decisions' | 'orders'> & { readonly say: Pick<SayOfDecision, 'noteOverride'> },
) => {
  const { decisions, orders, say } = parts;

  const ofHold = async (tenantId: TenantId, orderId: string, holdId: string): Promise<string | undefined> => {
    const facts = await orders.read(tenantId, orderId, { works: false });
    const kind = kindByHold[facts?.holds.find((hold) => hold.holdId === holdId)?.type ?? ''];
    if (kind === undefined) return undefined;
    const records = await decisions.list(orders.streamOf(tenantId, orderId), `${kind}.`);
    // A hold that says which of several decisions it is of does so by its name.
    const own = records.find(({ decisionId }) => holdId === decisionId.replace('.', '-'));
    const newest = records.toSorted((left, right) => (left.decidedAt < right.decidedAt ? -1 : 1)).at(-1);
    return (own ?? newest)?.decisionId;
  };

  return async (detail: EventDetail): Promise<void> => {
    if (!isPerson(detail.actor)) return;
    const [tenantId, orderId] = [detail.tenant_id as TenantId, detail.stream_id];
    const caller = {
      ...systemCaller(tenantId, 'decision-reviews', { correlationId: detail.correlation_id, causationId: detail.event_id }),
    };
    const person = { ...caller, context: { ...caller.context, actor: detail.actor } };
    if (detail.type === 'order.rerouted') {
      const decisionId = detail.payload['decision_id'];
      if (typeof decisionId !== 'string') return;
      await say.noteOverride(person, orderDecisionRef(orderId, decisionId), {
        act: `work:${String(detail.payload['fulfillment_order_id'])}`,
        verb: 'rerouted',
        reasonCode: reasonOf(detail.payload['reason_code']),
      });
      return;
    }
    const holdId = String(detail.payload['hold_id']);
    const decisionId = await ofHold(tenantId, orderId, holdId);
    if (decisionId === undefined) return;
    await say.noteOverride(person, orderDecisionRef(orderId, decisionId), {
      act: `hold:${holdId}`,
      verb: detail.type === 'order.hold_released' ? 'released' : 'upheld',
      reasonCode: 'not-given',
    });
  };
};

export type NoteReviews = ReturnType<typeof createNoteReviews>;
