import type { EmailKind } from './email-domain.ts';

/** How the address of the bill differs from that of the parcel. Null is not known. */
export type BillingMatch = {
  readonly sameCountry: boolean | null;
  readonly sameRegion: boolean | null;
  /** By the first three characters. */
  readonly samePostal: boolean | null;
  /** Whole km between the two, as far as their postal areas, regions or countries tell. */
  readonly km: number | null;
};

/**
 * What an order tells of its risk when it comes in, as its events may hold it: keyed tokens, which join orders without
 * saying of whom, and comparisons of addresses. What is not known is absent.
 */
export type RiskFacts = {
  readonly emailKind?: EmailKind;
  /** Token of the e-mail's domain; absent for kinds of domain that strangers share. */
  readonly emailDomain?: string;
  /** Token of the network of the customer's address: /24 of IPv4, /48 of IPv6. */
  readonly network?: string;
  /** Token of the device, by the visitor id that the shop's page worked out. */
  readonly device?: string;
  readonly billing?: BillingMatch;
};
