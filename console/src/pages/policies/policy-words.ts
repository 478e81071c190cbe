import { moneyText } from '../../shared/money.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Policy, PolicyVersion } from '../../shared/types.ts';

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
  'duplicates',
  'completion',
  'stuck_orders',
] as const satisfies readonly PolicyName[];

export const policyWords: Readonly<Record<PolicyName, { readonly title: string; readonly about: string }>> = {
  sourcing: { title: 'Where orders ship from', about: 'How the location, or the locations, of an order are chosen.' },
  fraud_review: { title: 'Review of large orders', about: 'Above which total a person looks at an order before it goes on.' },
  duplicates: {
    title: 'Orders that come twice',
    about: 'How close together two orders of the same content must be for a person to look at the second.',
  },
  completion: { title: 'Completion', about: 'How long after delivery an order counts as completed.' },
  stuck_orders: { title: 'Orders that stand still', about: 'After how long in one stage an order is called stuck.' },
};

/** Presets of sourcing, in words. One that this page does not know shows by its name. */
export const presets: Readonly<Record<string, string>> = {
  balanced: 'Balanced: shipping by distance, handling and split parcels all count at their cost; the cheapest plan of all wins.',
  nearest: 'Nearest: of the locations that can send the most units, the nearest; again for what is left.',
  cheapest: 'Cheapest carrier: the lowest price of the rate table, nothing else counted.',
};
export const presetText = (preset: string): string => presets[preset] ?? preset;

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

const fraudSentence = ({ enabled, limits }: ValueOf<'fraud_review'>): string => {
  if (!enabled) return 'No order goes to review for its total.';
  const amounts = limits.map(({ currency, amount_minor: amount }) => moneyText(amount, currency));
  const others =
    limits.length === 1
      ? `Orders in another currency than ${limits[0]?.currency} go to review too.`
      : 'Orders in other currencies go to review too.';
  return `Orders above ${amounts.join(' or ')} go to review. ${others}`;
};

const stuckSentence = ({ stages: named }: ValueOf<'stuck_orders'>): string => {
  if (named.length === 0) return 'No order is ever called stuck.';
  const spans = named.map(({ stage, after_seconds: seconds }) => `${exactSpan(seconds)} in ${words(stage)}`);
  return `An order is called stuck after ${spans.join(', ')}${named.length < stages.length ? '; in other stages never' : ''}.`;
};

/** The policy as one would say it. */
export const sentenceOf = (policy: Valued): string => {
  switch (policy.name) {
    case 'sourcing':
      return presetText(policy.value.preset);
    case 'fraud_review':
      return fraudSentence(policy.value);
    case 'duplicates':
      return policy.value.window_seconds === 0
        ? 'Orders that look like one come twice all go on.'
        : `Of two orders of one person with the same content within ${exactSpan(policy.value.window_seconds)}, the second goes to review.`;
    case 'completion':
      return policy.value.delay_seconds === 0
        ? 'An order is completed as soon as all of it is delivered.'
        : `An order is completed ${exactSpan(policy.value.delay_seconds)} after all of it is delivered.`;
    case 'stuck_orders':
      return stuckSentence(policy.value);
  }
};

/** The value member by member, for holding two of them against each other. */
const membersOf = (policy: Valued): ReadonlyMap<string, string> => {
  switch (policy.name) {
    case 'sourcing':
      return new Map([['Preset', policy.value.preset]]);
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
