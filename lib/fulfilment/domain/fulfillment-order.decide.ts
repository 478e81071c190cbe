import { assertNever, err } from '../../kernel/result.ts';
import type { FulfillmentOrderCommand } from './fulfillment-order.commands.ts';
import { fulfillmentOrderExists, type FulfillmentOrderState } from './fulfillment-order.state.ts';
import type { Decision } from './fulfillment-order.step.ts';
import { accept, cancel, create, reduce, reject, release } from './fulfillment-desk.decide.ts';
import { recordPacked, recordShortPick, startPicking } from './fulfillment-picking.decide.ts';
import { collect, endPickup, extendPickup, makeReady } from './fulfillment-pickup.decide.ts';
import { recordDelivery, recordLabel, reportMishap, ship } from './fulfillment-shipping.decide.ts';

/** The facts that follow from a command, or why it is refused. No events means: accepted, and nothing new. */
export const decide = (state: FulfillmentOrderState, command: FulfillmentOrderCommand): Decision => {
  if (command.type === 'CreateFulfillmentOrder') return create(state, command);
  if (!fulfillmentOrderExists(state)) return err({ code: 'fulfillment-order-not-found' });
  switch (command.type) {
    case 'ReleaseFulfillmentOrder':
      return release(state);
    case 'AcceptFulfillmentOrder':
      return accept(state, command);
    case 'StartPicking':
      return startPicking(state);
    case 'RecordShortPick':
      return recordShortPick(state, command);
    case 'RecordPacked':
      return recordPacked(state, command);
    case 'RecordLabel':
      return recordLabel(state, command);
    case 'ShipFulfillmentOrder':
      return ship(state, command);
    case 'RecordDelivery':
      return recordDelivery(state, command);
    case 'ReportMishap':
      return reportMishap(state, command);
    case 'MarkReadyForPickup':
      return makeReady(state, command);
    case 'CollectPickup':
      return collect(state, command);
    case 'ExtendPickup':
      return extendPickup(state, command);
    case 'EndPickup':
      return endPickup(state, command);
    case 'RejectFulfillmentOrder':
      return reject(state, command);
    case 'ReduceFulfillmentOrder':
      return reduce(state, command);
    case 'CancelFulfillmentOrder':
      return cancel(state, command);
    default:
      return assertNever(command);
  }
};
