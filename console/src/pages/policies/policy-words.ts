import { moneyText } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Policy, PolicyVersion } from '../../shared/types.ts';
import { membersOfForm } from './form.ts';
import {
  bandsSentence,
  dispositionsSentence,
  labourSentence,
  planningSentence,
  retrainingSentence,
  returnRiskSentence,
} from './learning-words.ts';
import { presetText, presetTitle } from './sourcing-presets.ts';
import { besideFields, shippingKindOf, sourcingForm } from './sourcing-form.ts';
import { policyForms } from './policy-forms.ts';

/** A policy's name with a value of its own, whichever version that is of. */
export type Valued = Policy extends infer One
  ? One extends { name: infer Name; value: infer Value }
    ? { readonly name: Name; readonly value: Value }
    : never
  : never;
export type PolicyName = Policy['name'];
export type ValueOf<Name extends PolicyName> = Extract<Valued, { readonly name: Name }>['value'];

export const policyNames = [
  'sourcing',
  'fraud_review',
  'fraud_bands',
  'duplicates',
  'addresses',
  'completion',
  'stuck_orders',
  'buffers',
  'safety_stock',
  'storefront',
  'pickup',
  'stock_checks',
  'service_levels',
  'retraining',
  'planning',
  'labour',
  'return_risk',
  'dispositions',
  'promotions',
] as const satisfies readonly PolicyName[];

export const policyWords: Readonly<Record<PolicyName, { readonly title: string; readonly about: string }>> = {
  sourcing: { title: 'Where orders ship from', about: 'How the location, or the locations, of an order are chosen.' },
  fraud_review: { title: 'Review of large orders', about: 'Above which total a person looks at an order before it goes on.' },
  fraud_bands: {
    title: 'Costs of fraud',
    about: 'What each action against fraud costs, and whether the cheapest of them is taken.',
  },
  duplicates: {
    title: 'Orders that come twice',
    about: 'How close together two orders of the same content must be for a person to look at the second.',
  },
  addresses: { title: 'Wrong addresses', about: 'What happens to an order whose address goods could hardly be delivered to.' },
  completion: { title: 'Completion', about: 'How long after delivery an order counts as completed.' },
  stuck_orders: { title: 'Orders that stand still', about: 'After how long in one stage an order is called stuck.' },
  buffers: { title: 'Buffers', about: 'How much of what may be sold channels are not told of, so that two sales of one unit stay rare.' },
  safety_stock: { title: 'Safety stock', about: 'Units that locations keep, and that channels are never told of.' },
  storefront: { title: 'Stock on websites', about: 'What anybody may ask of what is in stock, for websites and the caches before them.' },
  pickup: { title: 'Pickup', about: 'How long goods lie ready for their customer, and what happens when nobody comes.' },
  stock_checks: { title: 'Checks of the stock', about: 'When a count is due, and which figures of the stock are told as odd.' },
  service_levels: { title: 'Delivery days', about: 'Within how many days orders are to be with their customers, by shipping method.' },
  retraining: { title: 'Training of models', about: 'When models are trained anew, what that may cost, and how a new version goes live.' },
  planning: { title: 'Planning', about: 'When goods are proposed to be moved or bought, before they are missing.' },
  labour: { title: 'Labour', about: 'How much one person gets done, for the plans of staff.' },
  return_risk: { title: 'Returns at checkout', about: 'What a return costs, and when a customer is told that one is likely.' },
  promotions: { title: 'Promotions', about: 'What the shop takes off, who is shown it, and who is held out to measure what it does.' },
  dispositions: { title: 'What comes back', about: 'What goods that came back still bring, and what each way with them costs.' },
};

/** Stages in which an order can be called stuck, in the order of its life. */
export const stages = [
  'pending',
  'confirmed',
  'backorder',
  'processing',
  'allocated',
  'picking',
  'packed',
  'partially_shipped',
] as const satisfies readonly ValueOf<'stuck_orders'>['stages'][number]['stage'][];

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** A span in whole units, exact: `1 day 2 hours`. @param seconds 0 or more */
export const exactSpan = (seconds: number): string => {
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
};

