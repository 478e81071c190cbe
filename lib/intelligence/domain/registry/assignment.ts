import type { ModelState } from './model.state.ts';

/** Which version answers for a subject, and how likely that was before the subject was looked at. */
export type Assignment = {
  readonly version: number;
  readonly role: 'champion' | 'challenger';
  /** Above 0 and up to 1. */
  readonly propensity: number;
};

const perMille = 1_000;
const hexDigits = 12;
const hexRange = 16 ** hexDigits;

/**
 * The same subject meets the same version for as long as the challenger runs, in every process and after any restart. The
 * challenger's number is part of the hash, so that the next one gets other subjects.
 * @param sha256 as lower-case hex
 */
export const assign = (
  { champion, challenger }: Pick<ModelState, 'champion' | 'challenger'>,
  model: string,
  subjectId: string,
  sha256: (text: string) => string,
): Assignment => {
  if (challenger === null) return { version: champion, role: 'champion', propensity: 1 };
  const digest = sha256(`${subjectId}\n${model}\n${challenger.version}`);
  const point = Number.parseInt(digest.slice(0, hexDigits), 16) / hexRange;
  const share = challenger.sharePerMille / perMille;
  return point < share
    ? { version: challenger.version, role: 'challenger', propensity: share }
    : { version: champion, role: 'champion', propensity: 1 - share };
};
