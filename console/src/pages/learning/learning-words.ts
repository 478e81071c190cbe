// What outcomes have taught, in words.
import type { CarrierCell, HindsightDay } from '../../shared/types.ts';

type Causes = HindsightDay['currencies'][number]['by'];
export type Cause = keyof Causes;

/** What a loss is laid on. */
export const causeWords: Readonly<Record<Cause, string>> = {
  rate: 'What the rates said of carriers',
  forecast: 'What stock would be worth later',
  stock: 'Stock that was not there',
  weights: 'Weights of the policy',
  constraint: 'Constraints of the policy',
  exploration: 'Drawn by chance, to learn from it',
};
export const causes = Object.keys(causeWords) as readonly Cause[];

export const causeColours: Readonly<Record<Cause, string>> = {
  rate: 'blue.6',
  forecast: 'teal.6',
  stock: 'orange.6',
  weights: 'grape.6',
  constraint: 'gray.6',
  exploration: 'indigo.4',
};

export const zoneWords: Readonly<Record<CarrierCell['zone'], string>> = {
  1: '1, up to 50 miles',
  2: '2, up to 150',
  3: '3, up to 300',
  4: '4, up to 600',
  5: '5, up to 1,000',
  6: '6, up to 1,400',
  7: '7, up to 1,800',
  8: '8, beyond',
  abroad: 'across a border',
};
export const zoneNames = Object.keys(zoneWords) as readonly CarrierCell['zone'][];
