import type { Api } from '../../shared/api.ts';
import { unitsText } from '../stock/units.tsx';

export type DeliveryTaste = Awaited<ReturnType<Api['getDeliveryTaste']>>;
export type TasteFeature = DeliveryTaste['features'][number];

/** How much more of a feature is told of, in words and in the units of its weight. */
export const tasteFeatureWords: Readonly<Record<TasteFeature['feature'], { readonly words: string; readonly step: number }>> = {
  price: { words: 'costs a tenth of the order more', step: 0.1 },
  days: { words: 'comes a day later', step: 1 },
  risk: { words: 'is late one time in ten more', step: 0.1 },
  pickup: { words: 'the customer has to come for', step: 1 },
  parcels: { words: 'comes in one parcel more', step: 1 },
};

const times = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
const percent = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
/** Standard deviations within which nine of ten values of a normal distribution lie. */
const nineInTen = 1.645;

/** How many times as often an option is chosen, against one without: e to the power of weight times step (a logit model). */
export const oddsOf = ({ feature, weight, deviation }: TasteFeature): { readonly middle: string; readonly range: string } => {
  const { step } = tasteFeatureWords[feature];
  const odds = (value: number): string => times.format(Math.exp(value * step));
  return { middle: `${odds(weight)} ×`, range: `${odds(weight - nineInTen * deviation)} to ${odds(weight + nineInTen * deviation)}` };
};

/** What the figures rest on. */
export const tasteBasisText = ({ basis, choices }: Pick<DeliveryTaste, 'basis' | 'choices'>): string => {
  const made = `${unitsText(choices)} ${choices === 1 ? 'choice' : 'choices'}`;
  return basis === 'shop'
    ? `Learned from ${made} that customers made among options they were shown. It is the average of the shop; whoever agreed to personalisation has a difference of their own beside it.`
    : `Assumed: ${made} ${choices === 1 ? 'is' : 'are'} known, and fewer than 20 say too little. The figures begin at what is usual and move with each choice.`;
};

/** What a day sooner is worth. @param dayPercent percent of the order; null where the price does not matter */
export const dayText = (dayPercent: number | null): string =>
  dayPercent === null
    ? 'The price does not matter to how they choose, so that a day sooner cannot be put into money.'
    : `A day sooner is worth ${percent.format(dayPercent)} % of the order to them.`;
