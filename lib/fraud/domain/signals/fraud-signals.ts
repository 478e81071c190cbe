import type { EmailKind } from './email-domain.ts';
import type { Velocity } from './history.ts';
import type { BillingMatch } from './risk-facts.ts';

/** What the customer did before, as of the order's moment. */
export type CustomerHistory = {
  /** Earlier orders, the newest 199 of them at most. */
  readonly orders: number;
  /** Median of their totals in minor units of the order's currency; null without one in it. */
  readonly medianTotalMinor: number | null;
  /** Whole days since the first of them; null without one. */
  readonly daysSinceFirst: number | null;
  /** Chargebacks that had come by then; null where nobody keeps them. */
  readonly chargebacks: number | null;
};

/** What is known of an order's risk beside the order itself. Null is not known; what is known of nothing counts as such. */
export type FraudSignals = {
  /** Earlier orders of the customer: by e-mail, else by phone or the channel's own id. */
  readonly byCustomer: Velocity | null;
  /** Earlier orders from the same network, a /24 of IPv4 or a /48 of IPv6. */
  readonly byNetwork: Velocity | null;
  readonly byDevice: Velocity | null;
  /** Different customers of seven days, this one among them. */
  readonly customersOfNetwork: number | null;
  readonly customersOfDevice: number | null;
  readonly billing: BillingMatch | null;
  readonly emailKind: EmailKind | null;
  /** Share from 0 to 1, drawn towards the prior; null for domains that strangers share. */
  readonly emailDomainChargebackRate: number | null;
  readonly customer: CustomerHistory | null;
  /** Sold by a marketplace, which knows its buyers itself and bears most of their chargebacks. */
  readonly marketplace: boolean | null;
  /** Hour from 0 to 23 by the sun where the parcel goes. */
  readonly localHour: number | null;
};

/** Of an order that nothing is known of beside what it says. */
export const noSignals: FraudSignals = {
  byCustomer: null,
  byNetwork: null,
  byDevice: null,
  customersOfNetwork: null,
  customersOfDevice: null,
  billing: null,
  emailKind: null,
  emailDomainChargebackRate: null,
  customer: null,
  marketplace: null,
  localHour: null,
};
