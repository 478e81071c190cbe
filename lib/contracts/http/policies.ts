import * as z from 'zod';
import { currencyPattern } from '../../kernel/money.ts';
import { openStages, stuckAfterSecondsMax } from '../../orders/domain/stage-age.ts';
import { completionDelaySecondsMax, duplicateWindowSecondsMax, policyNames, reviewLimitsMax } from '../../policies/domain/policy.ts';
import { pickupSecondsMax } from '../../fulfilment/domain/fulfillment-order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { JsonObject, refused, words } from './common.ts';
import { StorefrontPolicyValue } from './availability.ts';
import { BuffersPolicyValue, SafetyStockPolicyValue } from './buffers.ts';
import { DispositionsPolicyValue } from './dispositions-policy.ts';
import { FraudBandsPolicyValue } from './fraud-bands.ts';
import { LabourPolicyValue, PlanningPolicyValue } from './planning-policy.ts';
import { PromotionsPolicyValue } from './promotions-policy.ts';
import { ReturnRiskPolicyValue } from './return-risk-policy.ts';
import { ServiceLevelsPolicyValue } from './service-levels.ts';
import { SourcingPolicyValue } from './sourcing-policy.ts';
import { StockChecksPolicyValue } from './stock-alerts.ts';
import { RetrainingPolicyValue } from './retraining-policy.ts';

// ---------------------------------------------------------------- Values

/** A limit in a currency that nobody has would never be looked at, and the orders it was meant for would all go to review. */
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const Currency = z
  .string()
  .regex(currencyPattern, 'must be a currency as three upper-case letters, such as USD')
  .refine((code) => currencies.has(code), 'must be a currency of ISO 4217, such as USD or EUR');

const isOncePerCurrency = (limits: readonly { readonly currency: string }[]): boolean =>
  new Set(limits.map(({ currency }) => currency)).size === limits.length;

export const FraudReviewPolicyValue = z
  .strictObject({
    enabled: z.boolean().describe('False sends no order to review for its amount'),
    limits: z
      .array(
        z.strictObject({
          currency: Currency,
          amount_minor: z
            .int()
            .min(0)
            .max(1_000_000_000_000)
            .describe('Minor units of the currency; orders of exactly this total pass, those above go to review'),
        }),
      )
      .max(reviewLimitsMax)
      .refine(isOncePerCurrency, 'must name each currency once')
      .describe('One for each currency; an order in a currency without one goes to review'),
  })
  .refine(({ enabled, limits }) => !enabled || limits.length > 0, { path: ['limits'], message: 'must have a limit while enabled' })
  .meta({ id: 'FraudReviewPolicyValue' });

export const DuplicatesPolicyValue = z
  .strictObject({
    window_seconds: z
      .int()
      .min(0)
      .max(duplicateWindowSecondsMax)
      .describe('Orders that look like one come twice within this time go to review; 0 for none'),
  })
  .meta({ id: 'DuplicatesPolicyValue' });

export const AddressesPolicyValue = z
  .strictObject({
    on_doubt: z
      .enum(['hold', 'tell', 'off'])
      .describe(
        'hold: an order whose address goods could hardly be delivered to waits until the address is corrected or let pass; tell: it goes on, and its decisions say what was found; off: neither',
      ),
  })
  .meta({ id: 'AddressesPolicyValue' });

export const CompletionPolicyValue = z
  .strictObject({
    delay_seconds: z.int().min(0).max(completionDelaySecondsMax).describe('From delivery to completion; for orders delivered from now on'),
  })
  .meta({ id: 'CompletionPolicyValue' });

const isOncePerStage = (stages: readonly { readonly stage: string }[]): boolean =>
  new Set(stages.map(({ stage }) => stage)).size === stages.length;

export const StuckOrdersPolicyValue = z
  .strictObject({
    stages: z
      .array(z.strictObject({ stage: z.enum(openStages), after_seconds: z.int().min(1).max(stuckAfterSecondsMax) }))
      .max(openStages.length)
      .refine(isOncePerStage, 'must name each stage once')
      .describe('In a stage that is not named no order ever counts as stuck'),
  })
  .meta({ id: 'StuckOrdersPolicyValue' });

