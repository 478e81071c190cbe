import type { Decider } from '../../kernel/decider.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assertNever, err, ok, type Result } from '../../kernel/result.ts';
import type { ChargebackReceived, FraudCaseEvent, ReviewDecided, VerificationFailure } from './fraud-case.events.ts';

/** Wrong codes after which a verification is over. */
export const codeTriesMax = 5;
/** Codes that are sent for one order, all verifications together: each costs money, and can be a nuisance to a stranger. */
export const codeSendsMax = 3;
/** How long a code is good for. */
export const codeValidityMs = 600_000;

export type Verification = {
  /** Counts the verifications of the order, from 1. */
  readonly number: number;
  readonly status: 'waiting' | 'confirmed' | 'failed';
  /** Sends of the order whose codes are good for this verification; `lastSend` is 0 before the first. */
  readonly firstSend: number;
  readonly lastSend: number;
  readonly tries: number;
  /** Null while no code has been sent. */
  readonly expiresAt: Instant | null;
  readonly reason: VerificationFailure | null;
  readonly endedAt: Instant | null;
};

export type FraudCase = {
  readonly placedAt: Instant | null;
  /** The latest one. */
  readonly verification: Verification | null;
  /** Codes sent so far. */
  readonly sends: number;
  /** What asked for verifications so far. */
  readonly causes: readonly string[];
  readonly reviews: readonly Omit<ReviewDecided, 'type' | 'placedAt'>[];
  readonly chargebacks: readonly Omit<ChargebackReceived, 'type' | 'placedAt'>[];
};

export const initialFraudCase: FraudCase = { placedAt: null, verification: null, sends: 0, causes: [], reviews: [], chargebacks: [] };

/** `obstacle` says why no code can be sent, where that is known. */
export type RequestVerification = {
  readonly type: 'RequestVerification';
  readonly cause: string;
  readonly obstacle: 'no-phone' | null;
  readonly placedAt: Instant;
  readonly now: Instant;
  readonly expiresAt: Instant;
};
export type ResendCode = { readonly type: 'ResendCode'; readonly now: Instant; readonly expiresAt: Instant };
export type SubmitCode = {
  readonly type: 'SubmitCode';
  readonly verification: number;
  /** The send whose code this is; null for a code of none. */
  readonly matchedSend: number | null;
  readonly basis: 'customer' | 'support';
  readonly by: string;
  readonly now: Instant;
};
/** Takes effect only when no later code has been sent since. */
export type ExpireVerification = {
  readonly type: 'ExpireVerification';
  readonly verification: number;
  readonly send: number;
  readonly now: Instant;
};
export type AbandonVerification = {
  readonly type: 'AbandonVerification';
  readonly verification: number;
  readonly reason: 'no-phone' | 'undeliverable';
  readonly now: Instant;
};
export type RecordReview = Omit<ReviewDecided, 'type'> & { readonly type: 'RecordReview' };
export type ReceiveChargeback = Omit<ChargebackReceived, 'type'> & { readonly type: 'ReceiveChargeback' };

export type FraudCaseCommand =
  | RequestVerification
  | ResendCode
  | SubmitCode
  | ExpireVerification
  | AbandonVerification
  | RecordReview
  | ReceiveChargeback;

export type FraudCaseRejection =
  | { readonly code: 'verification-not-waiting'; readonly status: 'none' | 'confirmed' | 'failed' }
  | { readonly code: 'code-sends-exhausted'; readonly sends: number }
  | { readonly code: 'chargeback-differs'; readonly chargebackId: string };

type Decision = Result<readonly FraudCaseEvent[], FraudCaseRejection>;

const failed = (verification: number, reason: VerificationFailure, failedAt: Instant): FraudCaseEvent => ({
  type: 'fraud.verification_failed',
  verification,
  reason,
  failedAt,
});

const request = (state: FraudCase, { cause, obstacle, placedAt, now, expiresAt }: RequestVerification): Decision => {
  if (state.causes.includes(cause) || state.verification?.status === 'waiting') return ok([]);
  const verification = (state.verification?.number ?? 0) + 1;
  const requested: FraudCaseEvent = { type: 'fraud.verification_requested', verification, cause, placedAt, requestedAt: now };
  if (obstacle) return ok([requested, failed(verification, obstacle, now)]);
  if (state.sends >= codeSendsMax) return ok([requested, failed(verification, 'no-sends-left', now)]);
  return ok([requested, { type: 'fraud.code_issued', verification, send: state.sends + 1, expiresAt }]);
};

const notWaiting = (state: FraudCase): Decision => {
  const status = state.verification?.status;
  return err({ code: 'verification-not-waiting', status: status === 'confirmed' || status === 'failed' ? status : 'none' });
};

const resend = (state: FraudCase, { expiresAt }: ResendCode): Decision => {
  const { verification, sends } = state;
  if (verification?.status !== 'waiting') return notWaiting(state);
  if (sends >= codeSendsMax) return err({ code: 'code-sends-exhausted', sends });
  return ok([{ type: 'fraud.code_issued', verification: verification.number, send: sends + 1, expiresAt }]);
};

