import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  createWorkList,
  describeFulfillmentOrderRejection,
  type PickupCollector,
  pickupCollectors,
  type PickupProof,
  pickupProofs,
  type WorkCommand,
} from '../../lib/fulfilment/index.ts';
import { FulfillmentOrderId, LocationId, locationIdPattern, orderIdPattern } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { activeHolds } from '../../lib/orders/index.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { table } from './output.ts';
import { instant, wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, type Product, type Session } from './session.ts';

const fulfillmentOrder = (text: string): FulfillmentOrderId => {
  if (!orderIdPattern.test(text)) throw new InvalidArgumentError('It must be a fulfillment order id: 26 characters a–z, 2–7.');
  return FulfillmentOrderId(text);
};

const location = (text: string): LocationId => {
  if (!locationIdPattern.test(text)) throw new InvalidArgumentError('It must be 1 to 64 characters without # and control characters.');
  return LocationId(text);
};

const clockOf = async ({ platform }: Product) => {
  const { pickupClockOf } = await import('../../lambdas/composition.ts');
  return pickupClockOf(platform);
};

/** Carries out a step of the work and says how it stands. @throws CommandError with the reason for which it is refused */
const carryOut = async (call: Call, product: Product, id: FulfillmentOrderId, command: WorkCommand): Promise<void> => {
  const done = await product.fulfillmentOrders.apply(call.caller, id, command);
  if (!done.ok) throw new CommandError(done.error.code, describeFulfillmentOrderRejection(done.error));
  const { fulfillmentOrder: work, version } = done.value;
  const until = work.status === 'ready_for_pickup' && work.pickup ? ` The customer may come until ${work.pickup.expiresAt}.` : '';
  call.print(toWire({ ...work, version }), () => `${id} is ${work.status.replaceAll('_', ' ')}.${until}`);
};

/** @throws CommandError when a hold keeps the goods from leaving */
const refuseHeld = async (call: Call, product: Product, id: FulfillmentOrderId): Promise<void> => {
  const found = await product.fulfillmentOrders.get(call.tenantId, id);
  const order = found && (await product.orders.read.get(call.tenantId, found.fulfillmentOrder.orderId));
  const holds = order ? activeHolds(order.order, 'shipping') : [];
  if (holds.length === 0) return;
  const types = holds.map(({ type }) => type).join(', ');
  throw new CommandError('order-on-hold', `The order is on hold (${types}), which blocks shipping.`);
};

const registerSteps = (group: Command, session: Session): void => {
  group
    .command('ready')
    .summary('the goods lie at the counter')
    .description('Says that everything found lies at the counter. The customer may come until the time of the policy "pickup".')
    .argument('<fulfillment-order>', 'id of the fulfillment order', fulfillmentOrder)
    .action(
      action<Record<never, never>, [FulfillmentOrderId]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const readyAt = product.platform.clock.now();
          const expiresAt = await (await clockOf(product)).expiryOf(call.tenantId, readyAt);
          await carryOut(call, product, id, { type: 'MarkReadyForPickup', readyAt, expiresAt });
        }),
      ),
    );

  group
    .command('collect')
    .summary('the goods were handed out')
    .argument('<fulfillment-order>', 'id of the fulfillment order', fulfillmentOrder)
    .addOption(new Option('--by <who>', 'who came, by kind').choices(pickupCollectors).default('customer'))
    .addOption(new Option('--proof <what>', 'what was shown').choices(pickupProofs).default('order-confirmation'))
    .action(
      action<{ readonly by: PickupCollector; readonly proof: PickupProof }, [FulfillmentOrderId]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const { by: collectedBy, proof } = call.options;
          await refuseHeld(call, product, id);
          await carryOut(call, product, id, { type: 'CollectPickup', collectedBy, proof, collectedAt: product.platform.clock.now() });
        }),
      ),
    );

  group
    .command('extend')
    .summary('keeps the goods for longer')
    .argument('<fulfillment-order>', 'id of the fulfillment order', fulfillmentOrder)
    .addOption(
      new Option('--until <moment>', 'until when, at most 28 days after the goods lay ready').argParser(instant).makeOptionMandatory(),
    )
    .action(
      action<{ readonly until: Instant }, [FulfillmentOrderId]>(session, (call, id) =>
        call.withProduct((product) =>
          carryOut(call, product, id, { type: 'ExtendPickup', expiresAt: call.options.until, now: product.platform.clock.now() }),
        ),
      ),
    );
};

/** `oms pickup`. */
export const registerPickups = (program: Command, session: Session): void => {
  const group = program.command('pickup').summary('goods that customers come for').description('Goods that customers collect themselves.');
  registerSteps(group, session);
  group
    .command('list')
    .summary('goods that lie ready at a location')
    .addOption(new Option('--location <id>', 'location where they lie').argParser(location).makeOptionMandatory())
    .option('--limit <count>', 'how many at most', wholeNumber(1, 100), 50)
    .action(
      action<{ readonly location: LocationId; readonly limit: number }>(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const { location: locationId, limit } = call.options;
          const { items } = await createWorkList(platform)(call.tenantId, { locationId, status: 'ready_for_pickup' }, { limit });
          call.print({ items }, () =>
            items.length === 0
              ? `Nothing lies ready at ${locationId}.`
              : table(
                  ['fulfillment order', 'order', 'until'],
                  items.map((work) => [work.fulfillment_order_id, work.order_id, work.pickup_expires_at ?? '']),
                ),
          );
        }),
      ),
    );
};
