import type { FulfillmentOrder } from '../../../fulfilment/index.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { activeHolds, answerWait, type Order, type OrderWait } from '../../../orders/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { type Finding, findingOn, type FindingText } from './finding.ts';

export type Patience = {
  readonly now: Instant;
  /** What changed less long ago is left to those who follow it, in milliseconds. */
  readonly settlingMs: number;
  /** A workflow that neither waits nor gets on for this long is stuck, in milliseconds. */
  readonly stalledMs: number;
};

export const isSettled = (patience: Patience, at: Instant): boolean => toEpochMs(patience.now) - toEpochMs(at) > patience.settlingMs;
const isStalled = (patience: Patience, at: Instant): boolean => toEpochMs(patience.now) - toEpochMs(at) > patience.stalledMs;

export type OwnerFacts = {
  readonly changedAt: Instant;
  /** Start of the running lifecycle, if one runs. */
  readonly lifecycleSince: Instant | undefined;
  readonly openWaits: readonly string[];
  /** When the timer to completion is due, if there is one. */
  readonly completionDueAt: Instant | undefined;
  readonly queued: boolean;
};

const revive = 'If the server is stopped, start it. Otherwise put the order on hold and release the hold: that starts its workflow anew.';

// A shipped order is the carrier's: what is reported of its parcels moves it on.
const needsNoWorkflow: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'cancelled', 'returned']);

const workflowText = (order: Order, facts: OwnerFacts, patience: Patience): FindingText | undefined => {
  const { lifecycleSince, changedAt } = facts;
  if (lifecycleSince === undefined) {
    if (needsNoWorkflow.has(order.status) || activeHolds(order).length > 0) return undefined;
    return {
      code: 'order-without-owner',
      message: `It is ${order.status}; no workflow runs for it and no hold is on it.`,
      suggestion: revive,
    };
  }
  const unheard = facts.openWaits.find((wait) => answerWait(order, wait as OrderWait) !== 'wait');
  if (unheard !== undefined) {
    return { code: 'wake-lost', message: `Its workflow waits for ${unheard}, which has happened.`, suggestion: revive };
  }
  if (facts.openWaits.length > 0 || !isStalled(patience, lifecycleSince) || !isStalled(patience, changedAt)) return undefined;
  return { code: 'workflow-stalled', message: 'Its workflow runs, waits for nothing and gets nowhere.', suggestion: revive };
};

const completionText = (order: Order, facts: OwnerFacts): FindingText | undefined => {
  if (order.status !== 'delivered' || facts.completionDueAt !== undefined || activeHolds(order, 'completion').length > 0) return undefined;
  return {
    code: 'completion-timer-missing',
    message: 'It is delivered, and no timer will complete it.',
    suggestion: 'Put the order on hold and release the hold: that sets the timer anew.',
  };
};

/** Whether something or somebody carries the order on until its end. */
export const checkOwner = (stream: StreamId, order: Order, facts: OwnerFacts, patience: Patience): readonly Finding[] => {
  if (!isSettled(patience, facts.changedAt) || facts.queued) return [];
  const texts = [workflowText(order, facts, patience), completionText(order, facts)];
  return texts.flatMap((text) => (text ? [findingOn('owners', stream, text)] : []));
};

export type WorkOwnerFacts = Pick<OwnerFacts, 'changedAt' | 'queued'> & {
  /** Start of the running workflow of the fulfillment order, if one runs. */
  readonly shipmentSince: Instant | undefined;
  /** When the timer of a pickup is due, if there is one. */
  readonly pickupEndsAt: Instant | undefined;
  readonly order: Order | undefined;
};

const live: ReadonlySet<string> = new Set(['open', 'released', 'picking', 'packed', 'ready_for_pickup']);

/** Goods that wait for their customer wait for a timer too, unless a person has been asked. */
const pickupText = ({ status, pickup }: FulfillmentOrder, endsAt: Instant | undefined): FindingText | undefined => {
  if (status !== 'ready_for_pickup' || endsAt !== undefined || pickup?.overdueSince === pickup?.expiresAt) return undefined;
  return {
    code: 'pickup-timer-missing',
    message: 'Its goods lie ready for their customer, and no timer will end that.',
    suggestion: 'Give the customer more time (oms pickup extend): that sets the timer anew.',
  };
};

/** Whether a fulfillment order has the workflow that follows it and settles its stock, as long as there is something to do. */
export const checkWorkOwner = (stream: StreamId, work: FulfillmentOrder, facts: WorkOwnerFacts, patience: Patience): readonly Finding[] => {
  if (!isSettled(patience, facts.changedAt) || facts.queued) return [];
  const since = facts.shipmentSince;
  const isHeld = facts.order !== undefined && activeHolds(facts.order).length > 0;
  if (since === undefined && live.has(work.status) && !isHeld) {
    return [
      findingOn('owners', stream, {
        code: 'work-without-workflow',
        message: `It is ${work.status} and no workflow follows it.`,
        suggestion: revive,
      }),
    ];
  }
  const untimed = pickupText(work, facts.pickupEndsAt);
  if (untimed) return [findingOn('owners', stream, untimed)];
  if (since === undefined || live.has(work.status) || !isStalled(patience, facts.changedAt) || !isStalled(patience, since)) return [];
  const message = `It is ${work.status}, and its workflow has still not settled its stock.`;
  return [
    findingOn('owners', stream, {
      code: 'settlement-stalled',
      message,
      suggestion: 'Look for its execution and for dead letters: oms dlq list.',
    }),
  ];
};