export const PickupPolicyValue = z
  .strictObject({
    held_seconds: z
      .int()
      .min(1)
      .max(pickupSecondsMax)
      .describe('How long goods lie ready for their customer; for goods that are laid ready from now on'),
    on_expiry: z
      .enum(['cancel', 'hold'])
      .describe('cancel: the order is cancelled and paid back, the goods go back to the shelf; hold: a person decides'),
  })
  .meta({ id: 'PickupPolicyValue' });

/** The value of each policy in its wire form. */
export const policyValueSchemas = {
  sourcing: SourcingPolicyValue,
  fraud_review: FraudReviewPolicyValue,
  fraud_bands: FraudBandsPolicyValue,
  duplicates: DuplicatesPolicyValue,
  addresses: AddressesPolicyValue,
  completion: CompletionPolicyValue,
  stuck_orders: StuckOrdersPolicyValue,
  buffers: BuffersPolicyValue,
  safety_stock: SafetyStockPolicyValue,
  storefront: StorefrontPolicyValue,
  pickup: PickupPolicyValue,
  stock_checks: StockChecksPolicyValue,
  service_levels: ServiceLevelsPolicyValue,
  retraining: RetrainingPolicyValue,
  planning: PlanningPolicyValue,
  labour: LabourPolicyValue,
  return_risk: ReturnRiskPolicyValue,
  dispositions: DispositionsPolicyValue,
  promotions: PromotionsPolicyValue,
} as const satisfies Readonly<Record<(typeof policyNames)[number], z.ZodType>>;

// ---------------------------------------------------------------- Views

const version = z.int().min(1);
const actor = z.object({ kind: z.enum(['user', 'api_key', 'system']), id: z.string() });
const note = z.string().describe('Why it was changed, in the words of whoever did');

const inForce = {
  version: z.int().min(0).describe('Names the value in receipts of decisions; 0 as long as the tenant has decided nothing'),
  source: z
    .enum(['stored', 'setting', 'default'])
    .describe('stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides'),
  since: z.string().nullable().describe('Since when the version stands; null unless stored'),
  by: actor.nullable().describe('Who made the version; null unless stored'),
  note: note.nullable(),
  problem: z
    .string()
    .nullable()
    .describe('What is wrong with the setting of the installation, in a sentence; the value shown is then the default'),
};

/** A policy as it decides now. */
export const PolicyView = z
  .discriminatedUnion('name', [
    z.object({ name: z.literal('sourcing'), value: SourcingPolicyValue, ...inForce }),
    z.object({ name: z.literal('fraud_review'), value: FraudReviewPolicyValue, ...inForce }),
    z.object({ name: z.literal('fraud_bands'), value: FraudBandsPolicyValue, ...inForce }),
    z.object({ name: z.literal('duplicates'), value: DuplicatesPolicyValue, ...inForce }),
    z.object({ name: z.literal('addresses'), value: AddressesPolicyValue, ...inForce }),
    z.object({ name: z.literal('completion'), value: CompletionPolicyValue, ...inForce }),
    z.object({ name: z.literal('stuck_orders'), value: StuckOrdersPolicyValue, ...inForce }),
    z.object({ name: z.literal('buffers'), value: BuffersPolicyValue, ...inForce }),
    z.object({ name: z.literal('safety_stock'), value: SafetyStockPolicyValue, ...inForce }),
    z.object({ name: z.literal('storefront'), value: StorefrontPolicyValue, ...inForce }),
    z.object({ name: z.literal('pickup'), value: PickupPolicyValue, ...inForce }),
    z.object({ name: z.literal('service_levels'), value: ServiceLevelsPolicyValue, ...inForce }),
    z.object({ name: z.literal('retraining'), value: RetrainingPolicyValue, ...inForce }),
    z.object({ name: z.literal('planning'), value: PlanningPolicyValue, ...inForce }),
    z.object({ name: z.literal('labour'), value: LabourPolicyValue, ...inForce }),
    z.object({ name: z.literal('return_risk'), value: ReturnRiskPolicyValue, ...inForce }),
    z.object({ name: z.literal('dispositions'), value: DispositionsPolicyValue, ...inForce }),
    z.object({ name: z.literal('promotions'), value: PromotionsPolicyValue, ...inForce }),
    z.object({ name: z.literal('stock_checks'), value: StockChecksPolicyValue, ...inForce }),
  ])
  .meta({ id: 'Policy' });

