// What sourcing asks of places and goods beyond where and what they are.
import type { Location, PolicyJson, Product } from '../../shared/types.ts';
import { type FormField, formOf, type FormTyped, jsonOfForm } from '../policies/form.ts';
import { locationTypes } from './location-types.ts';

const requirements = [
  { value: 'cold_chain', label: 'Goods that must stay cold' },
  { value: 'hazmat', label: 'Hazardous goods' },
];

const types = Object.entries(locationTypes).map(([value, label]) => ({ value, label }));

export const locationMore: readonly FormField[] = [
  {
    kind: 'group',
    label: 'What it costs and how much it can send',
    fields: [
      {
        kind: 'number',
        path: 'handling_cost_per_parcel',
        label: 'Packing a parcel',
        unit: 'minor units',
        optional: true,
        description: '150 is 1.50, which also counts when it is empty',
      },
      {
        kind: 'number',
        path: 'handling_cost_per_line',
        label: 'Picking an article',
        unit: 'minor units',
        optional: true,
        description: '25 when it is empty',
      },
      {
        kind: 'number',
        path: 'capacity_per_day',
        label: 'Parcels on a day',
        optional: true,
        description: 'With all staff. Empty for no limit; what is left of it bounds what is sent from here',
      },
      {
        kind: 'number',
        path: 'staffing_percent',
        label: 'Staff that is there',
        unit: '%',
        optional: true,
        description: 'All when it is empty',
      },
      {
        kind: 'number',
        path: 'processing_hours',
        label: 'From an order until its parcel leaves',
        unit: 'hours',
        optional: true,
        description: '0 when it is empty',
      },
      { kind: 'several', path: 'capabilities', label: 'Can handle', options: requirements },
      { kind: 'list', path: 'ships_to', label: 'Sends to', description: 'Countries such as US, CA. Empty for all' },
    ],
  },
];

export const productMore: readonly FormField[] = [
  {
    kind: 'group',
    label: 'What it asks of the place that sends it',
    fields: [
      { kind: 'switch', path: 'cold_chain', label: 'Must stay cold: sent only from places that can cool' },
      { kind: 'switch', path: 'hazmat', label: 'Hazardous: sent only from places that may handle it' },
      { kind: 'list', path: 'ships_from', label: 'May be sent from', description: 'Countries such as US, CA. Empty for all' },
      {
        kind: 'several',
        path: 'location_types',
        label: 'Kinds of location that may send it',
        description: 'None chosen allows all',
        options: types,
      },
    ],
  },
];

/** What stands in the fields for one that exists, or for a new one. */
export const moreTyped = (fields: readonly FormField[], of: Location | Product | undefined): FormTyped => formOf(fields, of ?? {});

const withoutNo = (json: PolicyJson): PolicyJson => Object.fromEntries(Object.entries(json).filter(([, value]) => value !== false));

type LocationMore = Pick<
  Location,
  | 'handling_cost_per_parcel'
  | 'handling_cost_per_line'
  | 'capacity_per_day'
  | 'staffing_percent'
  | 'processing_hours'
  | 'capabilities'
  | 'ships_to'
>;
type ProductMore = Pick<Product, 'cold_chain' | 'hazmat' | 'ships_from' | 'location_types'>;

// The members are those of the fields above; what they hold the API looks at, and names the field.
/** @throws ProblemError that names what cannot be read */
export const locationMoreOf = (typed: FormTyped): LocationMore => jsonOfForm(locationMore, typed, '') as LocationMore;
/** @throws ProblemError that names what cannot be read */
export const productMoreOf = (typed: FormTyped): ProductMore => withoutNo(jsonOfForm(productMore, typed, '')) as ProductMore;

/** An instant as a field for a local time has it. */
export const localText = (at: string | undefined): string => {
  if (at === undefined) return '';
  const local = new Date(at);
  return new Date(local.getTime() - local.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** The instant of a local time. @returns undefined for an empty field */
export const instantOf = (text: string): string | undefined => (text === '' ? undefined : new Date(text).toISOString());
