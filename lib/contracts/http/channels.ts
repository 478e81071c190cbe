import * as z from 'zod';
import { healthStates } from '../../channels/domain/account-health.ts';
import { LocationId, locationIdPattern, Sku, skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { PublishedStock } from './buffers.ts';
import { stockStates } from '../events/channel-stock.ts';
import { JsonObject, moment, notFoundResponse, pageCursor, pageLimit, refused } from './common.ts';

const WebhookAnswer = z.union([
  z.object({ accepted: z.array(z.string()).meta({ description: 'Ids of the orders that are now being taken in' }) }),
  z.object({ looking_up: z.string().meta({ description: 'Id of the order that is now being fetched from the channel' }) }),
  z.object({ ignored: z.string().meta({ description: 'Why nothing is done with this topic' }) }),
  z.object({ privacy_request: z.string().meta({ description: 'Id under which the request is carried out and audited' }) }),
  z.object({ quarantined: z.literal(true), problems: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) }),
]);

/** Any pattern here would answer 400 where an unknown shop must read like any other unknown thing: 404. */
const WebhookPath = z.object({ account: z.string() });

/** Where one channel sends its deliveries. */
export const webhookRouteOf = (channel: string) =>
  ({
    method: 'POST',
    path: `/webhooks/${channel}/{account}`,
    scope: 'public',
    summary: `${channel} tells of an order or of a privacy request; who sends it is checked`,
    params: WebhookPath,
    // The largest body of any channel; each has its own bound below it.
    maxBodyBytes: 4 * 1024 * 1024,
    responses: {
      200: { description: 'Taken in, ignored or put aside; either way the channel need not send it again', schema: WebhookAnswer },
      400: { description: 'The headers that say what it is are missing' },
      401: { description: 'The signature is missing or wrong, or another shop signed' },
      404: { description: 'No such account' },
      413: { description: 'The body is too large' },
      503: { description: 'No signing secret is set up, or nothing can be stored; send it again' },
    },
  }) as const satisfies Route;

// ---------------------------------------------------------------- Accounts

/** No pattern, for the same reason; what an id must look like is said when an account is added. */
export const ChannelAccountPath = z.object({ channel: z.string(), account: z.string() });

const at = z.string().nullable();

const Stretch = z
  .object({
    kind: z.enum(['polling', 'comparison', 'backfill']).meta({ description: 'comparison: the daily one of the whole list with ours' }),
    name: z.string(),
    from: at.meta({ description: 'Range of a backfill' }),
    to: at,
    watermark: z.string().meta({ description: 'Everything that changed before it has been taken in' }),
    lag_seconds: z.number().meta({ description: 'From the watermark to now, or to the end of a backfill' }),
    done: z.boolean().meta({ description: 'Whether a backfill has reached its end' }),
    failures: z.int().meta({ description: 'Tries in a row that failed' }),
    problem: z.string().nullable().meta({ description: 'throttled, unavailable, unauthorized or refused' }),
    next_look_at: at,
    last_success_at: at,
  })
  .meta({ id: 'ReadingStretch', description: 'How one stretch of an account is being read' });

const StockPublicationView = z.object({
  locations: z.union([z.literal('all'), z.array(z.string())]),
  channel_location_id: z.string().nullable(),
});

const accountView = {
  channel: z.string(),
  account: z.string(),
  shop_domain: z.string().nullable(),
  secret_name: z.string(),
  credentials_name: z.string(),
  settings: JsonObject.nullable(),
  base_url: z.string().nullable(),
  stock: StockPublicationView.nullable().meta({ description: 'What it is told of stock; null for nothing' }),
  connected: z.boolean().meta({ description: 'Whether it is in use and read through its API' }),
  added_at: z.string(),
  removed_at: at,
};

export const ChannelAccountView = z.object(accountView).meta({ id: 'ChannelAccount' });

const AccountHealth = z
  .object({
    state: z.enum(healthStates),
    sentence: z.string(),
    since: at.meta({ description: 'Since when it stands like this, as far as that is known' }),
  })
  .meta({ id: 'ChannelAccountHealth', description: 'How the account stands, in one word and one sentence, by how its orders are read' });

const ReadAccount = z.object({ ...accountView, health: AccountHealth, reading: z.array(Stretch) }).meta({ id: 'ReadChannelAccount' });

export const listChannelAccountsRoute = {
  method: 'GET',
  path: '/channels/accounts',
  scope: 'channels:read',
  operationId: 'listChannelAccounts',
  summary: 'Channel accounts of the tenant, removed ones included, and how each is read',
  responses: {
    200: {
      description: 'The accounts by channel and id; names of secrets, never their values',
      schema: z.object({ accounts: z.array(ReadAccount) }),
    },
    ...refused,
  },
} as const satisfies Route;

/** Null is what an absent field is, so that an account can be put back as it was listed. */
const text = z.string().max(300).nullish();

