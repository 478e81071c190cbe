import type { DispositionsPolicy } from '../../../kernel/dispositions-policy.ts';
import type { Sku, TenantId } from '../../../kernel/ids.ts';
import { amountInWords, CurrencyCode } from '../../../kernel/money.ts';
import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import {
  type DispositionInputs,
  type DispositionOption,
  dispositionOptions,
  fastestOption,
  type DispositionPlace,
} from '../../domain/returns/disposition.ts';
import type { ReturnCondition } from '../../domain/returns/return.values.ts';

/** Goods that came back, or are about to. */
export type DispositionQuestion = {
  readonly sku: Sku;
  readonly condition: ReturnCondition;
  readonly quantity: number;
  /** Where they are, or from where the customer sends them. */
  readonly from: { readonly locationId: string } | { readonly country: string; readonly region?: string | undefined };
  /** Of one unit; the catalog's price where it is left out. */
  readonly unitPriceMinor?: number | undefined;
};

export type DispositionRejection =
  | { readonly code: 'product-unknown' }
  | { readonly code: 'location-unknown' }
  | { readonly code: 'price-unknown' }
  | { readonly code: 'nowhere-to-go' };

const sentences: Readonly<Record<DispositionRejection['code'], string>> = {
  'product-unknown': 'There is no such article in the catalog.',
  'location-unknown': 'There is no such location.',
  'price-unknown': 'The catalog has no price for the article: tell one, in minor units.',
  'nowhere-to-go': 'No location is open that can take the goods.',
};
export const describeDispositionRejection = ({ code }: DispositionRejection): string => sentences[code];

/** What is known of an article and of the places that may take it. The compositions fulfil it. */
export interface DispositionReader {
  article(tenantId: TenantId, sku: Sku): Promise<{ readonly unitPriceMinor: number | null; readonly currency: string | null } | undefined>;
  /** Open locations that can take the goods; undefined where they are said to be at a location that there is not. */
  places(
    tenantId: TenantId,
    question: DispositionQuestion,
    mayUse: (locationId: string) => boolean,
  ): Promise<
    | { readonly places: readonly DispositionPlace[]; readonly forecastVersion: string | null; readonly futureVersion: string | null }
    | undefined
  >;
  policy(tenantId: TenantId): Promise<{ readonly value: DispositionsPolicy; readonly decidedBy: PolicyRef }>;
}

/** The advice with all that it rests on. */
export type DispositionAdvice = {
  /** What leaves most. */
  readonly best: DispositionOption;
  /** What can be sold soonest; null where nothing is sold. */
  readonly fastest: DispositionOption | null;
  readonly options: readonly DispositionOption[];
  readonly currency: string | null;
  readonly decidedBy: PolicyRef;
  readonly forecastVersion: string | null;
  readonly futureVersion: string | null;
  /** `assumed`: no forecast says how fast the article sells, so a time is assumed. */
  readonly basis: 'forecast' | 'assumed';
  readonly sentence: string;
  readonly inputs: DispositionInputs;
};

/** What is shown beside the best; a tenant with hundreds of locations reads no more. */
const optionsMax = 40;

const verbs = {
  resell: 'Sell it again',
  refurbish: 'Put it right and sell it',
  liquidate: 'Sell it off',
  dispose: 'Give it away or dispose of it',
} as const;

/** As receipts of routing write it, such as `EUR 8.20`; minor units where nobody knows the currency. */
const amountOf = (amountMinor: number, currency: string | null): string =>
  currency === null ? `${amountMinor} minor units` : amountInWords(amountMinor, CurrencyCode(currency));

const daysInWords = (days: number): string => (days === 1 ? '1 day' : `${Math.round(days * 10) / 10} days`);

/** Said where somebody in a hurry would do otherwise; undefined where the best way is the fastest too. */
const hurried = (best: DispositionOption, fastest: DispositionOption | undefined, currency: string | null): string | undefined => {
  const days = fastest?.daysToShelf ?? null;
  if (!fastest || days === null || (best.daysToShelf !== null && best.daysToShelf <= days)) return undefined;
  const by = fastest.service === null ? '' : ` by ${fastest.service}`;
  const instead = best.daysToShelf === null ? '' : ` instead of ${daysInWords(best.daysToShelf)}`;
  const less = amountOf(best.netMinor - fastest.netMinor, currency);
  return `Fastest is ${fastest.disposition} at ${fastest.locationId}${by}: to be sold in ${daysInWords(days)}${instead}, for ${less} less.`;
};

const sentenceOf = (best: DispositionOption, next: DispositionOption | undefined, currency: string | null): string => {
  const way = `${verbs[best.disposition]} at ${best.locationId}`;
  const outcome =
    best.netMinor < 0 ? `that costs ${amountOf(-best.netMinor, currency)}` : `that leaves ${amountOf(best.netMinor, currency)}`;
  if (!next) return `${way}: ${outcome}.`;
  const lead = amountOf(best.netMinor - next.netMinor, currency);
  return `${way}: ${outcome}, ${lead} better than the next best way (${next.disposition} at ${next.locationId}).`;
};

/** Advises what becomes of goods that came back, and where they should go. It changes nothing: people and programs act on it. */
export const createAdviseDisposition =
  (reader: DispositionReader) =>
  async (
    tenantId: TenantId,
    question: DispositionQuestion,
    /** Locations that whoever asks may see. */
    mayUse: (locationId: string) => boolean,
  ): Promise<Result<DispositionAdvice, DispositionRejection>> => {
    const { sku, condition, quantity, from } = question;
    const [article, found, { value: policy, decidedBy }] = await Promise.all([
      reader.article(tenantId, sku),
      reader.places(tenantId, question, mayUse),
      reader.policy(tenantId),
    ]);
    if (!found) return err({ code: 'location-unknown' });
    // What is in stock need not be in the catalog: with a price it can be advised on all the same.
    const unitPriceMinor = question.unitPriceMinor ?? article?.unitPriceMinor ?? null;
    if (unitPriceMinor === null) return err({ code: article ? 'price-unknown' : 'product-unknown' });
    const receivedAt = 'locationId' in from ? from.locationId : null;
    const inputs: DispositionInputs = { condition, quantity, unitPriceMinor, receivedAt, places: found.places, policy };
    const options = dispositionOptions(inputs);
    const [best] = options;
    if (!best) return err({ code: 'nowhere-to-go' });
    // The same by another parcel is no other way.
    const next = options.find(({ disposition, locationId }) => disposition !== best.disposition || locationId !== best.locationId);
    const { forecastVersion, futureVersion } = found;
    const fastest = fastestOption(options);
    const currency = article?.currency ?? null;
    return ok({
      best,
      fastest: fastest ?? null,
      options: options.slice(0, optionsMax),
      currency,
      decidedBy,
      forecastVersion,
      futureVersion,
      basis: forecastVersion === null ? 'assumed' : 'forecast',
      sentence: [sentenceOf(best, next, currency), hurried(best, fastest, currency)].filter((said) => said !== undefined).join(' '),
      inputs,
    });
  };

export type AdviseDisposition = ReturnType<typeof createAdviseDisposition>;