const sourcingSentence = (value: ValueOf<'sourcing'>): string => {
  if (!('policy' in value)) return presetText(value.preset);
  const { name, version, shipping, constraints = {}, preferences = [] } = value.policy;
  const services = shipping.kind === 'rate-table' ? shipping.carriers.length : 0;
  const priced = services === 0 ? 'shipping by distance' : `rates of ${services} ${services === 1 ? 'service' : 'services'}`;
  const hard = Object.entries(constraints).filter(([key, said]) => said !== undefined && said !== (key === 'cross_border')).length;
  const bounds = `${hard} hard ${hard === 1 ? 'constraint' : 'constraints'}, ${preferences.length} soft`;
  return `A policy of your own, “${name}” version ${version ?? 1}: ${priced}, ${bounds}.`;
};

const sourcingMembers = (value: ValueOf<'sourcing'>): ReadonlyMap<string, string> => {
  if (!('policy' in value)) return new Map([['Policy', presetTitle(value.preset)], ...membersOfForm(besideFields, value, exactSpan)]);
  const kind = shippingKindOf(value.policy);
  return new Map([
    ['Policy', 'own'],
    ['Prices', kind === 'distance' ? 'by distance' : 'by a table'],
    ...membersOfForm(sourcingForm(kind), value.policy, exactSpan),
  ]);
};

const fraudSentence = ({ enabled, limits }: ValueOf<'fraud_review'>): string => {
  if (!enabled) return 'No order goes to review for its total.';
  const amounts = limits.map(({ currency, amount_minor: amount }) => moneyText(amount, currency));
  const others =
    limits.length === 1
      ? `Orders in another currency than ${limits[0]?.currency} go to review too.`
      : 'Orders in other currencies go to review too.';
  return `Orders above ${amounts.join(' or ')} go to review. ${others}`;
};

const exceptionsText = (count: number): string => (count === 0 ? '' : ` ${count} ${count === 1 ? 'exception' : 'exceptions'}.`);

const buffersSentence = ({ percent, bands: { high, low }, target, overrides }: ValueOf<'buffers'>): string => {
  const risk =
    target === null ? '' : ` Where sales are known, as much as keeps the risk of an oversell to ${shareText(target.oversell_probability)}.`;
  const fast = `${high.percent} % of what sells more than ${high.above_units_per_day} a day`;
  const slow = `${low.percent} % of what sells less than ${low.below_units_per_day}`;
  return `Channels are not told of ${percent} % of what may be sold, ${fast}, and ${slow}.${risk}${exceptionsText(overrides.length)}`;
};

const shareText = (share: number): string => `${(share * 100).toLocaleString(undefined, { maximumFractionDigits: 4 })} %`;

const safetyStockSentence = ({ default_units: kept, overrides }: ValueOf<'safety_stock'>): string => {
  const sentence = kept === 0 ? 'Locations keep nothing back.' : `Each location keeps ${kept} of each article.`;
  return `${sentence}${exceptionsText(overrides.length)}`;
};

const storefrontSentence = (policy: ValueOf<'storefront'>): string =>
  policy.public
    ? `Anybody may ask what is in stock. Up to ${policy.exact_up_to} units are shown exactly, and an answer is at most ${exactSpan(policy.fresh_seconds + policy.stale_seconds)} old.`
    : 'Nothing is shown to anybody without a key.';

const checksSentence = ({ stale_after_days: days, deviation, phantom, forecast_cover: cover }: ValueOf<'stock_checks'>): string =>
  [
    `An item is due for a count after ${days} days without one.`,
    `A count is told when it is off by ${deviation.percent} % and ${deviation.units} units.`,
    `What does not sell for ${phantom.after_days} days, though ${phantom.expected_units} units should have been, may not be there.`,
    cover === null ? 'Stock is not held against the forecast.' : `Stock is held against the forecast of ${cover.lead_time_days} days.`,
  ].join(' ');

const levelsSentence = ({ methods }: ValueOf<'service_levels'>): string => {
  if (methods.length === 0) return 'Orders that state no date of delivery themselves are never late.';
  const spans = methods.map(
    ({ method, days }) => `${method === '*' ? 'any other method' : method} within ${days} ${days === 1 ? 'day' : 'days'}`,
  );
  return `Orders are to be delivered: ${spans.join(', ')}.`;
};

const stuckSentence = ({ stages: named }: ValueOf<'stuck_orders'>): string => {
  if (named.length === 0) return 'No order is ever called stuck.';
  const spans = named.map(({ stage, after_seconds: seconds }) => `${exactSpan(seconds)} in ${words(stage)}`);
  return `An order is called stuck after ${spans.join(', ')}${named.length < stages.length ? '; in other stages never' : ''}.`;
};

