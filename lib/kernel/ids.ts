declare const brand: unique symbol;

/** A primitive that cannot be mistaken for another of the same kind. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type TenantId = Brand<string, 'TenantId'>;
export type OrderId = Brand<string, 'OrderId'>;
export type FulfillmentOrderId = Brand<string, 'FulfillmentOrderId'>;
export type LocationId = Brand<string, 'LocationId'>;
export type Sku = Brand<string, 'Sku'>;
export type HoldId = Brand<string, 'HoldId'>;
export type ReservationId = Brand<string, 'ReservationId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type LineId = Brand<string, 'LineId'>;
export type NoteId = Brand<string, 'NoteId'>;

/** Raised by the constructors below; the edge validates first, so meeting it inside is a defect. */
export class InvalidIdError extends Error {
  override readonly name = 'InvalidIdError';
}

// `#` separates key parts in the tables and control characters would break logs, so no id may hold them.
const idPattern = (maxLength: number): RegExp => new RegExp(`^[^#\\u0000-\\u001f\\u007f]{1,${maxLength}}$`, 'u');

const define =
  <T extends string>(name: string, pattern: RegExp) =>
  (value: string): T => {
    if (!pattern.test(value)) throw new InvalidIdError(`${name} ${JSON.stringify(value)} does not match ${pattern.source}`);
    return value as T;
  };

export const tenantIdPattern = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const orderIdPattern = /^[a-z2-7]{26}$/;
export const locationIdPattern = idPattern(64);
export const skuPattern = idPattern(128);
export const lineIdPattern = idPattern(128);
export const holdIdPattern = idPattern(64);
export const reservationIdPattern = idPattern(200);
export const noteIdPattern = /^[a-z0-9]{26}$/;

export const TenantId = define<TenantId>('TenantId', tenantIdPattern);
export const OrderId = define<OrderId>('OrderId', orderIdPattern);
export const FulfillmentOrderId = define<FulfillmentOrderId>('FulfillmentOrderId', orderIdPattern);
export const LocationId = define<LocationId>('LocationId', locationIdPattern);
export const Sku = define<Sku>('Sku', skuPattern);
export const LineId = define<LineId>('LineId', lineIdPattern);
export const HoldId = define<HoldId>('HoldId', holdIdPattern);
export const ReservationId = define<ReservationId>('ReservationId', reservationIdPattern);
export const NoteId = define<NoteId>('NoteId', noteIdPattern);
export const PersonId = define<PersonId>('PersonId', orderIdPattern);