const versionParts = {
  version,
  note,
  actor,
  at: z.string(),
  restored_from: version.nullable().describe('The version whose value it took up again; null for a new value'),
};

/** One version of a policy; it never changes. */
export const PolicyVersionView = z
  .discriminatedUnion('name', [
    z.object({ name: z.literal('sourcing'), value: SourcingPolicyValue, ...versionParts }),
    z.object({ name: z.literal('fraud_review'), value: FraudReviewPolicyValue, ...versionParts }),
    z.object({ name: z.literal('fraud_bands'), value: FraudBandsPolicyValue, ...versionParts }),
    z.object({ name: z.literal('duplicates'), value: DuplicatesPolicyValue, ...versionParts }),
    z.object({ name: z.literal('addresses'), value: AddressesPolicyValue, ...versionParts }),
    z.object({ name: z.literal('completion'), value: CompletionPolicyValue, ...versionParts }),
    z.object({ name: z.literal('stuck_orders'), value: StuckOrdersPolicyValue, ...versionParts }),
    z.object({ name: z.literal('buffers'), value: BuffersPolicyValue, ...versionParts }),
    z.object({ name: z.literal('safety_stock'), value: SafetyStockPolicyValue, ...versionParts }),
    z.object({ name: z.literal('storefront'), value: StorefrontPolicyValue, ...versionParts }),
    z.object({ name: z.literal('pickup'), value: PickupPolicyValue, ...versionParts }),
    z.object({ name: z.literal('service_levels'), value: ServiceLevelsPolicyValue, ...versionParts }),
    z.object({ name: z.literal('retraining'), value: RetrainingPolicyValue, ...versionParts }),
    z.object({ name: z.literal('planning'), value: PlanningPolicyValue, ...versionParts }),
    z.object({ name: z.literal('labour'), value: LabourPolicyValue, ...versionParts }),
    z.object({ name: z.literal('return_risk'), value: ReturnRiskPolicyValue, ...versionParts }),
    z.object({ name: z.literal('dispositions'), value: DispositionsPolicyValue, ...versionParts }),
    z.object({ name: z.literal('promotions'), value: PromotionsPolicyValue, ...versionParts }),
    z.object({ name: z.literal('stock_checks'), value: StockChecksPolicyValue, ...versionParts }),
  ])
  .meta({ id: 'PolicyVersion' });

const PolicyWarning = z
  .object({
    field: z.string().describe('The member by which it is so, such as `value.policy.constraints.from_countries`'),
    code: z.enum([
      'destination-unsourced',
      'articles-unsourced',
      'locations-serve-nothing',
      'unknown-location',
      'evidence-worse',
      'evidence-thin',
    ]),
    message: z.string(),
    destination: z.string().nullable().describe('Country or region, such as US-NY, whose orders would find no source'),
    orders: z.int().min(0).nullable().describe('How many of the latest orders go there; null where there are none to go by'),
  })
  .meta({ id: 'PolicyWarning', description: 'What does not stand against a value, and is worth a look' });

const ChangedPolicy = z.object({
  policy: PolicyView,
  changed: z.boolean().describe('False when it stood like this before, so that no version was made'),
  warnings: z.array(PolicyWarning).describe('Empty when nothing is strange about the value'),
});

// ---------------------------------------------------------------- Routes

const PolicyPath = z.object({ name: z.enum(policyNames) });
const PolicyVersionPath = PolicyPath.extend({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a version: a whole number from 1')
    .transform(Number),
});

const Note = words(500).describe('Why; it stands in the history for good, so nothing personal belongs here');
const unknownPolicy = { 400: { description: 'A field is not as it must be; `problems` names it' } } as const;
const impossible = {
  422: { description: 'By this value no order of the tenant would find a source; `problems` names the field, `destination` an example' },
} as const;
const changedMeanwhile = { 409: { description: 'Somebody else was faster; `version` is the one in force now' } } as const;

