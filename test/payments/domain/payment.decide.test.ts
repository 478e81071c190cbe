import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentEventPayloads } from '../../../lib/contracts/events/payments.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { toWire } from '../../../lib/kernel/wire.ts';
import { initialPaymentState, type PaymentCommand, paymentDecider } from '../../../lib/payments/domain/payment.decide.ts';

const usd = CurrencyCode('USD');
const report = (sums: object): PaymentCommand => ({ type: 'ReportPayment', currency: usd, source: 'channel', reference: null, ...sums });
const settle = (dueMinor: number): PaymentCommand => ({ type: 'SettlePayment', dueMinor, reason: 'order-cancelled' });

const after = (...commands: readonly PaymentCommand[]) =>
  commands.reduce((state, command) => {
    const decision = paymentDecider.decide(state, command);
    return decision.ok ? fold(paymentDecider, state, decision.value) : state;
  }, initialPaymentState);

const types = (state: typeof initialPaymentState, command: PaymentCommand) => {
  const decision = paymentDecider.decide(state, command);
  return decision.ok ? decision.value.map((event) => `${event.type} ${event.amountMinor}`) : decision.error;
};

describe('reporting', () => {
  it('records a capture with the authorisation it implies', () =>
    expect(types(initialPaymentState, report({ capturedMinor: 500 }))).toEqual(['payment.authorized 500', 'payment.captured 500']));
  it('records only what is new', () =>
    expect(types(after(report({ capturedMinor: 500 })), report({ capturedMinor: 700 }))).toEqual([
      'payment.authorized 200',
      'payment.captured 200',
    ]));
  it('takes a repeated or late report without an event', () =>
    expect(types(after(report({ capturedMinor: 500 })), report({ capturedMinor: 300 }))).toEqual([]));
  it('never refunds more than was captured', () =>
    expect(types(after(report({ capturedMinor: 500 })), report({ refundedMinor: 900 }))).toEqual(['payment.refunded 500']));
  it('takes a whole refund for all that was captured, also what was captured after the payment was secured', () => {
    expect(types(after(report({ capturedMinor: 500 }), report({ capturedMinor: 700 })), report({ refundedWhole: true }))).toEqual([
      'payment.refunded 700',
    ]);
    expect(types(initialPaymentState, report({ capturedMinor: 500, refundedWhole: true }))).toEqual([
      'payment.authorized 500',
      'payment.captured 500',
      'payment.refunded 500',
    ]);
  });
  it('voids what was authorised and not captured', () =>
    expect(types(after(report({ authorizedMinor: 500 }), report({ capturedMinor: 200 })), report({ voided: true }))).toEqual([
      'payment.voided 300',
    ]));
  it('refuses another currency', () =>
    expect(
      types(after(report({ capturedMinor: 5 })), { ...report({ capturedMinor: 5 }), currency: CurrencyCode('EUR') } as PaymentCommand),
    ).toMatchObject({ code: 'payment-currency-differs' }));
  it('refuses fractions and negative sums', () =>
    expect(types(initialPaymentState, report({ capturedMinor: -1 }))).toMatchObject({ code: 'payment-amount-invalid' }));
});

describe('settling', () => {
  it('asks for the whole capture back when nothing is due, once', () => {
    const captured = after(report({ capturedMinor: 500 }));
    expect(types(captured, settle(0))).toEqual(['payment.refund_requested 500']);
    expect(types(after(report({ capturedMinor: 500 }), settle(0)), settle(0))).toEqual([]);
  });
  it('asks only for the difference', () =>
    expect(types(after(report({ capturedMinor: 500 })), settle(180))).toEqual(['payment.refund_requested 320']));
  it('does not ask for what the channel has refunded by itself', () =>
    expect(types(after(report({ capturedMinor: 500, refundedMinor: 500 })), settle(0))).toEqual([]));
  it('gives up an authorisation that nobody needs', () =>
    expect(types(after(report({ authorizedMinor: 500 })), settle(0))).toEqual(['payment.void_requested 500']));
  it('keeps the part of an authorisation that is still due', () =>
    expect(types(after(report({ authorizedMinor: 500 })), settle(300))).toEqual(['payment.void_requested 200']));
  it('has nothing to do where no money moved', () => expect(types(initialPaymentState, settle(0))).toEqual([]));
});

describe('any sequence', () => {
  const sums = fc.nat({ max: 1_000 });
  const command = fc.oneof(
    fc.record({ authorizedMinor: sums }).map(report),
    fc.record({ capturedMinor: sums }).map(report),
    fc.record({ refundedMinor: sums }).map(report),
    fc.constant(report({ voided: true })),
    sums.map(settle),
  );
  it('keeps refunded ≤ captured ≤ authorised, asks for nothing twice, and writes only what its schema knows', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let state = initialPaymentState;
        for (const one of commands) {
          const decision = paymentDecider.decide(state, one);
          expect(decision.ok).toBe(true);
          if (!decision.ok) return;
          for (const { type, ...payload } of decision.value)
            expect(paymentEventPayloads[type].safeParse(toWire(payload)).success).toBe(true);
          state = fold(paymentDecider, state, decision.value);
          expect(state.refundedMinor).toBeLessThanOrEqual(state.capturedMinor);
          expect(state.capturedMinor).toBeLessThanOrEqual(state.authorizedMinor);
          expect(state.refundRequestedMinor).toBeLessThanOrEqual(state.capturedMinor);
          expect(types(state, one)).toEqual([]);
        }
      }),
    );
  });
});