/** A code that came late, because the next was sent meanwhile, is as good: it went to the same phone. */
const submit = (state: FraudCase, { verification, matchedSend, basis, by, now }: SubmitCode): Decision => {
  const current = state.verification;
  if (!current || current.number !== verification) return notWaiting(state);
  const matches = matchedSend !== null && matchedSend >= current.firstSend && matchedSend <= current.lastSend;
  if (current.status === 'confirmed' && matches) return ok([]);
  if (current.status !== 'waiting') return notWaiting(state);
  if (current.expiresAt !== null && current.expiresAt <= now) return ok([failed(verification, 'expired', now)]);
  if (matches) return ok([{ type: 'fraud.verification_confirmed', verification, basis, confirmedBy: by, confirmedAt: now }]);
  const tries = current.tries + 1;
  const refused: FraudCaseEvent = { type: 'fraud.code_refused', verification, tries };
  return ok(tries >= codeTriesMax ? [refused, failed(verification, 'too-many-tries', now)] : [refused]);
};

const expire = ({ verification: current }: FraudCase, { verification, send, now }: ExpireVerification): Decision => {
  const isMeant = current?.status === 'waiting' && current.number === verification && current.lastSend === send;
  const isOver = isMeant && current.expiresAt !== null && current.expiresAt <= now;
  return ok(isOver ? [failed(verification, 'expired', now)] : []);
};

const abandon = ({ verification: current }: FraudCase, { verification, reason, now }: AbandonVerification): Decision =>
  ok(current?.status === 'waiting' && current.number === verification ? [failed(verification, reason, now)] : []);

const recordReview = (state: FraudCase, { type: _command, ...review }: RecordReview): Decision =>
  ok(state.reviews.some(({ holdId }) => holdId === review.holdId) ? [] : [{ type: 'fraud.review_decided', ...review }]);

const receiveChargeback = (state: FraudCase, { type: _command, ...chargeback }: ReceiveChargeback): Decision => {
  const known = state.chargebacks.find(({ chargebackId }) => chargebackId === chargeback.chargebackId);
  if (!known) return ok([{ type: 'fraud.chargeback_received', ...chargeback }]);
  // Of the moment the first report counts: whoever enters it again may say another minute.
  const same =
    known.amountMinor === chargeback.amountMinor && known.currency === chargeback.currency && known.reasonCode === chargeback.reasonCode;
  return same ? ok([]) : err({ code: 'chargeback-differs', chargebackId: chargeback.chargebackId });
};

export const decideFraudCase = (state: FraudCase, command: FraudCaseCommand): Decision => {
  switch (command.type) {
    case 'RequestVerification':
      return request(state, command);
    case 'ResendCode':
      return resend(state, command);
    case 'SubmitCode':
      return submit(state, command);
    case 'ExpireVerification':
      return expire(state, command);
    case 'AbandonVerification':
      return abandon(state, command);
    case 'RecordReview':
      return recordReview(state, command);
    case 'ReceiveChargeback':
      return receiveChargeback(state, command);
    default:
      return assertNever(command);
  }
};

const ended = (state: FraudCase, change: Pick<Verification, 'status' | 'reason' | 'endedAt'>): FraudCase => ({
  ...state,
  verification: state.verification && { ...state.verification, ...change },
});

export const evolveFraudCase = (state: FraudCase, event: FraudCaseEvent): FraudCase => {
  switch (event.type) {
    case 'fraud.verification_requested':
      return {
        ...state,
        placedAt: event.placedAt,
        causes: [...state.causes, event.cause],
        verification: {
          number: event.verification,
          status: 'waiting',
          firstSend: state.sends + 1,
          lastSend: 0,
          tries: 0,
          expiresAt: null,
          reason: null,
          endedAt: null,
        },
      };
    case 'fraud.code_issued':
      return {
        ...state,
        sends: event.send,
        verification: state.verification && { ...state.verification, lastSend: event.send, expiresAt: event.expiresAt },
      };
    case 'fraud.code_refused':
      return { ...state, verification: state.verification && { ...state.verification, tries: event.tries } };
    case 'fraud.verification_confirmed':
      return ended(state, { status: 'confirmed', reason: null, endedAt: event.confirmedAt });
    case 'fraud.verification_failed':
      return ended(state, { status: 'failed', reason: event.reason, endedAt: event.failedAt });
    case 'fraud.review_decided': {
      const { type: _type, placedAt, ...review } = event;
      return { ...state, placedAt, reviews: [...state.reviews, review] };
    }
    case 'fraud.chargeback_received': {
      const { type: _type, placedAt, ...chargeback } = event;
      return { ...state, placedAt, chargebacks: [...state.chargebacks, chargeback] };
    }
    default:
      return assertNever(event);
  }
};

export const fraudCaseDecider: Decider<FraudCase, FraudCaseCommand, FraudCaseEvent, FraudCaseRejection> = {
  initial: initialFraudCase,
  decide: decideFraudCase,
  evolve: evolveFraudCase,
};

/** Why a command was refused, in a sentence. */
export const describeFraudCaseRejection = (rejection: FraudCaseRejection): string => {
  switch (rejection.code) {
    case 'verification-not-waiting':
      return rejection.status === 'none'
        ? 'No code has been asked for.'
        : `The verification is over: it ${rejection.status === 'confirmed' ? 'was confirmed' : 'has failed'}.`;
    case 'code-sends-exhausted':
      return `${rejection.sends} codes have been sent for this order; no more are.`;
    case 'chargeback-differs':
      return `The chargeback ${rejection.chargebackId} is known with other figures.`;
    default:
      return assertNever(rejection);
  }
};
