import { describe, expect, it } from 'vitest';
import type { OrderState } from '../../lib/orders/domain/order.state.ts';
import { orderStatuses } from '../../lib/orders/domain/order.values.ts';
import { explore } from '../../scripts/model-check/explore.ts';
import { orderModel } from '../../scripts/model-check/order/model.ts';
import { type Assumption, assumptions, type OrderMistake, orderMistakes } from '../../scripts/model-check/order/scope.ts';
import { assumptionScopes, orderMistakeScopes, smallOrderScopes } from '../../scripts/model-check/order/scopes.ts';

type Found = { readonly rule: string; readonly trace: readonly string[] };

const sourced = ['the order is created', 'payment is secured', 'all of it is allocated in one place', 'fo1 is created'] as const;

/** The rule that each mistake breaks, and the shortest way to it. */
const expected: Readonly<Record<OrderMistake, Found>> = {
  'status-off-the-table': {
    rule: 'every step keeps to the table',
    trace: [...sourced, 'fo1 is packed', 'fo1 is shipped', 'the order hears that fo1 is shipped', 'the order is completed'],
  },
  'hold-blocks-cancelling': { rule: 'a hold never stops a cancellation', trace: ['the order is created', 'a hold is placed: review'] },
  'forgotten-recall': {
    rule: 'work that was recalled does not go on',
    trace: [...sourced.slice(0, 3), 'the channel says one-less', 'fo1 is created'],
  },
  'refund-for-each-message': {
    rule: 'money is asked back once',
    trace: [
      'the order is created',
      'the order is cancelled',
      "the channel's word on payment is booked",
      'the cancelled order is compensated',
    ],
  },
  'rejection-keeps-units': {
    rule: 'the status is what the fulfillment orders add up to',
    trace: [...sourced, 'fo1 turns the work down', 'the order hears that fo1 is rejected'],
  },
  'revived-by-a-report': {
    rule: 'every step keeps to the table',
    trace: [...sourced, 'the order is cancelled', 'fo1 is packed', 'fo1 is shipped', 'the order hears that fo1 is shipped'],
  },
  'late-money-kept': {
    rule: "a cancelled order's money is asked back",
    trace: [
      'the order is created',
      'the order is cancelled',
      'the channel says paid',
      'the cancelled order is compensated',
      "the channel's word on payment is booked",
    ],
  },
};

/** What happens where the product does not do what the model assumes of it; see docs/model-check.md. */
const missed: Readonly<Record<Assumption, Found>> = {
  'recalls-find-their-work': {
    rule: 'work that was recalled does not go on',
    trace: [...sourced.slice(0, 3), 'the channel says one-less', 'the recall of fo1 arrives', 'fo1 is created'],
  },
};

describe('the order', () => {
  it.each(smallOrderScopes)('keeps every rule in every state, and can always come to its end: $name', ({ scope }) => {
    const { violation, complete, states } = explore(orderModel(scope));
    expect(violation).toBeUndefined();
    expect(complete).toBe(true);
    expect(states).toBeGreaterThan(500);
  }, 120_000);

  it('comes through every status of the table', () => {
    const seen = new Set<string>();
    const seeing = {
      name: 'sees',
      violation: ({ order }: { readonly order: OrderState }) => void seen.add(order.status),
    };
    const scopes = smallOrderScopes.filter(({ name }) => ['order-returns', 'order-setbacks'].includes(name));
    for (const { scope } of scopes) explore({ ...orderModel(scope), invariants: [seeing] });
    expect([...seen].filter((status) => status !== 'absent').toSorted()).toEqual([...orderStatuses].toSorted());
  }, 120_000);

  it.each(orderMistakes)('breaks a rule by the mistake %s, and by nothing less', (mistake) => {
    const scope = orderMistakeScopes[mistake];
    expect(explore(orderModel(scope)).violation).toBeUndefined();
    expect(explore(orderModel({ ...scope, mistake })).violation).toMatchObject(expected[mistake]);
  });

  it.each(assumptions)('misses what the model assumes: %s', (assumption) => {
    const scope = assumptionScopes[assumption];
    expect(explore(orderModel(scope)).violation).toMatchObject(missed[assumption]);
    expect(explore(orderModel({ ...scope, assume: assumptions })).violation).toBeUndefined();
  });

  it('is told apart by its key wherever it matters', () => {
    const [scope] = smallOrderScopes.filter(({ name }) => name === 'order-setbacks').map((named) => named.scope);
    if (!scope) throw new Error('there is no such scope');
    const model = orderModel(scope);
    const short = new Set<string>();
    const remembering = { name: 'remembers', violation: (world: Parameters<typeof model.key>[0]) => void short.add(model.key(world)) };
    const whole = explore({ ...model, key: (world) => JSON.stringify(world), invariants: [remembering] });
    expect(whole.violation).toBeUndefined();
    expect(short.size).toBe(explore(model).states);
    expect(whole.states).toBeGreaterThanOrEqual(short.size);
  }, 120_000);
});
