import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraudEventPayloads } from '../../../lib/contracts/events/fraud.ts';
import {
  codeSendsMax,
  codeTriesMax,
  type FraudCase,
  type FraudCaseCommand,
  fraudCaseDecider,
} from '../../../lib/fraud/domain/fraud-case.decide.ts';
import type { FraudCaseEvent } from '../../../lib/fraud/domain/fraud-case.events.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { toWire } from '../../../lib/kernel/wire.ts';

const start = Instant('2026-11-20T14:00:00.000Z');
const at = (minutes: number): Instant => plusMs(start, minutes * 60_000);

const request = (cause = 'hold-1', now = start, obstacle: 'no-phone' | null = null): FraudCaseCommand => ({
  type: 'RequestVerification',
  cause,
  obstacle,
  placedAt: start,
  now,
  expiresAt: plusMs(now, 600_000),
});
const resend = (now = at(1)): FraudCaseCommand => ({ type: 'ResendCode', now, expiresAt: plusMs(now, 600_000) });
const submit = (matchedSend: number | null, now = at(2), verification = 1): FraudCaseCommand => ({
  type: 'SubmitCode',
  verification,
  matchedSend,
  basis: 'customer',
  by: 'system:customer',
  now,
});
const chargeback = (amountMinor = 1_000): FraudCaseCommand => ({
  type: 'ReceiveChargeback',
  chargebackId: 'c-1',
  receivedAt: at(60),
  reasonCode: '10.4',
  fraudulent: true,
  amountMinor,
  currency: CurrencyCode('USD'),
  placedAt: start,
  personId: null,
  emailDomain: null,
});

const after = (...commands: readonly FraudCaseCommand[]): FraudCase =>
  commands.reduce((state, command) => {
    const decided = fraudCaseDecider.decide(state, command);
    return decided.ok ? fold(fraudCaseDecider, state, decided.value) : state;
  }, fraudCaseDecider.initial);
const decide = (state: FraudCase, command: FraudCaseCommand) => fraudCaseDecider.decide(state, command);
const typesOf = (state: FraudCase, command: FraudCaseCommand): readonly string[] | string => {
  const decided = decide(state, command);
  return decided.ok ? decided.value.map(({ type }: FraudCaseEvent) => type) : decided.error.code;
};

describe('a verification', () => {
  it('is begun once for each cause, and none beside one that waits', () => {
    expect(typesOf(after(), request())).toEqual(['fraud.verification_requested', 'fraud.code_issued']);
    expect(typesOf(after(request()), request())).toEqual([]);
    expect(typesOf(after(request()), request('hold-2'))).toEqual([]);
    // The message that asked for it comes again after it has failed.
    const failed = after(request(), { type: 'ExpireVerification', verification: 1, send: 1, now: at(10) });
    expect(typesOf(failed, request())).toEqual([]);
    expect(typesOf(failed, request('hold-2'))).toEqual(['fraud.verification_requested', 'fraud.code_issued']);
  });
  it('fails at once where no code can be sent', () => {
    expect(after(request('hold-1', start, 'no-phone')).verification).toMatchObject({ status: 'failed', reason: 'no-phone' });
    const spent = after(request(), resend(), resend(at(2)), submit(1));
    expect(after(request(), resend(), resend(at(2)), submit(1), request('hold-2')).verification).toMatchObject({
      status: 'failed',
      reason: 'no-sends-left',
    });
    expect(spent.sends).toBe(codeSendsMax);
  });
  it('is confirmed by the code of any send that was made, and of none to come', () => {
    expect(after(request(), submit(1)).verification?.status).toBe('confirmed');
    expect(after(request(), resend(), submit(1)).verification?.status).toBe('confirmed');
    expect(after(request(), resend(), submit(2)).verification?.status).toBe('confirmed');
    expect(after(request(), submit(2)).verification).toMatchObject({ status: 'waiting', tries: 1 });
  });
  it('is not confirmed by the code of an earlier one', () => {
    const second = after(request(), { type: 'ExpireVerification', verification: 1, send: 1, now: at(10) }, request('hold-2', at(11)));
    expect(typesOf(second, submit(1, at(12), 2))).toEqual(['fraud.code_refused']);
    expect(typesOf(second, submit(2, at(12), 2))).toEqual(['fraud.verification_confirmed']);
    expect(typesOf(second, submit(1, at(12), 1))).toBe('verification-not-waiting');
  });
  it('is over after five wrong codes, whatever comes then', () => {
    const wrong = Array.from({ length: codeTriesMax }, () => submit(null));
    const over = after(request(), ...wrong);
    expect(over.verification).toMatchObject({ status: 'failed', reason: 'too-many-tries', tries: codeTriesMax });
    expect(typesOf(over, submit(1))).toBe('verification-not-waiting');
    expect(typesOf(over, resend())).toBe('verification-not-waiting');
  });
  it('is over when its time is, and a later code gives it more', () => {
    expect(after(request(), submit(1, at(10))).verification).toMatchObject({ status: 'failed', reason: 'expired' });
    expect(after(request(), resend(at(9)), submit(1, at(18))).verification?.status).toBe('confirmed');
    const expire = (send: number, now: Instant): FraudCaseCommand => ({ type: 'ExpireVerification', verification: 1, send, now });
    expect(typesOf(after(request()), expire(1, at(9)))).toEqual([]);
    expect(typesOf(after(request(), resend(at(9))), expire(1, at(10)))).toEqual([]);
    expect(typesOf(after(request(), resend(at(9))), expire(2, at(19)))).toEqual(['fraud.verification_failed']);
    expect(typesOf(after(request(), submit(1)), expire(1, at(11)))).toEqual([]);
  });
  it('sends three codes for an order and no more', () => {
    expect(typesOf(after(request(), resend(), resend()), resend())).toBe('code-sends-exhausted');
    expect(typesOf(after(), resend())).toBe('verification-not-waiting');
  });
});

describe('a case', () => {
  it('takes a chargeback once, and refuses another of its name', () => {
    expect(typesOf(after(), chargeback())).toEqual(['fraud.chargeback_received']);
    expect(typesOf(after(chargeback()), chargeback())).toEqual([]);
    expect(typesOf(after(chargeback()), chargeback(999))).toBe('chargeback-differs');
  });

  const anyCommand: fc.Arbitrary<FraudCaseCommand> = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(40)).map(([cause, minutes]) => request(cause, at(minutes))),
    fc.nat(40).map((minutes) => resend(at(minutes))),
    fc
      .tuple(fc.option(fc.integer({ min: 1, max: 4 })), fc.nat(40), fc.integer({ min: 1, max: 3 }))
      .map(([send, minutes, verification]) => submit(send, at(minutes), verification)),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.nat(60))
      .map(([verification, send, minutes]): FraudCaseCommand => ({ type: 'ExpireVerification', verification, send, now: at(minutes) })),
    fc.constant(chargeback()),
  );

  it('keeps its bounds, its vocabulary and its word, whatever it is told', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 25 }), (commands) => {
        let state = fraudCaseDecider.initial;
        for (const command of commands) {
          const decided = decide(state, command);
          if (!decided.ok) continue;
          for (const { type, ...payload } of decided.value)
            expect(fraudEventPayloads[type].safeParse(toWire(payload)).error).toBeUndefined();
          state = fold(fraudCaseDecider, state, decided.value);
          expect(state.sends).toBeLessThanOrEqual(codeSendsMax);
          expect(state.verification?.tries ?? 0).toBeLessThanOrEqual(codeTriesMax);
        }
      }),
    );
  });
});
