import * as z from 'zod';
import type { RatedPlace, RatedService, RatingClient } from '../../app/quotes/rating.ts';
import { askRating, daysOf, type RatingParts, stateOf, withoutSlash } from './ask-rating.ts';

/** The vendor's own address. */
const easyPostUrl = 'https://api.easypost.com';
const gramsPerOunce = 28.349_523_125;

const Answer = z.object({
  rates: z.array(
    z.object({
      carrier: z.string().min(1),
      service: z.string().min(1),
      rate: z.union([z.string(), z.number()]),
      currency: z.string(),
      delivery_days: z.number().nullish(),
      est_delivery_days: z.number().nullish(),
    }),
  ),
});

const addressOf = (place: RatedPlace) => {
  const { country, postalCode, city } = place;
  const state = stateOf(place);
  return { country, zip: postalCode, ...(state === undefined ? {} : { state }), ...(city === undefined ? {} : { city }) };
};

const ratedOf = ({ carrier, service, rate, currency, ...days }: z.output<typeof Answer>['rates'][number]): readonly RatedService[] => {
  const amount = typeof rate === 'number' ? rate : Number(rate.trim() === '' ? NaN : rate);
  if (!Number.isFinite(amount) || amount < 0) return [];
  return [{ carrier, service, amount, currency: currency.toUpperCase(), ...daysOf(days.delivery_days ?? days.est_delivery_days) }];
};

/**
 * Rates of EasyPost that leave no shipment behind: `POST /beta/rates`, with the API key as the user of HTTP's basic
 * authentication, weight in ounces to one decimal. Carriers that name no price are told under `messages`, in their own words,
 * and are left out.
 */
export const createEasyPost = (parts: RatingParts): RatingClient => ({
  service: 'easypost',
  rates: async ({ from, to, grams, carrierAccounts }, { apiKey, baseUrl = easyPostUrl, deadlineMs }) => {
    const shipment = {
      from_address: addressOf(from),
      to_address: addressOf(to),
      parcel: { weight: Math.ceil((grams / gramsPerOunce) * 10) / 10 },
      ...(carrierAccounts.length === 0 ? {} : { carrier_accounts: carrierAccounts }),
    };
    const answer = await askRating(parts, 'EasyPost', Answer, {
      method: 'POST',
      url: `${withoutSlash(baseUrl)}/beta/rates`,
      headers: {
        authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify({ shipment }),
      deadlineMs,
    });
    return answer.rates.flatMap(ratedOf);
  },
});
