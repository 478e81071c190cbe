import type { Anomaly } from '../../shared/types.ts';

export type AnomalyKind = Anomaly['kind'];
type Resolution = NonNullable<Anomaly['resolution']>['code'];

/** Each kind in a few words; a kind that the API gets and that has none here stops the build. */
export const kindWords: Readonly<Record<AnomalyKind, string>> = {
  count_deviation: 'count far off the book',
  short_pick: 'not found by a picker',
  displaced_reservation: 'promised, not there',
  unannounced_receipt: 'arrived unannounced',
  over_return: 'more back than sent',
  to_and_fro: 'corrected to and fro',
  inactive_location: 'stock at a closed location',
  phantom_stock: 'there, but not selling',
  stale_counts: 'not counted for long',
};
export const anomalyKinds = Object.keys(kindWords).toSorted() as readonly AnomalyKind[];

export const severityWords: Readonly<Record<Anomaly['severity'], { readonly word: string; readonly colour: string }>> = {
  high: { word: 'serious', colour: 'red' },
  medium: { word: 'medium', colour: 'orange' },
  low: { word: 'minor', colour: 'gray' },
};

export const resolutionWords: Readonly<Record<Resolution, string>> = {
  counted: 'Counted: the book is right now',
  corrected: 'Corrected, in a document or at the shelf',
  expected: 'Expected: there is a good reason',
  false_alarm: 'False alarm',
  other: 'Something else, see the note',
};
export const resolutionCodes = Object.keys(resolutionWords) as readonly Resolution[];
