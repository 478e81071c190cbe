import { expect, it } from 'vitest';
import { deskAsOf } from '../../../lambdas/order-desk.ts';
import type { CanonicalOrder } from '../../../lib/channels/index.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { ok } from '../../../lib/kernel/result.ts';
import { type Caller, systemCaller } from '../../../lib/platform/event-store/caller.ts';

it('an order that a channel delivered happened when it was received, whenever its turn came', async () => {
  const callers: Caller[] = [];
  const desk = {
    place: async (caller: Caller) => {
      callers.push(caller);
      return ok(undefined);
    },
  };
  const receivedAt = Instant('2026-11-20T14:00:00.000Z');
  const caller = systemCaller(TenantId('main'), 'intake', { correlationId: 'c', causationId: 'd' });
  await deskAsOf(desk, receivedAt).place(caller, {} as CanonicalOrder, { payloadRef: 'raw/1' });
  expect(callers).toEqual([{ tenantId: 'main', context: { ...caller.context, occurredAt: receivedAt } }]);
});
