// What of an order needs a person, and what that person is best advised to do.
import type { Instant } from '../../kernel/instant.ts';
import { isRefusalHold } from './order.refusals.ts';
import type { Order, RecordedHold } from './order.record.ts';
import type { OpenStage } from './stage-age.ts';
import type { HoldType } from './order.values.ts';

/** What an order needs somebody for, apart from deciding on a hold. */
export const exceptionKinds = [
  'stuck',
  'backordered',
  'promise-broken',
  'promise-at-risk',
  'discrepancy',
  'workflow-broke-off',
  'refused-everywhere',
  'shipped-unwanted',
  'added-too-late',
  'undeliverable',
  'notice-refused',
  'notice-late',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** Those that are told by a hold. */
export const heldExceptions = [
  'discrepancy',
  'workflow-broke-off',
  'refused-everywhere',
  'shipped-unwanted',
  'added-too-late',
  'undeliverable',
] as const satisfies readonly ExceptionKind[];
export type HeldException = (typeof heldExceptions)[number];

/** How the ids of holds begin that tell of units that were added to an order after its end. */
export const addedHold = 'added-';
/** How the ids of holds begin that tell of goods that came back because they could not be delivered. */
export const undeliveredHold = 'undelivered-';

type NamedHold = { readonly holdId: string; readonly type: string };

/** What a hold says has gone wrong; undefined for one that only asks for a decision. */
export const exceptionOf = ({ holdId, type }: NamedHold): HeldException | undefined => {
  if (holdId.startsWith('workflow-')) return 'workflow-broke-off';
  if (isRefusalHold({ holdId } as Pick<RecordedHold, 'holdId'>)) return 'refused-everywhere';
  if (holdId.startsWith('overshipped-')) return 'shipped-unwanted';
  if (holdId.startsWith(addedHold)) return 'added-too-late';
  if (holdId.startsWith(undeliveredHold)) return 'undeliverable';
  return type === 'discrepancy' ? 'discrepancy' : undefined;
};

const over: ReadonlySet<string> = new Set(['cancelled', 'completed', 'returned']);
const gone: ReadonlySet<string> = new Set(['shipped', 'delivered', ...over]);

/** What has gone wrong with an order that is over, so that only a person can mend it. */
const outliveOrders: ReadonlySet<HeldException | undefined> = new Set(['shipped-unwanted', 'added-too-late', 'undeliverable'] as const);

/**
 * Whether somebody still has to decide on the hold. Those of an order that is over stop nothing any more, unless they say that
 * goods are under way which nobody wants, that more is wanted than was sent, or that the customer waits for what came back.
 */
export const isToDecide = (status: string, hold: NamedHold & { readonly rejected: boolean }): boolean =>
  over.has(status) ? !hold.rejected && outliveOrders.has(exceptionOf(hold)) : true;

/** Whether units may still be waited for. */
export const mayWaitForStock = (status: string): boolean => !gone.has(status);

/** Holds of an order that somebody has to decide on. */
export const holdsToDecide = (order: Order): readonly RecordedHold[] =>
  order.holds.filter((hold) => hold.outcome !== 'released' && isToDecide(order.status, { ...hold, rejected: hold.outcome === 'rejected' }));

/** What to do, as a code for programs and a sentence for people. */
export type Advice = { readonly code: string; readonly sentence: string };

const byHoldType: Readonly<Record<HoldType, Advice>> = {
  'fraud-review': {
    code: 'check-buyer',
    sentence: 'Check the buyer and the address. Release the hold if the order is genuine; reject it and the order is cancelled.',
  },
  verification: {
    code: 'await-code',
    sentence:
      'The customer has been sent a code. Ask for it on the phone and enter it, send another one, or release the hold if the order is genuine; reject it and the order is cancelled.',
  },
  'duplicate-review': {
    code: 'compare-orders',
    sentence: 'Compare it with the other order. Release the hold if both are wanted; reject it and this order is cancelled.',
  },
  'data-review': {
    code: 'check-data',
    sentence:
      'Compare the fields that the hold names with the order at its channel. Release the hold if they are right; reject it and the order is cancelled.',
  },
  payment: { code: 'secure-payment', sentence: 'Ask whoever takes the payment. Confirm it once it is secured, or cancel the order.' },
  address: {
    code: 'correct-address',
    sentence:
      'Ask the customer for the address and correct it here or at the channel: the order then goes on. Release the hold if the address is right; reject it and the order is cancelled.',
  },
  discrepancy: {
    code: 'correct-at-channel',
    sentence: 'The figures of the channel contradict each other. Correct the order there, or release the hold to take it as it is.',
  },
  operator: { code: 'ask-who-held', sentence: 'Read the reason of the hold. Release it when that is settled, or cancel the order.' },
  'until-date': { code: 'wait', sentence: 'Nothing is to be done before the date of the hold.' },
  'customer-request': { code: 'ask-customer', sentence: 'Ask the customer. Release the hold when the order may go on, or cancel it.' },
};

const byException: Readonly<Record<Exclude<HeldException, 'discrepancy'>, Advice>> = {
  'workflow-broke-off': {
    code: 'mend-and-release',
    sentence: 'See to the error that the hold names, then release the hold: the workflow starts again and repeats only what is left.',
  },
  'refused-everywhere': {
    code: 'ask-locations-again',
    sentence:
      'Ask the warehouses. If one can send the goods, release the hold; if none can, count the stock there, and cancel what is missing.',
  },
  'shipped-unwanted': {
    code: 'get-goods-back',
    sentence: 'More has left than the order wants. Stop the parcel or have it returned, then release the hold.',
  },
  'added-too-late': {
    code: 'order-anew',
    sentence:
      'Units were added at the channel after the order had come to its end, so nobody sends them. Place a new order for them or take them off at the channel, then release the hold.',
  },
  undeliverable: {
    code: 'ask-where-to-send',
    sentence:
      'Goods came back because they could not be delivered. Ask the customer for the right address and place a new order with it, or give the money back at the channel; then release the hold.',
  },
};

const cancelRejected: Advice = {
  code: 'cancel-order',
  sentence: 'The hold was upheld, so the order cannot go on. Cancel it.',
};

const dateIsOver: Advice = { code: 'release', sentence: 'The date of the hold is over. Release it.' };

/** Of another order that this one looks like. */
export type Twin = { readonly name: string; readonly secondsApart: number };

/** What the latest receipts of the decisions about an order say. */
export type Evidence = {
  readonly twin?: Twin;
  /** Why the order was sent to review, and how sure the model is of fraud, 0 to 1. */
  readonly review?: {
    readonly reasons: readonly string[];
    readonly score: number | null;
    /** What costs least in expectation now that somebody looks at it; absent where no costs were looked at. */
    readonly recommended?: { readonly action: 'pass' | 'verify' | 'decline'; readonly sentence: string };
  };
};

const codeOf = { pass: 'release', verify: 'verify-customer', decline: 'reject' } as const;

// The model is a starter, so that its opinion says how carefully to look, and never what to decide.
const suspicious = 0.5;

const withEvidence = (hold: RecordedHold, { twin, review }: Evidence): Advice | undefined => {
  if (hold.type === 'duplicate-review' && twin)
    return {
      code: 'compare-orders',
      sentence: `Compare it with ${twin.name}, placed ${twin.secondsApart} seconds apart. Release the hold if both are wanted; reject it and this order is cancelled.`,
    };
  if (hold.type !== 'fraud-review' || !review) return undefined;
  const why = review.reasons.join(' ');
  if (review.recommended) return { code: codeOf[review.recommended.action], sentence: `${why} ${review.recommended.sentence}` };
  return review.score !== null && review.score >= suspicious
    ? {
        code: 'verify-before-release',
        sentence: `${why} The model finds it likely to be fraud (${review.score.toFixed(2)}): reach the buyer on a way that the order does not name before you release the hold, or reject it and the order is cancelled.`,
      }
    : { code: 'check-buyer', sentence: `${why} ${byHoldType['fraud-review'].sentence}` };
};

/** What to do about a hold. */
export const adviseOnHold = (hold: RecordedHold, now: Instant, evidence: Evidence = {}): Advice => {
  if (hold.outcome === 'rejected') return cancelRejected;
  const exception = exceptionOf(hold);
  if (exception !== undefined && exception !== 'discrepancy') return byException[exception];
  if (hold.type === 'until-date' && hold.until !== null && hold.until <= now) return dateIsOver;
  return withEvidence(hold, evidence) ?? byHoldType[hold.type];
};

const byStage: Readonly<Record<OpenStage, Advice>> = {
  pending: {
    code: 'secure-payment',
    sentence: 'Its payment is not secured. Ask whoever takes it, confirm it by hand, or cancel the order.',
  },
  confirmed: { code: 'look-for-holds', sentence: 'It has not been sourced. Decide on its holds; if it has none, look at its workflow.' },
  backorder: { code: 'receive-or-cancel', sentence: 'It waits for stock. Have the goods delivered, or tell the customer and cancel it.' },
  processing: { code: 'look-at-workflow', sentence: 'Its stock is not reserved yet. Look at its workflow and at the queues.' },
  allocated: { code: 'ask-warehouse', sentence: 'No warehouse has begun to pick it. Ask there whether the work was seen.' },
  picking: { code: 'ask-warehouse', sentence: 'It is being picked for very long. Ask the warehouse what is missing.' },
  packed: { code: 'ask-warehouse', sentence: 'It is packed and has not left. Ask the warehouse when the carrier comes.' },
  partially_shipped: { code: 'ship-or-cancel-rest', sentence: 'A part of it has not left. Ask the warehouse, or cancel what is left.' },
};

/** What to do about an order that has been in a stage for too long. */
export const adviseOnStuck = (status: OpenStage): Advice => byStage[status];

export const adviceOnBackorder: Advice = {
  code: 'receive-or-cancel',
  sentence: 'Have the goods delivered, move them from elsewhere, or tell the customer and cancel what is missing.',
};

export const adviceOnBrokenPromise: Advice = {
  code: 'tell-customer',
  sentence: 'Tell the customer the new date. Where that is too late, have the goods delivered sooner, move them from elsewhere, or cancel.',
};

export const adviceOnRiskyPromise: Advice = {
  code: 'tell-customer-early',
  sentence: 'Ask the carrier where the parcel is, and tell the customer that it may come later before the promised day has passed.',
};

export const adviceOnRefusedNotice: Advice = {
  code: 'correct-and-send-back',
  sentence: 'See to the reason at the channel, then send the dead letter back; or enter it at the channel by hand.',
};

export const adviceOnLateNotice: Advice = {
  code: 'check-channel',
  sentence: 'The channel cannot be reached. Check its account and credentials; it is tried again by itself.',
};