export const PutChannelAccountBody = z.strictObject({
  shop_domain: text.describe('Deliveries of this shop only; without it, of any that bears the signature'),
  secret_name: text.describe('Name of the signing secret; without it <channel>-<account>-webhook-secret'),
  settings: JsonObject.nullish().describe('For its API, as docs/channels has them; without them it is not read'),
  credentials_name: text.describe('Name of the secret for its API; without it <channel>-<account>-credentials'),
  stock: z
    .strictObject({
      locations: z
        .union([z.literal('all'), z.array(z.string().regex(locationIdPattern).transform(LocationId)).min(1).max(100)])
        .describe('Whose units are for sale there; a location that is not active has none'),
      channel_location_id: z
        .string()
        .min(1)
        .max(128)
        .nullish()
        .describe("The channel's id of the place that is told; without it the only or default one"),
    })
    .nullish()
    .describe('What it is told of stock; without it nothing'),
  base_url: z.string().max(2_000).nullish().describe('Instead of the address of the channel itself: https:// only'),
});

export const putChannelAccountRoute = {
  method: 'PUT',
  path: '/channels/{channel}/accounts/{account}',
  scope: 'channels:write',
  operationId: 'putChannelAccount',
  summary: 'Adds a channel account or changes it; one that was removed is taken into use again',
  params: ChannelAccountPath,
  body: PutChannelAccountBody,
  maxBodyBytes: 64 * 1024,
  responses: {
    200: { description: 'The account as it is now', schema: ChannelAccountView },
    400: { description: 'A field is not as it must be; `problems` names it' },
    ...refused,
    409: {
      description:
        'The id belongs to another tenant of the installation, another account stands for the shop, or the account stands for another shop',
    },
  },
} as const satisfies Route;

export const deleteChannelAccountRoute = {
  method: 'DELETE',
  path: '/channels/{channel}/accounts/{account}',
  scope: 'channels:write',
  operationId: 'deleteChannelAccount',
  summary: 'Takes no order from the account any more and reads it no more; what has come in stays',
  params: ChannelAccountPath,
  responses: { 204: { description: 'Removed, now or before' }, ...refused, ...notFoundResponse },
} as const satisfies Route;

const notReadable = { 422: { description: 'The account has been removed, or has no settings for its API' } } as const;

export const pollChannelAccountRoute = {
  method: 'POST',
  path: '/channels/{channel}/accounts/{account}/polls',
  // Like sending a dead letter back: it changes nothing that would not have happened by itself.
  scope: 'operations:write',
  operationId: 'pollChannelAccount',
  summary: 'Has the account looked at now, also before the next look is due',
  params: ChannelAccountPath,
  responses: {
    202: { description: 'Asked for; GET /channels/accounts shows what came of it', schema: z.object({ follow: z.string() }) },
    ...refused,
    ...notFoundResponse,
    ...notReadable,
  },
} as const satisfies Route;

export const backfillChannelAccountRoute = {
  method: 'POST',
  path: '/channels/{channel}/accounts/{account}/backfills',
  scope: 'operations:write',
  operationId: 'backfillChannelAccount',
  summary: 'Takes in what changed between two moments; the same range again goes on and repeats nothing',
  params: ChannelAccountPath,
  body: z.strictObject({ from: moment, to: moment }),
  responses: {
    202: {
      description: 'Asked for; GET /channels/accounts lists it under its name among the readings of the account',
      schema: z.object({ backfill: z.string(), from: z.string(), to: z.string(), follow: z.string() }),
    },
    400: { description: 'The range is empty, ends in the future, or begins before what the channel still tells' },
    ...refused,
    ...notFoundResponse,
    ...notReadable,
  },
} as const satisfies Route;

const StockDriftView = z
  .object({ told: z.int(), shown: z.int(), at: z.string(), corrected_at: at.meta({ description: 'When it took the right one again' }) })
  .meta({ id: 'ChannelStockDrift' });

export const listChannelStockRoute = {
  method: 'GET',
  path: '/channels/stock',
  scope: 'channels:read',
  operationId: 'listChannelStock',
  summary: 'What a channel account was last told of stock, article by article',
  query: z.strictObject({
    channel: z.string().min(1).max(40),
    account: z.string().min(1).max(100),
    limit: pageLimit,
    cursor: pageCursor,
    drift: z.literal('true').optional().describe('Only articles of which the channel once showed another number; a page may hold fewer'),
    sku: z
      .string()
      .regex(skuPattern, 'must be 1 to 128 characters without # and control characters')
      .transform(Sku)
      .optional()
      .describe('Of this article alone'),
  }),
  responses: {
    200: {
      description: 'Articles by SKU; `cursor` asks for the next page',
      schema: z.object({
        items: z.array(
          z.object({
            sku: z.string(),
            quantity: z.int().nullable().meta({ description: 'What the channel took last; null when it never took any' }),
            state: z.enum(stockStates).meta({ description: 'waiting: tried, and tried again; refused: the channel will not have it' }),
            code: z.string().nullable().meta({ description: 'Why it waits or was refused' }),
            at: z.string().meta({ description: 'When it came to this state' }),
            published: PublishedStock.nullable().meta({ description: 'Why it was told this number; null when it never took any' }),
            drift: StockDriftView.nullable().meta({ description: 'The last time that the channel showed another number' }),
            oversells: z.int().meta({ description: 'Orders of the account that got nothing although it showed some' }),
          }),
        ),
        cursor: z.string().optional(),
      }),
    },
    400: { description: 'The query is not as it must be' },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
