import type { Policy, PolicyJson, ReplayPolicy, ReplayResult, ReplayTotals } from '../../shared/types.ts';
import { dayOf } from '../../shared/days.ts';
import { isPresetName, presetTitle } from '../policies/sourcing-presets.ts';

/** The policy of a replay by name. @param policy null for that of each decision */
export const replayedPolicyText = (policy: ReplayPolicy): string => {
  if (policy === null) return 'Policy of each decision';
  return isPresetName(policy.name) ? presetTitle(policy.name) : `${policy.name}, version ${policy.version}`;
};

const dayMs = 86_400_000;

/** The last thirty days, today included. */
export const lastMonth = (now: Date): { readonly first: string; readonly last: string } => ({
  first: dayOf(new Date(now.getTime() - 29 * dayMs)),
  last: dayOf(now),
});

export type Figure = {
  readonly name: string;
  readonly kind: 'money' | 'count' | 'percent' | 'ratio';
  readonly of: (totals: ReplayTotals) => number | null;
  /** Whether less of it is better; undefined where it is neither. */
  readonly lessIsBetter?: boolean;
};

/** What both sides of a replay are held against each other by, money first. */
export const figures: readonly Figure[] = [
  { name: 'Total cost', kind: 'money', of: ({ total_minor: total }) => total, lessIsBetter: true },
  { name: 'Shipping', kind: 'money', of: ({ shipping_minor: shipping }) => shipping, lessIsBetter: true },
  { name: 'Handling', kind: 'money', of: ({ handling_minor: handling }) => handling, lessIsBetter: true },
  { name: 'Split parcels', kind: 'money', of: ({ split_minor: split }) => split, lessIsBetter: true },
  { name: 'Units without a source', kind: 'count', of: ({ unsourced_units: units }) => units, lessIsBetter: true },
  { name: 'Orders split', kind: 'percent', of: ({ split_percent: percent }) => percent, lessIsBetter: true },
  { name: 'Parcels per order', kind: 'ratio', of: ({ parcels_per_order: parcels }) => parcels, lessIsBetter: true },
  { name: 'Parcels late', kind: 'percent', of: ({ late_percent: percent }) => percent, lessIsBetter: true },
  {
    name: 'Days late, all parcels',
    kind: 'count',
    of: ({ late_days: days, late_percent: known }) => (known === null ? null : days),
    lessIsBetter: true,
  },
  { name: 'Kilometres', kind: 'count', of: ({ km }) => km, lessIsBetter: true },
  { name: 'Parcels', kind: 'count', of: ({ parcels }) => parcels },
  { name: 'Units sent', kind: 'count', of: ({ units }) => units },
  { name: 'Orders', kind: 'count', of: ({ orders }) => orders },
];

/** A share in words. @param of 0 makes none */
export const shareText = (part: number, of: number): string =>
  of === 0 ? '' : `${(Math.abs(part / of) * 100).toLocaleString(undefined, { maximumFractionDigits: 1 })} %`;

export const reasonWords: Readonly<Record<ReplayResult['reproduction']['not_reproduced'][number]['reason'], string>> = {
  'inputs-missing': 'What it rested on was not kept, or is gone after 400 days.',
  'inputs-altered': 'What was kept is not what the receipt says it rested on.',
  'decided-otherwise': 'The same inputs lead to another choice: it was made by another release, or its search was cut off by its deadline.',
};

/** What the address of a new replay carries from the editor: a policy that nobody has saved yet. */
export type ReplayDraft = { readonly policy: PolicyJson };

export type SourcingValue = Extract<Policy, { readonly name: 'sourcing' }>['value'];
