import { OrderId, orderIdPattern, ReservationId } from '../../kernel/ids.ts';

/** The reservation of a routing decision has its number. */
export const reservationIdOf = (orderId: OrderId, decisionId: string): ReservationId => ReservationId(`${orderId}.${decisionId}`);
/** The order that a reservation was made for; undefined for one that no sourcing attempt made, such as a cart's. */
export const orderOfReservation = (reservationId: string): OrderId | undefined => {
  const [orderId = '', kind] = reservationId.split('.');
  return kind === 'route' && orderIdPattern.test(orderId) ? OrderId(orderId) : undefined;
};
