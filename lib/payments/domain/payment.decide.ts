import type { Decider } from '../../kernel/decider.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { assertNever, err, ok, type Result } from '../../kernel/result.ts';
import type { PaymentEvent, PaymentSource } from './payment.events.ts';

/** Sums so far in minor units. `refunded ≤ captured`, and what is requested is never more than what is left. */
export type PaymentState = {
  readonly currency: CurrencyCode | null;
  /** Reserved at the customer's bank, captured amounts included. */
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
  readonly refundRequestedMinor: number;
  readonly voidRequestedMinor: number;
};

export const initialPaymentState: PaymentState = {
  currency: null,
  authorizedMinor: 0,
  capturedMinor: 0,
  voidedMinor: 0,
  refundedMinor: 0,
  refundRequestedMinor: 0,
  voidRequestedMinor: 0,
};

/**
 * Reports sums, not steps: what a channel says is "so much has been captured by now". Repeating a report, or one that
 * lags behind, changes nothing.
 */
export type ReportPayment = {
  readonly type: 'ReportPayment';
  readonly currency: CurrencyCode;
  readonly source: PaymentSource;
  readonly reference: string | null;
  readonly authorizedMinor?: number;
  readonly capturedMinor?: number;
  readonly refundedMinor?: number;
  /** True when everything captured has been given back, however much that is. */
  readonly refundedWhole?: boolean;
  /** True when the authorisation was given up. */
  readonly voided?: boolean;
};

/** Brings the money in line with what the order still costs: asks for a refund or a void of what is too much. */
export type SettlePayment = { readonly type: 'SettlePayment'; readonly dueMinor: number; readonly reason: string };

export type PaymentCommand = ReportPayment | SettlePayment;

export type PaymentRejection =
  | { readonly code: 'payment-currency-differs'; readonly known: CurrencyCode; readonly received: CurrencyCode }
  | { readonly code: 'payment-amount-invalid'; readonly field: string };

const isAmount = (value: number | undefined): boolean => value === undefined || (Number.isSafeInteger(value) && value >= 0);

const report = (state: PaymentState, command: ReportPayment): Result<readonly PaymentEvent[], PaymentRejection> => {
  const { currency, source, reference } = command;
  if (state.currency !== null && state.currency !== currency)
    return err({ code: 'payment-currency-differs', known: state.currency, received: currency });
  for (const field of ['authorizedMinor', 'capturedMinor', 'refundedMinor'] as const) {
    if (!isAmount(command[field])) return err({ code: 'payment-amount-invalid', field });
  }
  const events: PaymentEvent[] = [];
  // What was captured had been authorised, whether or not anybody said so.
  const authorized = Math.max(command.authorizedMinor ?? 0, command.capturedMinor ?? 0) - state.authorizedMinor;
  const captured = (command.capturedMinor ?? 0) - state.capturedMinor;
  const refundable = Math.max(state.capturedMinor, command.capturedMinor ?? 0);
  const refunded = (command.refundedWhole ? refundable : Math.min(command.refundedMinor ?? 0, refundable)) - state.refundedMinor;
  const open = openAuthorization(state);
  if (authorized > 0) events.push({ type: 'payment.authorized', amountMinor: authorized, currency, source, reference });
  if (captured > 0) events.push({ type: 'payment.captured', amountMinor: captured, currency, source, reference });
  if (refunded > 0) events.push({ type: 'payment.refunded', amountMinor: refunded, currency, source });
  if (command.voided && open > 0) events.push({ type: 'payment.voided', amountMinor: open, currency, source });
  return ok(events);
};

/** Authorised and neither captured nor given up. */
const openAuthorization = (state: PaymentState): number => Math.max(0, state.authorizedMinor - state.capturedMinor - state.voidedMinor);

const settle = (state: PaymentState, { dueMinor, reason }: SettlePayment): Result<readonly PaymentEvent[], PaymentRejection> => {
  if (!isAmount(dueMinor)) return err({ code: 'payment-amount-invalid', field: 'dueMinor' });
  const { currency } = state;
  if (currency === null) return ok([]);
  const events: PaymentEvent[] = [];
  const tooMuch = state.capturedMinor - Math.max(state.refundedMinor, state.refundRequestedMinor) - dueMinor;
  if (tooMuch > 0) events.push({ type: 'payment.refund_requested', amountMinor: tooMuch, currency, reason });
  const stillDue = Math.max(0, dueMinor - state.capturedMinor);
  const unneeded = openAuthorization(state) - state.voidRequestedMinor - stillDue;
  if (unneeded > 0) events.push({ type: 'payment.void_requested', amountMinor: unneeded, currency, reason });
  return ok(events);
};

export const decidePayment = (state: PaymentState, command: PaymentCommand): Result<readonly PaymentEvent[], PaymentRejection> => {
  switch (command.type) {
    case 'ReportPayment':
      return report(state, command);
    case 'SettlePayment':
      return settle(state, command);
    default:
      return assertNever(command);
  }
};

export const evolvePayment = (state: PaymentState, event: PaymentEvent): PaymentState => {
  const { amountMinor, currency } = event;
  switch (event.type) {
    case 'payment.authorized':
      return { ...state, currency, authorizedMinor: state.authorizedMinor + amountMinor };
    case 'payment.captured':
      return { ...state, currency, capturedMinor: state.capturedMinor + amountMinor };
    case 'payment.voided':
      return { ...state, voidedMinor: state.voidedMinor + amountMinor, voidRequestedMinor: 0 };
    case 'payment.refunded':
      return { ...state, refundedMinor: state.refundedMinor + amountMinor };
    case 'payment.refund_requested':
      return { ...state, refundRequestedMinor: Math.max(state.refundRequestedMinor, state.refundedMinor) + amountMinor };
    case 'payment.void_requested':
      return { ...state, voidRequestedMinor: state.voidRequestedMinor + amountMinor };
    default:
      return assertNever(event);
  }
};

export const paymentDecider: Decider<PaymentState, PaymentCommand, PaymentEvent, PaymentRejection> = {
  initial: initialPaymentState,
  decide: decidePayment,
  evolve: evolvePayment,
};
