import type { Difference, Sampled } from '../../../kernel/difference.ts';
import { differenceOfMeans, differenceOfShares } from '../../../kernel/difference.ts';

/** What one half of those a promotion was for came to; amounts in minor units, of whoever did not order 0. */
export type Group = {
  readonly people: number;
  readonly orders: number;
  readonly sum: number;
  readonly squares: number;
};

/** What became of a promotion where it was shown, and where it was held back. */
export type Tally = {
  readonly shown: Group;
  readonly held: Group;
  /** Orders of those who were shown it that name it, and what it was worth on their carts. */
  readonly used: number;
  readonly givenMinor: number;
};

const nobody: Group = { people: 0, orders: 0, sum: 0, squares: 0 };
export const emptyTally: Tally = { shown: nobody, held: nobody, used: 0, givenMinor: 0 };

/** As if nothing had come of it with so many people. */
const priorPeople = 200;

/**
 * By how much more likely an order is where the promotion is shown, −1 to 1, drawn towards nothing while few have been seen: the
 * difference of the shares × n ÷ (n + 200), where n is the smaller group.
 */
export const learnedEffect = ({ shown, held }: Tally): number => {
  const few = Math.min(shown.people, held.people);
  if (few === 0) return 0;
  return (shown.orders / shown.people - held.orders / held.people) * (few / (few + priorPeople));
};

const sampled = ({ people, sum, squares }: Group): Sampled => {
  const mean = people === 0 ? 0 : sum / people;
  return { count: people, mean, variance: people > 1 ? Math.max(0, (squares - people * mean * mean) / (people - 1)) : 0 };
};

/** Of orders, and of minor units a person, shown against held back; undefined with too few. */
export const differencesOf = ({
  shown,
  held,
}: Tally): { readonly orders: Difference | undefined; readonly amount: Difference | undefined } => ({
  orders: differenceOfShares({ count: shown.orders, of: shown.people }, { count: held.orders, of: held.people }),
  amount: differenceOfMeans(sampled(shown), sampled(held)),
});

/** Whether somebody is held out: always the same answer for the same promotion and the same person or order. */
export const isHeldOut = (
  sha256: (text: string) => string,
  { promotionId, holdoutPercent }: { readonly promotionId: string; readonly holdoutPercent: number },
  unit: string | null,
): boolean => unit !== null && Number.parseInt(sha256(`${promotionId}\n${unit}`).slice(0, 8), 16) / 2 ** 32 < holdoutPercent / 100;
