import * as z from 'zod';
import type { RatedService, RatingClient } from '../../app/quotes/rating.ts';
import { askRating, daysOf, type RatingParts, stateOf, withoutSlash } from './ask-rating.ts';

/** The vendor's own address, which is still that of ShipEngine. */
const shipStationUrl = 'https://api.shipengine.com';

const Amount = z.object({ currency: z.string(), amount: z.number().min(0) });
const none = { amount: 0 };

const Answer = z.array(
  z.object({
    shipping_amount: Amount,
    insurance_amount: Amount.nullish(),
    confirmation_amount: Amount.nullish(),
    other_amount: Amount.nullish(),
    package_type: z.string().nullish(),
    delivery_days: z.number().nullish(),
    carrier_code: z.string().nullish(),
    carrier_friendly_name: z.string().nullish(),
    service_code: z.string().nullish(),
    service_type: z.string().nullish(),
    validation_status: z.string().nullish(),
    error_messages: z.array(z.string()).nullish(),
  }),
);

/** Boxes and envelopes of a carrier's own have prices of their own, and goods that need not fit. */
const isOwnPackage = (type: string | null | undefined): boolean => type === null || type === undefined || type === '' || type === 'package';

const ratedOf = (rate: z.output<typeof Answer>[number]): readonly RatedService[] => {
  const carrier = rate.carrier_friendly_name || rate.carrier_code;
  const service = rate.service_type || rate.service_code;
  const isRefused = rate.validation_status === 'invalid' || (rate.error_messages?.length ?? 0) > 0;
  if (!carrier || !service || isRefused || !isOwnPackage(rate.package_type)) return [];
  const { currency, amount } = rate.shipping_amount;
  const further = [rate.insurance_amount, rate.confirmation_amount, rate.other_amount].reduce(
    (sum, part) => sum + (part ?? none).amount,
    0,
  );
  return [{ carrier, service, amount: amount + further, currency: currency.toUpperCase(), ...daysOf(rate.delivery_days) }];
};

/**
 * Estimates of the ShipStation API: `POST /v1/rates/estimate`, with the key in the header `API-Key` and the accounts with
 * carriers named. What is bought is the sum of the amounts for shipping, insurance, confirmation and others.
 */
export const createShipStation = (parts: RatingParts): RatingClient => ({
  service: 'shipstation',
  rates: async ({ from, to, grams, carrierAccounts }, { apiKey, baseUrl = shipStationUrl, deadlineMs }) => {
    const question = {
      carrier_ids: carrierAccounts,
      from_country_code: from.country,
      from_postal_code: from.postalCode,
      from_city_locality: from.city ?? '',
      from_state_province: stateOf(from) ?? '',
      to_country_code: to.country,
      to_postal_code: to.postalCode,
      to_city_locality: to.city ?? '',
      to_state_province: stateOf(to) ?? '',
      weight: { value: grams, unit: 'gram' },
    };
    const answer = await askRating(parts, 'ShipStation', Answer, {
      method: 'POST',
      url: `${withoutSlash(baseUrl)}/v1/rates/estimate`,
      headers: { 'api-key': apiKey, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(question),
      deadlineMs,
    });
    return answer.flatMap(ratedOf);
  },
});
