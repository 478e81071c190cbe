import * as z from 'zod';
import type { QuoteService } from '../../../../lib/kernel/sourcing-policy.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { createTwinBucket, startTwinServer, type TwinAnswer, type TwinPlace, type TwinRequest, type TwinServer } from '../twin-server.ts';
import { ratesOf, tooHeavyFor } from './tariffs.ts';

export type RatingTwinOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly service: QuoteService;
  readonly apiKey: string;
  readonly port?: TwinPlace;
  /** Calls within its limit. @default 200 a minute, as ShipStation allows */
  readonly limit?: { readonly perSecond: number; readonly burst: number };
  /** @default USD */
  readonly currency?: string;
};

export type RatingTwin = TwinServer & {
  /** Bodies of the questions it has answered, oldest first. */
  readonly questions: readonly unknown[];
};

const gramsPerOunce = 28.349_523_125;
const zip = z.string().regex(/^\d{5}(-\d{4})?$/);
const domestic = z.literal('US');

const EasyPostBody = z.object({
  shipment: z.object({
    from_address: z.object({ zip, country: domestic, state: z.string().optional() }),
    to_address: z.object({ zip, country: domestic, state: z.string().optional() }),
    parcel: z.object({ weight: z.number().positive().multipleOf(0.1) }),
    carrier_accounts: z.array(z.string().regex(/^ca_/)).max(60).optional(),
  }),
});

const ShipStationBody = z.object({
  carrier_ids: z.array(z.string().regex(/^se(-[a-z0-9]+)+$/)).min(1),
  from_country_code: domestic,
  from_postal_code: zip,
  from_city_locality: z.string(),
  from_state_province: z.string(),
  to_country_code: domestic,
  to_postal_code: zip,
  to_city_locality: z.string(),
  to_state_province: z.string(),
  weight: z.object({ value: z.number().positive(), unit: z.literal('gram') }),
});

type Api = {
  readonly path: string;
  readonly isAllowed: (request: TwinRequest) => boolean;
  readonly refuse: (status: number, code: string, message: string) => unknown;
  /** The answer to a question; undefined when it is not understood. */
  readonly answer: (question: unknown) => unknown;
};

const easyPost = ({ apiKey, currency = 'USD' }: RatingTwinOptions): Api => ({
  path: '/beta/rates',
  isAllowed: ({ headers }) => headers['authorization'] === `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
  refuse: (_status, code, message) => ({ error: { code, message, errors: [] } }),
  answer: (question) => {
    const parsed = EasyPostBody.safeParse(question);
    if (!parsed.success) return undefined;
    const { from_address: from, to_address: to, parcel } = parsed.data.shipment;
    const grams = parcel.weight * gramsPerOunce;
    return {
      from_address: { object: 'Address', ...from },
      to_address: { object: 'Address', ...to },
      parcel: { object: 'Parcel', ...parcel },
      rates: ratesOf(from.zip, to.zip, grams).map(({ carrier, service, cents, days }) => ({
        object: 'Rate',
        mode: 'test',
        carrier,
        service,
        rate: (cents / 100).toFixed(2),
        currency,
        list_rate: ((cents * 1.1) / 100).toFixed(2),
        list_currency: currency,
        delivery_days: days,
        est_delivery_days: days,
        delivery_date_guaranteed: false,
        carrier_account_id: `ca_${carrier.toLowerCase()}`,
      })),
      messages: tooHeavyFor(grams).map((carrier) => ({ carrier, type: 'rate_error', message: 'The parcel is too heavy' })),
    };
  },
});

const shipStation = ({ apiKey, currency = 'USD' }: RatingTwinOptions): Api => ({
  path: '/v1/rates/estimate',
  isAllowed: ({ headers }) => headers['api-key'] === apiKey,
  refuse: (_status, code, message) => ({
    request_id: '3f1b7c2e-7a51-4d0e-9f52-1f2f3a4b5c6d',
    errors: [{ error_source: 'shipengine', error_type: 'security', error_code: code, message }],
  }),
  answer: (question) => {
    const parsed = ShipStationBody.safeParse(question);
    if (!parsed.success) return undefined;
    const { from_postal_code: from, to_postal_code: to, weight } = parsed.data;
    const amount = (cents: number) => ({ currency: currency.toLowerCase(), amount: cents / 100 });
    const rates = ratesOf(from, to, weight.value).map(({ carrier, service, cents, days }) => ({
      rate_type: 'estimated',
      carrier_id: 'se-123890',
      // Part of the price stands beside it, as fuel does.
      shipping_amount: amount(cents - 45),
      insurance_amount: amount(0),
      confirmation_amount: amount(0),
      other_amount: amount(45),
      zone: null,
      package_type: 'package',
      delivery_days: days,
      guaranteed_service: false,
      carrier_code: carrier.toLowerCase(),
      carrier_friendly_name: carrier,
      service_type: service,
      service_code: `${carrier}_${service}`.toLowerCase(),
      trackable: true,
      validation_status: 'unknown',
      warning_messages: [],
      error_messages: [],
    }));
    const envelope = rates.slice(0, 1).map((rate) => ({ ...rate, package_type: 'flat_rate_envelope', shipping_amount: amount(100) }));
    return [...rates, ...envelope];
  },
});

const apis = { easypost: easyPost, shipstation: shipStation } as const;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A server that stands for a service that asks carriers: it sells parcels within the United States. */
export const startRatingTwin = async (options: RatingTwinOptions): Promise<RatingTwin> => {
  const { clock, random, port, limit = { perSecond: 200 / 60, burst: 200 } } = options;
  const api = apis[options.service](options);
  const bucket = createTwinBucket(limit, clock);
  const questions: unknown[] = [];
  const answer = (request: TwinRequest): TwinAnswer => {
    const refuse = (status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): TwinAnswer => ({
      status,
      body: api.refuse(status, code, message),
      ...(headers ? { headers } : {}),
    });
    if (!api.isAllowed(request)) return refuse(401, 'unauthorized', 'The API key is not known.');
    const { allowed, retryAfterSeconds } = bucket.take();
    if (!allowed) return refuse(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': String(Math.ceil(retryAfterSeconds)) });
    if (request.method !== 'POST' || request.path !== api.path) return refuse(404, 'not_found', 'There is nothing here.');
    const question = jsonOf(request.body);
    const body = api.answer(question);
    if (body === undefined) return refuse(422, 'invalid_params', 'The shipment cannot be rated.');
    questions.push(question);
    return { status: 200, body };
  };
  const twin = await startTwinServer({ answer, clock, random, ...(port === undefined ? {} : { port }) });
  return { ...twin, questions };
};
