import {
  type Contributions,
  type DecisionAccount,
  decidedByOf,
  listOf,
  looseOf,
  numberOf,
  policyOf,
  type Recorded,
  textOf,
  textsOf,
} from './decision-account.ts';
import { counted, listed, partInWords, unsourcedInWords } from './decision-words.ts';

type Loose = ReturnType<typeof looseOf>;

const locationsOf = (assignments: readonly unknown[]): readonly string[] =>
  assignments.flatMap((one) => textOf(looseOf(one)['locationId']) ?? []);

const contributionsOf = (plan: Loose | undefined): Contributions | null => {
  const score = numberOf(plan?.['scoreMinor']);
  if (plan === undefined || score === null) return null;
  const parts = Object.entries(looseOf(plan['contributions']))
    .flatMap(([name, value]) => (typeof value === 'number' ? [{ name, words: partInWords('routing', name), value }] : []))
    .sort((left, right) => Math.abs(right.value) - Math.abs(left.value));
  const sum = parts.reduce((total, { value }) => total + value, 0);
  return { unit: 'minor units', base: 0, parts, sum, addsUp: sum === score };
};

/** By how much of its cost the chosen plan beats the next one; null where there is no other. */
const marginOf = (score: number | null, runnerUp: Loose): number | null => {
  const margin = numberOf(runnerUp['marginMinor']);
  if (score === null || margin === null || score + margin <= 0) return null;
  return Math.min(1, Math.max(0, margin / (score + margin)));
};

const bindingInWords = (value: unknown): readonly string[] => {
  const binding = looseOf(value);
  const [constraint, places] = [textOf(binding['constraint']), textsOf(binding['locationIds'])];
  if (constraint === null) return [];
  const more = numberOf(binding['moreUnits']) ?? 0;
  const gain = more > 0 ? `send ${counted(more, 'unit')} more` : 'have been chosen as the cheaper plan';
  return [`Without the constraint ${constraint}, ${places.join(' + ')} would ${gain}.`];
};

const unsourcedSentences = (unsourced: readonly unknown[]): readonly string[] => {
  const bySku = Map.groupBy(unsourced.map(looseOf), (line) => `${String(line['sku'])} ${String(line['reason'])}`);
  return [...bySku.values()].flatMap(([first]) =>
    first ? [`Of ${String(first['sku'])}, ${unsourcedInWords(String(first['reason']))}.`] : [],
  );
};

const expectedIn = (assignments: readonly unknown[]): string => {
  const dates = assignments.flatMap((one) => textOf(looseOf(one)['expectedAt']) ?? []).sort();
  const last = dates.at(-1);
  return last === undefined ? '' : ` It is expected by ${last.slice(0, 10)}.`;
};

const toCustomer = (assignments: readonly unknown[], unsourced: readonly unknown[]): string => {
  const missing = unsourcedSentences(unsourced);
  if (assignments.length === 0) return `Nothing can be sent yet. ${missing.join(' ')}`.trim();
  const parcels = assignments.length === 1 ? 'in one parcel' : `in ${assignments.length} parcels`;
  const why =
    assignments.length === 1
      ? 'from the place that can bring it to you best, counting distance, cost and time'
      : 'from several places, because that was the best way to bring all of it to you, counting distance, cost and time';
  return [`The order is sent ${parcels}, ${why}.${expectedIn(assignments)}`, ...missing].join(' ');
};

/** Where units come from. The receipt of the search stands inside that of the decision. */
export const accountOfRouting = (record: Recorded): DecisionAccount => {
  const decision = looseOf(record.receipt);
  const receipt = looseOf(decision['receipt']);
  const assignments = listOf(decision['assignments']);
  const unsourced = listOf(decision['unsourced']);
  const chosen = textOf(receipt['chosen']);
  const plan = listOf(receipt['candidates'])
    .map(looseOf)
    .find(({ planId }) => planId === chosen);
  const score = numberOf(plan?.['scoreMinor']);
  const runnerUp = looseOf(receipt['runnerUp']);
  const wouldChange = [...textsOf([runnerUp['wouldChange']]), ...bindingInWords(receipt['binding'])];
  const places = locationsOf(assignments);
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided: chosen,
    summary: places.length === 0 ? 'No location can send anything of it.' : `Chosen: ${listed(places)}.`,
    forCustomer: toCustomer(assignments, unsourced),
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model: null,
    score: score === null ? null : { value: score, unit: 'minor units' },
    contributions: contributionsOf(plan),
    features: null,
    inputs: {
      inputsHash: textOf(receipt['inputsHash']),
      currency: textOf(receipt['currency']),
      candidates: listOf(receipt['candidates']).length,
      search: textOf(receipt['search']),
      optimal: receipt['optimal'] === true,
      futureValueVersion: textOf(receipt['futureValueVersion']),
    },
    reasons: textsOf(receipt['reasons']),
    confidence: { value: marginOf(score, runnerUp), basis: 'margin' },
    propensity: numberOf(looseOf(receipt['exploration'])['propensity']),
    wouldChange: wouldChange.length > 0 ? wouldChange : ['No other plan sends the same units.'],
    mayChange: 'Whoever may manage orders can send the work to another location for as long as nobody there has begun it.',
  };
};