const promotionsSentence = ({ promotions }: ValueOf<'promotions'>): string => {
  if (promotions.length === 0) return 'The shop runs no promotion.';
  const held = promotions.filter(({ holdout_percent: percent }) => percent > 0).length;
  const measured =
    held === 0 ? 'Nobody is held out, so that nothing can be measured.' : `${held} of them are measured against people held out.`;
  return `The shop runs ${promotions.map(({ title }) => title).join(', ')}. ${measured}`;
};

const addressesSentences: Readonly<Record<ValueOf<'addresses'>['on_doubt'], string>> = {
  hold: 'An order to an address that is incomplete or contradicts itself waits for a person.',
  tell: 'An order to an address that is incomplete or contradicts itself goes on, and its decisions say so.',
  off: 'Addresses are not looked at.',
};

/** The policy as one would say it. */
export const sentenceOf = (policy: Valued): string => {
  switch (policy.name) {
    case 'sourcing':
      return sourcingSentence(policy.value);
    case 'fraud_review':
      return fraudSentence(policy.value);
    case 'duplicates':
      return policy.value.window_seconds === 0
        ? 'Orders that look like one come twice all go on.'
        : `Of two orders of one person with the same content within ${exactSpan(policy.value.window_seconds)}, the second goes to review.`;
    case 'addresses':
      return addressesSentences[policy.value.on_doubt];
    case 'completion':
      return policy.value.delay_seconds === 0
        ? 'An order is completed as soon as all of it is delivered.'
        : `An order is completed ${exactSpan(policy.value.delay_seconds)} after all of it is delivered.`;
    case 'stuck_orders':
      return stuckSentence(policy.value);
    case 'buffers':
      return buffersSentence(policy.value);
    case 'safety_stock':
      return safetyStockSentence(policy.value);
    case 'storefront':
      return storefrontSentence(policy.value);
    case 'pickup':
      return `Goods lie ready for ${exactSpan(policy.value.held_seconds)}. When nobody comes, ${policy.value.on_expiry === 'cancel' ? 'the order is cancelled and paid back' : 'a person decides'}.`;
    case 'stock_checks':
      return checksSentence(policy.value);
    case 'service_levels':
      return levelsSentence(policy.value);
    case 'fraud_bands':
      return bandsSentence(policy.value);
    case 'retraining':
      return retrainingSentence(policy.value);
    case 'planning':
      return planningSentence(policy.value);
    case 'labour':
      return labourSentence(policy.value);
    case 'return_risk':
      return returnRiskSentence(policy.value);
    case 'promotions':
      return promotionsSentence(policy.value);
    case 'dispositions':
      return dispositionsSentence(policy.value);
  }
};

/** The value member by member, for holding two of them against each other. */
const membersOf = (policy: Valued): ReadonlyMap<string, string> => {
  switch (policy.name) {
    case 'sourcing':
      return sourcingMembers(policy.value);
    case 'fraud_review':
      return new Map([
        ['Review by total', policy.value.enabled ? 'on' : 'off'],
        ...policy.value.limits.map(({ currency, amount_minor: amount }) => [`Limit in ${currency}`, moneyText(amount, currency)] as const),
      ]);
    case 'duplicates':
      return new Map([['Window', exactSpan(policy.value.window_seconds)]]);
    case 'completion':
      return new Map([['Delay', exactSpan(policy.value.delay_seconds)]]);
    case 'stuck_orders':
      return new Map(
        policy.value.stages.map(({ stage, after_seconds: seconds }) => [`Stuck in ${words(stage)} after`, exactSpan(seconds)]),
      );
    default:
      return new Map(membersOfForm(policyForms[policy.name], policy.value, exactSpan));
  }
};

export type Difference = { readonly member: string; readonly before: string | undefined; readonly after: string | undefined };

/** Members in which two values of one policy differ. */
export const differencesOf = (before: Valued, after: Valued): readonly Difference[] => {
  const [left, right] = [membersOf(before), membersOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((member) => ({ member, before: left.get(member), after: right.get(member) }))
    .filter((difference) => difference.before !== difference.after);
};

export const sourceWords: Readonly<Record<Policy['source'], string>> = {
  stored: 'decided here',
  setting: 'set by whoever runs the installation',
  default: 'default of the product',
};

export const isPolicyName = (name: string | undefined): name is PolicyName => policyNames.some((known) => known === name);

/** Name and value alone. */
export const valued = (policy: Policy | PolicyVersion): Valued => policy;
