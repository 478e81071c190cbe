import type { Chance } from './chance.ts';
import type { Judge } from './soundness.ts';

/** What became of one input: taken, or refused as it should be. */
export type Verdict = 'taken' | 'refused';

/** One input, made by chance and ready to be tried any number of times. */
export type Trial = {
  /** What a person needs to look into it: the payload, or a JSON document of the whole delivery. */
  readonly input: Uint8Array;
  /** @throws Error saying which promise was broken; an error of the code under test counts as one */
  readonly run: (judge: Judge) => Verdict;
};

/** Something that reads what strangers send. */
export type Target = { readonly name: string; readonly draw: (chance: Chance) => Trial };

/** @throws Error with what is wrong */
export const insist: (holds: boolean, otherwise: string) => asserts holds = (holds, otherwise) => {
  if (!holds) throw new Error(otherwise);
};
