import { moneyText } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Decision } from '../../shared/types.ts';

export type RoutingReceiptOf = Extract<Decision, { readonly kind: 'routing' }>['receipt']['receipt'];
export type Candidate = RoutingReceiptOf['candidates'][number];
export type Part = keyof Candidate['contributions'];
type Binding = NonNullable<RoutingReceiptOf['binding']>;
type Flip = NonNullable<NonNullable<RoutingReceiptOf['runner_up']>['flip']>;

/** Parts of a score in the order in which they are shown. */
export const partWords: Readonly<Record<Part | 'returns', string>> = {
  shipping: 'Shipping',
  handling: 'Handling',
  split: 'Splits',
  lateness: 'Lateness',
  workload: 'Busy location',
  future: 'Worth later',
  damage: 'Damage',
  returns: 'Returns',
  preference: 'Preferences',
};
export const parts = Object.keys(partWords) as readonly Part[];

/** Parts that any of the plans has; shipping, handling and splits always. */
export const partsOf = (candidates: readonly Candidate[]): readonly Part[] =>
  parts.filter(
    (part) => part === 'shipping' || part === 'handling' || part === 'split' || candidates.some(({ contributions }) => contributions[part]),
  );

const lateText = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'} late`;

/** A plan in one line: what each location sends. */
export const planText = ({ assignments }: Pick<Candidate, 'assignments'>): string =>
  assignments
    .map(({ location_id, lines, distance_km, carrier, late_days }) => {
      const units = lines.map((line) => `${line.quantity} × ${line.sku}`).join(', ');
      const facts = [
        ...(distance_km === undefined ? [] : [`${distance_km.toLocaleString()} km`]),
        ...(carrier === undefined ? [] : [carrier]),
        ...(late_days === undefined ? [] : [lateText(late_days)]),
      ];
      return `${location_id}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}: ${units}`;
    })
    .join(' · ');

const constraintWords: Readonly<Record<Binding['constraint'], string>> = {
  'service-level': 'that the promise is kept',
  'cold-chain': 'that cold goods leave from places that can cool them',
  hazmat: 'that dangerous goods leave from places that may send them',
  geography: 'where goods may be sent from and to',
  'location-type': 'which types of location may send',
  capacity: 'what locations can still send today',
  'max-parcels': 'how many parcels an order may come in',
};

const unsourcedWords: Readonly<Record<string, string>> = {
  'no-stock': 'no location has it',
  excluded: 'the locations that have it are excluded from this order',
  'location-unusable': 'the locations that have it are closed',
  'not-released': 'it is not released yet',
};

type Unsourced = RoutingReceiptOf['unsourced'][number];

const reasonText = (reason: Unsourced['reason']): string =>
  Object.hasOwn(constraintWords, reason)
    ? `not allowed by ${constraintWords[reason as Binding['constraint']]}`
    : (unsourcedWords[reason] ?? words(reason));

/** Why units found no source, the reason behind which most of them stand first. */
export const unsourcedText = ({ reason, also = [] }: Pick<Unsourced, 'reason' | 'also'>): string =>
  `${reasonText(reason)}${also.length === 0 ? '' : `; other stock of it is out of reach because of ${also.length === 1 ? 'another reason' : 'other reasons'}: ${also.map(reasonText).join('; ')}`}`;

/** What the hard constraint that costs most has cost. */
export const bindingText = (
  { constraint, saving_minor: saving, more_units: more, location_ids: ids }: Binding,
  currency: string,
): string => {
  const gains = [
    ...(saving === undefined || saving <= 0 ? [] : [`${moneyText(saving, currency)} less`]),
    ...(more === 0 ? [] : [`${more} more ${more === 1 ? 'unit' : 'units'} with a source`]),
  ];
  const without = gains.length === 0 ? 'another plan' : gains.join(' and ');
  return `Bound by ${constraintWords[constraint]}: without it ${without}${ids.length === 0 ? '' : `, from ${ids.join(' and ')}`}.`;
};

const amountWords: Readonly<Record<Flip['field'], string>> = {
  quotedPriceMinor: 'the price of a parcel',
  'handlingCostMinor.perParcel': 'the handling of a parcel',
};

/** The one amount by which another plan would have won. */
export const flipText = ({ location_id: id, field, from_minor: from, to_minor: to }: Flip, currency: string): string =>
  `Another plan would be chosen if ${amountWords[field]} from ${id} were ${moneyText(to, currency)} instead of ${moneyText(from, currency)}, all else being equal.`;

const searchWords: Readonly<Record<RoutingReceiptOf['search'], string>> = {
  exact: 'Every way to split the order was weighed',
  heuristic: 'The likeliest ways to split the order were weighed',
  rule: 'The policy names the order of locations and weighs no costs',
  mip: 'The ways to split the order were weighed by mathematical programming',
};

/** How the plan was found, and what is known of a better one. */
export const searchText = ({ search, optimal, gap_minor: gap, currency }: RoutingReceiptOf): string => {
  const proof = optimal ? '; no plan has a lower score, which is proven' : '';
  const missing = optimal || gap === undefined ? '' : `; a better plan could save ${moneyText(gap, currency)} at most`;
  return `${searchWords[search]}${proof}${missing}.`;
};

/** The precision of a destination in words. */
export const precisionWords: Readonly<Record<RoutingReceiptOf['destination_precision'], string>> = {
  coordinates: 'by its coordinates',
  region: 'by its state or province',
  country: 'by its country alone',
  unknown: 'not known',
};
