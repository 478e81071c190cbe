import { HoldId, OrderId, type TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { type Caller, systemCaller } from '../../../platform/event-store/caller.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import { MessageRefusedError, type Platform } from '../../../platform/ports.ts';
import {
  codeSendsMax,
  codeTriesMax,
  codeValidityMs,
  type FraudCase,
  type FraudCaseCommand,
  type FraudCaseRejection,
  type Verification,
} from '../../domain/fraud-case.decide.ts';
import type { VerificationFailure } from '../../domain/fraud-case.events.ts';
import { toE164 } from '../../domain/phone.ts';
import { fraudCaseAggregate, fraudCaseStream } from '../fraud-case.stream.ts';
import type { OrderDesk } from '../order-desk.ts';
import { codeOf, tokenOf } from './verification-secrets.ts';

const component = 'fraud-verification';
/** Timers of this queue end verifications. */
export const fraudTimersQueue = 'fraud-timers';
const timerName = (orderId: OrderId): string => `verification-${orderId}`;
/** A token is kept for some time beyond its code, so that whoever comes late is told so. */
const tokenKeptSeconds = 7 * 86_400;
/** Clocks of machines differ by some seconds. */
const earlyRetryMs = 15_000;

export type VerificationParts = {
  readonly store: EventStore;
  readonly platform: Pick<Platform, 'ledger' | 'keys' | 'clock' | 'timers' | 'messages' | 'sha256' | 'observability'>;
  readonly orders: OrderDesk;
  /** Page of the tenant's shop with `{token}` in it; null where there is none. */
  readonly pageOf: (tenantId: TenantId) => Promise<string | null>;
};

/** How a verification stands, for whoever may see it. */
export type VerificationStanding = {
  readonly status: 'none' | 'waiting' | 'confirmed' | 'failed';
  readonly reason: VerificationFailure | null;
  readonly expiresAt: Instant | null;
  readonly triesLeft: number;
  readonly sendsLeft: number;
  /** Names it in public; null before the first. */
  readonly token: string | null;
};

export type VerificationRejection = FraudCaseRejection | { readonly code: 'verification-not-found' } | { readonly code: 'order-not-found' };
export type VerificationOutcome = Result<VerificationStanding, VerificationRejection>;

const failureWords: Readonly<Record<VerificationFailure, string>> = {
  'no-phone': 'there is no phone number that could be texted',
  undeliverable: 'the phone number takes no texts',
  expired: 'nobody entered the code in time',
  'too-many-tries': 'a wrong code was entered too often',
  'no-sends-left': 'no more codes are sent for this order',
};

/** Words of the message, in characters that every phone shows. */
const messageText = (code: string, page: string | null): string =>
  `${code} confirms your order. It is good for ${codeValidityMs / 60_000} minutes.${page === null ? '' : ` ${page}`} If you did not order, ignore this.`;

const createTokens = ({ ledger, keys, clock, sha256 }: VerificationParts['platform']) => {
  const keyOf = (token: string) => ({ PK: `FRAUDTOKEN#${sha256(token)}`, SK: 'TOKEN' });
  return {
    /** Only a hash of the token is stored, so that whoever reads the table can open nothing. */
    keep: async (tenantId: TenantId, orderId: OrderId, verification: number): Promise<string> => {
      const token = await tokenOf(keys, tenantId, orderId, verification);
      const ttl = Math.floor(toEpochMs(clock.now()) / 1_000) + tokenKeptSeconds;
      await ledger.put({ ...keyOf(token), tenant_id: tenantId, order_id: orderId, verification, ttl });
      return token;
    },
    find: async (token: string) => {
      const row = await ledger.get(keyOf(token));
      return (
        row && {
          tenantId: row['tenant_id'] as TenantId,
          orderId: OrderId(String(row['order_id'])),
          verification: Number(row['verification']),
        }
      );
    },
  };
};

/**
 * Asks customers to confirm an order by a code sent to their phone. What is decided stands in the order's fraud stream; what
 * follows from it (the message, the timer, the hold) is done by whoever reads the stream, and may be done twice.
 */
export const createVerification = (parts: VerificationParts) => {
  const { store, platform, orders, pageOf } = parts;
  const { keys, clock, timers, messages, observability } = platform;
  const tokens = createTokens(platform);

  const execute = async (caller: Caller, orderId: OrderId, command: FraudCaseCommand): Promise<Result<FraudCase, FraudCaseRejection>> => {
    const result = await store.execute(fraudCaseAggregate, fraudCaseStream(caller.tenantId, orderId), command, caller.context);
    return result.ok ? ok(result.value.state) : result;
  };

  const load = async (tenantId: TenantId, orderId: OrderId): Promise<FraudCase> =>
    (await store.load(fraudCaseAggregate, fraudCaseStream(tenantId, orderId))).state;

  const standing = async (tenantId: TenantId, orderId: OrderId, { verification, sends }: FraudCase): Promise<VerificationStanding> => ({
    status: verification?.status ?? 'none',
    reason: verification?.reason ?? null,
    expiresAt: verification?.expiresAt ?? null,
    triesLeft: Math.max(0, codeTriesMax - (verification?.tries ?? 0)),
    sendsLeft: Math.max(0, codeSendsMax - sends),
    token: verification ? await tokenOf(keys, tenantId, orderId, verification.number) : null,
  });

  const reachable = async (tenantId: TenantId, orderId: OrderId): Promise<string | undefined> => {
    const known = messages && (await orders.phoneOf(tenantId, orderId));
    return known && toE164(known.phone, known.country);
  };

  const expiry = (now: Instant): Instant => plusMs(now, codeValidityMs);

  /** Begins a verification once for each cause. @returns undefined for an order that does not exist */
  const begin = async (caller: Caller, orderId: OrderId, cause: string): Promise<FraudCase | undefined> => {
    const order = await orders.get(caller.tenantId, orderId);
    if (!order) return undefined;
    const now = clock.now();
    const obstacle = (await reachable(caller.tenantId, orderId)) === undefined ? 'no-phone' : null;
    const { placedAt } = order;
    const begun = await execute(caller, orderId, { type: 'RequestVerification', cause, obstacle, placedAt, now, expiresAt: expiry(now) });
    if (!begun.ok) throw new Error(`the case refused a verification with ${begun.error.code}`);
    return begun.value;
  };

  /** Which send a code belongs to; null for a code of none that was sent. */
  const sendOf = async (
    tenantId: TenantId,
    orderId: OrderId,
    { firstSend, lastSend }: Verification,
    code: string,
  ): Promise<number | null> => {
    for (let send = firstSend; send <= lastSend; send += 1) if ((await codeOf(keys, tenantId, orderId, send)) === code) return send;
    return null;
  };

  const submit = async (
    caller: Caller,
    orderId: OrderId,
    code: string,
    basis: 'customer' | 'support',
    meant?: number,
  ): Promise<VerificationOutcome> => {
    const { verification } = await load(caller.tenantId, orderId);
    if (!verification || (meant !== undefined && meant !== verification.number))
      return { ok: false, error: { code: 'verification-not-found' } };
    const { kind, id } = caller.context.actor;
    const submitted = await execute(caller, orderId, {
      type: 'SubmitCode',
      verification: verification.number,
      matchedSend: await sendOf(caller.tenantId, orderId, verification, code),
      basis,
      by: `${kind}:${id}`,
      now: clock.now(),
    });
    return submitted.ok ? ok(await standing(caller.tenantId, orderId, submitted.value)) : submitted;
  };

  const resend = async (caller: Caller, orderId: OrderId): Promise<VerificationOutcome> => {
    const now = clock.now();
    const sent = await execute(caller, orderId, { type: 'ResendCode', now, expiresAt: expiry(now) });
    return sent.ok ? ok(await standing(caller.tenantId, orderId, sent.value)) : sent;
  };

  const customer = (tenantId: TenantId, orderId: OrderId): Caller =>
    systemCaller(tenantId, 'customer', { correlationId: orderId, causationId: orderId });

  const wakeAt = (tenantId: TenantId, orderId: OrderId, sent: { readonly verification: number; readonly send: number }, at: Instant) =>
    timers.schedule({
      name: timerName(orderId),
      at,
      queue: fraudTimersQueue,
      body: JSON.stringify({ kind: 'verification-end', tenant_id: tenantId, order_id: orderId, ...sent }),
    });

  /** Sends the code of an event; what has been overtaken by a later code, or is over, is not sent any more. */
  const send = async (caller: Caller, orderId: OrderId, verification: number, number: number): Promise<void> => {
    const { tenantId } = caller;
    const { verification: current } = await load(tenantId, orderId);
    if (current?.status !== 'waiting' || current.number !== verification || current.lastSend !== number || !current.expiresAt) return;
    const abandon = async (reason: 'no-phone' | 'undeliverable'): Promise<void> => {
      observability.metrics.addMetric('VerificationsUndeliverable', 'Count', 1);
      await execute(caller, orderId, { type: 'AbandonVerification', verification, reason, now: clock.now() });
    };
    const [to, order] = await Promise.all([reachable(tenantId, orderId), orders.get(tenantId, orderId)]);
    if (to === undefined || !messages || !order?.personId) return abandon('no-phone');
    const [token, page] = await Promise.all([tokens.keep(tenantId, orderId, verification), pageOf(tenantId)]);
    await wakeAt(tenantId, orderId, { verification, send: number }, current.expiresAt);
    const text = messageText(await codeOf(keys, tenantId, orderId, number), page?.replace('{token}', token) ?? null);
    try {
      await messages.send({ id: `${orderId}.${number}`, kind: 'sms', to, text, tenantId, personId: order.personId });
    } catch (error) {
      if (!(error instanceof MessageRefusedError)) throw error;
      await abandon('undeliverable');
    }
  };

  /** Lets the order go on, or has a person look at it, now that its verification has ended. */
  const settle = async (caller: Caller, orderId: OrderId, verification: number, failure: VerificationFailure | null): Promise<void> => {
    await timers.cancel(timerName(orderId));
    const order = await orders.get(caller.tenantId, orderId);
    const open = order?.holds.filter(({ type, isOpen }) => type === 'verification' && isOpen) ?? [];
    if (open.length === 0) return;
    // The review first, so that the order never stands without a hold in between.
    if (failure !== null) {
      const reason = `The order was not confirmed by a code: ${failureWords[failure]}.`;
      await orders.placeReview(caller, orderId, HoldId(`fraud-review-code-${verification}`), reason);
    }
    for (const { holdId } of open) await orders.release(caller, orderId, holdId);
  };

  return {
    begin,
    send,
    settle,
    /** Sends the first code, or another one while one is waited for. Every call is a wish of its own. */
    ask: async (caller: Caller, orderId: OrderId): Promise<VerificationOutcome> => {
      const known = await load(caller.tenantId, orderId);
      if (known.verification?.status === 'waiting') return resend(caller, orderId);
      const begun = await begin(caller, orderId, `asked-${(known.verification?.number ?? 0) + 1}`);
      return begun ? ok(await standing(caller.tenantId, orderId, begun)) : { ok: false, error: { code: 'order-not-found' } };
    },
    confirm: (caller: Caller, orderId: OrderId, code: string): Promise<VerificationOutcome> => submit(caller, orderId, code, 'support'),
    confirmByToken: async (token: string, code: string): Promise<VerificationOutcome> => {
      const meant = await tokens.find(token);
      if (!meant) return { ok: false, error: { code: 'verification-not-found' } };
      return submit(customer(meant.tenantId, meant.orderId), meant.orderId, code, 'customer', meant.verification);
    },
    resendByToken: async (token: string): Promise<VerificationOutcome> => {
      const meant = await tokens.find(token);
      if (!meant) return { ok: false, error: { code: 'verification-not-found' } };
      const { verification } = await load(meant.tenantId, meant.orderId);
      if (verification?.number !== meant.verification) return { ok: false, error: { code: 'verification-not-found' } };
      return resend(customer(meant.tenantId, meant.orderId), meant.orderId);
    },
    expire: async (caller: Caller, orderId: OrderId, verification: number, sent: number): Promise<void> => {
      const expired = await execute(caller, orderId, { type: 'ExpireVerification', verification, send: sent, now: clock.now() });
      if (!expired.ok) throw new Error(`the case refused to expire with ${expired.error.code}`);
      const { verification: left } = expired.value;
      const isEarly = left?.status === 'waiting' && left.number === verification && left.lastSend === sent;
      // By this machine's clock the time is not over yet, whatever the timer's said: it is asked again.
      if (isEarly) await wakeAt(caller.tenantId, orderId, { verification, send: sent }, plusMs(clock.now(), earlyRetryMs));
    },
    standing: async (tenantId: TenantId, orderId: OrderId): Promise<VerificationStanding> =>
      standing(tenantId, orderId, await load(tenantId, orderId)),
  };
};

export type VerificationDesk = ReturnType<typeof createVerification>;
export const verificationComponent = component;
