import { spanText } from '../../shared/time.tsx';
import type { ChannelStock } from '../../shared/types.ts';
import { unitsText } from './units.tsx';

type Published = NonNullable<ChannelStock['published']>;

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percentText = (percent: number): string => `${decimals.format(percent)} %`;
const chanceText = (probability: number): string =>
  new Intl.NumberFormat(undefined, { style: 'percent', maximumSignificantDigits: 2 }).format(probability);

/** `100 available − 4 safety stock − 6 buffer = 90 shown`, without what is nothing. */
export const sumText = ({ available, safety_stock: safety, buffer, published }: Published): string => {
  const parts = [
    `${unitsText(available)} available`,
    ...(safety === 0 ? [] : [`− ${unitsText(safety)} safety stock`]),
    ...(buffer === 0 ? [] : [`− ${unitsText(buffer)} buffer`]),
  ];
  return `${parts.join(' ')} = ${unitsText(published)} shown`;
};

const bands = {
  high: 'for articles that sell much',
  normal: 'for articles that sell as usual',
  low: 'for articles that sell little',
} as const;

const salesText = ({ units_per_day: sales }: Published): string => (sales === null ? 'sales' : `${decimals.format(sales)} sales a day`);
const lagText = ({ lag_seconds: lag, lag_basis: basis }: Published): string =>
  `${spanText(lag)} of lag${basis === 'prior' ? ' (assumed, not measured yet)' : ''}`;

const ruleText = (published: Published): string => {
  const { rule, percent, oversell_probability: probability, band } = published;
  const forThisOne = rule === 'override' ? ', as the policy says for this article or account' : '';
  if (probability !== null)
    return `at ${salesText(published)} and ${lagText(published)}, more than that is sold before the channel knows in at most ${chanceText(probability)} of cases${forThisOne}`;
  if (percent !== null)
    return `the policy holds ${percentText(percent)} back${forThisOne || (band === null ? ' where sales are not known' : ` ${bands[band]}`)}`;
  return 'the policy names this number for this article or account';
};

const boundText = ({ limited_by: bound }: Published): string => {
  if (bound === 'share') return ' That was cut to the largest share that the policy allows.';
  return bound === 'minimum' ? ' That was cut so that the fewest units that the policy wants shown are shown.' : '';
};

const cautionText = ({ caution }: Published): string =>
  caution > 1 ? ` Oversells that happened make it ${decimals.format(caution)} times as careful; that wears off.` : '';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why a channel is told a number, in sentences. */
export const publishedText = (published: Published): string => {
  const { available, safety_stock: safety, buffer } = published;
  if (safety > 0 && available <= safety) return 'Everything that is available is safety stock of its locations, so none is shown.';
  const why =
    buffer === 0
      ? `Nothing is held back: ${ruleText(published)}, which is less than a unit.`
      : `${capital(unitsText(buffer))} because ${ruleText(published)}.`;
  return `${why}${boundText(published)}${cautionText(published)}`;
};
