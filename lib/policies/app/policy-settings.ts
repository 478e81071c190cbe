import { defaultFraudBands, parseThresholds, reviewThresholdParameter } from '../../fraud/index.ts';
import { defaultLabour, defaultPlanning } from '../../forecasting/index.ts';
import { defaultBuffers, defaultSafetyStock, defaultStockChecks, defaultStorefront } from '../../inventory/index.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { CurrencyCode } from '../../kernel/money.ts';
import { defaultDispositions } from '../../kernel/dispositions-policy.ts';
import { defaultPromotions } from '../../kernel/promotions-policy.ts';
import { defaultRetraining } from '../../kernel/retraining-policy.ts';
import { defaultReturnRisk } from '../../kernel/return-risk-policy.ts';
import type { Parameters } from '../../platform/ports.ts';
import { parseStuckAfter, stuckAfterDefault } from '../../orders/index.ts';
import { presetPolicyNames, sourcingPolicyParameter } from '../../sourcing/index.ts';
import { duplicateWindowSecondsMax, type PolicyName, type PolicyValues } from '../domain/policy.ts';

export const duplicateWindowParameter = 'duplicate-window-seconds';
/** Such as `processing 7200, backorder 259200`: seconds after which an order counts as stuck in its stage. */
export const stuckAfterParameter = 'stuck-after-seconds';
export const completionDelayParameter = 'order-completion-delay-seconds';

const stagesOf = (stuckAfter: Readonly<Partial<Record<string, number>>>): PolicyValues['stuck_orders'] => ({
  stages: Object.entries(stuckAfter).flatMap(([stage, afterSeconds]) => (afterSeconds === undefined ? [] : [{ stage, afterSeconds }])),
});

/** What decides where neither the tenant nor the installation has decided anything. */
export const defaultPolicies: PolicyValues = {
  sourcing: { preset: 'balanced' },
  fraud_review: { enabled: true, limits: [{ currency: CurrencyCode('USD'), amountMinor: 50_000 }] },
  fraud_bands: defaultFraudBands,
  duplicates: { windowSeconds: 300 },
  addresses: { onDoubt: 'hold' },
  completion: { delaySeconds: 14 * 24 * 3_600 },
  stuck_orders: stagesOf(stuckAfterDefault),
  buffers: defaultBuffers,
  safety_stock: defaultSafetyStock,
  storefront: defaultStorefront,
  pickup: { heldSeconds: 7 * 24 * 3_600, onExpiry: 'cancel' },
  service_levels: { methods: [] },
  retraining: defaultRetraining,
  planning: defaultPlanning,
  labour: defaultLabour,
  return_risk: defaultReturnRisk,
  dispositions: defaultDispositions,
  promotions: defaultPromotions,
  stock_checks: defaultStockChecks,
};

/** A setting cannot be read as the value of its policy; the message names the parameter and what is allowed. */
export class PolicySettingInvalidError extends Error {
  override readonly name = 'PolicySettingInvalidError';
}

/** The value as the installation has set it; undefined where it has not. @throws Error that says what is wrong with the setting */
type ReadSetting<N extends PolicyName> = (parameters: Parameters, tenantId: TenantId) => Promise<PolicyValues[N] | undefined>;

const sourcing: ReadSetting<'sourcing'> = async (parameters, tenantId) => {
  const preset = (await parameters.get(`${sourcingPolicyParameter}-${tenantId}`)) ?? (await parameters.get(sourcingPolicyParameter));
  if (preset === undefined || presetPolicyNames.includes(preset)) return preset === undefined ? undefined : { preset };
  throw new PolicySettingInvalidError(
    `${sourcingPolicyParameter}: there is no policy ${JSON.stringify(preset)}; there are ${presetPolicyNames.join(', ')}`,
  );
};

const fraudReview: ReadSetting<'fraud_review'> = async (parameters) => {
  const setting = await parameters.get(reviewThresholdParameter);
  if (setting === undefined) return undefined;
  if (setting.trim() === 'off') return { enabled: false, limits: [] };
  const limits = [...parseThresholds(setting)].map(([currency, amountMinor]) => ({ currency: CurrencyCode(currency), amountMinor }));
  return { enabled: true, limits };
};

const duplicates: ReadSetting<'duplicates'> = async (parameters) => {
  const setting = await parameters.get(duplicateWindowParameter);
  if (setting === undefined) return undefined;
  const windowSeconds = parseDuplicateWindow(setting);
  if (windowSeconds !== undefined) return { windowSeconds };
  throw new PolicySettingInvalidError(
    `${duplicateWindowParameter}: ${JSON.stringify(setting)} is not a whole number of seconds from 0 to ${duplicateWindowSecondsMax}`,
  );
};

const completion: ReadSetting<'completion'> = async (parameters) => {
  const setting = await parameters.get(completionDelayParameter);
  if (setting === undefined) return undefined;
  const delaySeconds = Number(setting);
  if (delaySeconds > 0) return { delaySeconds };
  throw new PolicySettingInvalidError(`${completionDelayParameter}: ${JSON.stringify(setting)} is not a number of seconds above 0`);
};

const stuckOrders: ReadSetting<'stuck_orders'> = async (parameters) => {
  const setting = await parameters.get(stuckAfterParameter);
  if (setting === undefined) return undefined;
  const parsed = parseStuckAfter(setting);
  if (parsed.ok) return stagesOf(parsed.value);
  throw new PolicySettingInvalidError(`${stuckAfterParameter}: ${parsed.error}`);
};

/** @returns undefined for what is no whole number of seconds from 0 to 86,400 */
export const parseDuplicateWindow = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) <= duplicateWindowSecondsMax ? Number(text) : undefined;

/** There is no setting for the whole installation. */
const unset = async (): Promise<undefined> => undefined;

const readers: { readonly [N in PolicyName]: ReadSetting<N> } = {
  sourcing,
  fraud_review: fraudReview,
  fraud_bands: unset,
  duplicates,
  addresses: unset,
  completion,
  stuck_orders: stuckOrders,
  buffers: unset,
  safety_stock: unset,
  storefront: unset,
  pickup: unset,
  service_levels: unset,
  retraining: unset,
  planning: unset,
  labour: unset,
  return_risk: unset,
  dispositions: unset,
  promotions: unset,
  stock_checks: unset,
};

/** What the installation has set for a policy of the tenant. @throws Error that says what is wrong with the setting */
export const readPolicySetting = <N extends PolicyName>(
  parameters: Parameters,
  tenantId: TenantId,
  name: N,
): Promise<PolicyValues[N] | undefined> => readers[name](parameters, tenantId);
