import { assertNever, err } from '../../kernel/result.ts';
import type { OrderCommand } from './order.commands.ts';
import type { Decision } from './order.consequences.ts';
import { correctAddress } from './order-address.decide.ts';
import { cancelOrder, completeOrder, markReturned } from './order-ending.decide.ts';
import { recordFulfillment } from './order-fulfillment.decide.ts';
import { placeHold, rejectHold, releaseHold } from './order-holds.decide.ts';
import { confirmOrder, createOrder, reviseOrder } from './order-intake.decide.ts';
import { addNote } from './order-notes.decide.ts';
import { rerouteOrder } from './order-reroute.decide.ts';
import { allocateOrder, recordAllocation, recordBackorder, routeOrder } from './order-sourcing.decide.ts';
import { renewPromises } from './order.promises.ts';
import { orderExists, type OrderState } from './order.record.ts';

/** The facts that follow from a command, or why it is refused. No events means: accepted, and nothing new. */
export const decide = (state: OrderState, command: OrderCommand): Decision => {
  if (command.type === 'CreateOrder') return createOrder(state, command);
  if (!orderExists(state)) return err({ code: 'order-not-found' });
  switch (command.type) {
    case 'ReviseOrder':
      return reviseOrder(state, command);
    case 'ConfirmOrder':
      return confirmOrder(state, command);
    case 'PlaceHold':
      return placeHold(state, command);
    case 'ReleaseHold':
      return releaseHold(state, command);
    case 'RejectHold':
      return rejectHold(state, command);
    case 'RecordBackorder':
      return recordBackorder(state, command);
    case 'RouteOrder':
      return routeOrder(state, command);
    case 'RecordAllocation':
      return recordAllocation(state, command);
    case 'AllocateOrder':
      return allocateOrder(state, command);
    case 'RenewPromises':
      return renewPromises(state, command);
    case 'RecordFulfillment':
      return recordFulfillment(state, command);
    case 'CompleteOrder':
      return completeOrder(state, command);
    case 'MarkReturned':
      return markReturned(state, command);
    case 'CancelOrder':
      return cancelOrder(state, command);
    case 'AddNote':
      return addNote(state, command);
    case 'CorrectAddress':
      return correctAddress(state, command);
    case 'RerouteOrder':
      return rerouteOrder(state, command);
    default:
      return assertNever(command);
  }
};