export const listPoliciesRoute = {
  method: 'GET',
  path: '/policies',
  scope: 'policies:read',
  summary: 'Every policy of the tenant as it decides now, and who decided so',
  responses: {
    200: {
      description: 'All policies; another process may follow the version before for 30 seconds',
      schema: z.object({ items: z.array(PolicyView) }),
    },
    ...refused,
  },
} as const satisfies Route;

export const listPolicyVersionsRoute = {
  method: 'GET',
  path: '/policies/{name}/versions',
  scope: 'policies:read',
  summary: 'What a policy was, newest version first',
  params: PolicyPath,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number)
      .optional()
      .describe('The cursor of the page before'),
  }),
  responses: {
    200: {
      description: 'A page of versions; `cursor` asks for the next',
      schema: z.object({ items: z.array(PolicyVersionView), cursor: z.string().optional() }),
    },
    ...unknownPolicy,
    ...refused,
  },
} as const satisfies Route;

export const getPolicyVersionRoute = {
  method: 'GET',
  path: '/policies/{name}/versions/{version}',
  scope: 'policies:read',
  summary: 'One version of a policy, as receipts name it',
  params: PolicyVersionPath,
  responses: {
    200: { description: 'The version', schema: PolicyVersionView },
    ...unknownPolicy,
    ...refused,
    404: { description: 'The policy has no such version' },
  },
} as const satisfies Route;

export const getPolicySchemaRoute = {
  method: 'GET',
  path: '/policies/{name}/schema',
  scope: 'policies:read',
  summary: 'What a value of a policy may be, as a JSON Schema that an editor can be made from, with values to begin with',
  params: PolicyPath,
  responses: {
    200: {
      description: 'The schema, without references: titles, descriptions, bounds, defaults, and `x-unit` where a number has one',
      schema: z.object({
        name: z.enum(policyNames),
        schema: JsonObject.describe('JSON Schema, draft 2020-12'),
        examples: z.array(z.object({ title: z.string(), value: JsonObject })).describe('Values to begin with; each is accepted as it is'),
      }),
    },
    ...unknownPolicy,
    ...refused,
  },
} as const satisfies Route;

export const putPolicyRoute = {
  method: 'PUT',
  path: '/policies/{name}',
  scope: 'policies:write',
  summary: 'Gives a policy a new value, as a new version; decisions made before keep theirs',
  params: PolicyPath,
  body: z.strictObject({
    // What does not fit its policy is refused by the field, which a union could not name; so whatever is an object comes through here.
    value: z
      .union([
        SourcingPolicyValue,
        FraudReviewPolicyValue,
        FraudBandsPolicyValue,
        DuplicatesPolicyValue,
        CompletionPolicyValue,
        StuckOrdersPolicyValue,
        BuffersPolicyValue,
        SafetyStockPolicyValue,
        StorefrontPolicyValue,
        PickupPolicyValue,
        ServiceLevelsPolicyValue,
        RetrainingPolicyValue,
        PlanningPolicyValue,
        LabourPolicyValue,
        JsonObject,
      ])
      .describe('The value of the policy that the path names'),
    note: Note,
    expected_version: z.int().min(0).describe('The version that the change was decided on; 0 when none was stored'),
  }),
  // A table of rates may have some hundreds of bands.
  maxBodyBytes: 256 * 1024,
  responses: {
    200: { description: 'The policy as it decides from now on', schema: ChangedPolicy },
    ...unknownPolicy,
    ...refused,
    ...changedMeanwhile,
    ...impossible,
  },
} as const satisfies Route;

export const restorePolicyRoute = {
  method: 'POST',
  path: '/policies/{name}/restore',
  scope: 'policies:write',
  summary: 'Takes up the value of an earlier version again, as a new version',
  params: PolicyPath,
  body: z.strictObject({ version, note: Note }),
  responses: {
    200: { description: 'The policy as it decides from now on', schema: ChangedPolicy },
    ...unknownPolicy,
    ...refused,
    404: { description: 'The policy has no such version' },
    ...changedMeanwhile,
    ...impossible,
  },
} as const satisfies Route;
