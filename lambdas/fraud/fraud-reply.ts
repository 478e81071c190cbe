import {
  describeFraudCaseRejection,
  type FraudCaseReading,
  type VerificationOutcome,
  type VerificationStanding,
} from '../../lib/fraud/index.ts';
import type { Principal } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';

/** The token opens a page on which anybody may enter codes: whoever only looks on does not need it. */
const verificationView = (standing: VerificationStanding, { scopes }: Principal): VerificationStanding =>
  scopes.includes('orders:write') || scopes.includes('holds:write') ? standing : { ...standing, token: null };

type Refused = Extract<VerificationOutcome, { readonly ok: false }>['error'];

const refused = (error: Refused, requestId: string): Reply => {
  if (error.code === 'order-not-found') return problemReply(notFound('order'), requestId);
  if (error.code === 'verification-not-found') return problemReply(notFound('verification'), requestId);
  return problemReply(refuse(error, describeFraudCaseRejection), requestId);
};

export const verificationReply = (outcome: VerificationOutcome, principal: Principal, requestId: string): Reply =>
  outcome.ok ? reply(200, verificationView(outcome.value, principal)) : refused(outcome.error, requestId);

/** What anybody with the token is told. */
export const publicReply = (outcome: VerificationOutcome, requestId: string): Reply => {
  if (!outcome.ok) return refused(outcome.error, requestId);
  const { status, expiresAt, triesLeft, sendsLeft } = outcome.value;
  return reply(200, { status, expiresAt, triesLeft, sendsLeft });
};

export const caseReply = (found: FraudCaseReading | undefined, principal: Principal, requestId: string): Reply =>
  found
    ? reply(200, { ...found, verification: verificationView(found.verification, principal) })
    : problemReply(notFound('order'), requestId);
