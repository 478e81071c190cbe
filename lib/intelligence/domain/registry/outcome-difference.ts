import { differenceOfShares, tellDifference, type ToldDifference } from '../../../kernel/difference.ts';
import type { VersionFigures } from './watch.ts';

type Outcomes = Pick<VersionFigures, 'good' | 'bad'>;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const shareOf = ({ good, bad }: Outcomes): string =>
  good + bad === 0 ? 'none is known' : `${percent(bad / (good + bad))} (${bad} of ${good + bad})`;

/** Share of decisions that turned out wrong: the challenger's less the champion's, over the time that the challenger runs. */
export const outcomeDifference = (challenger: Outcomes, champion: Outcomes): ToldDifference =>
  tellDifference(
    differenceOfShares(
      { count: challenger.bad, of: challenger.good + challenger.bad },
      { count: champion.bad, of: champion.good + champion.bad },
    ),
    `Wrong decisions of the challenger: ${shareOf(challenger)}; of the champion: ${shareOf(champion)}`,
    (amount) => `${(100 * amount).toFixed(1)} points`,
  );
