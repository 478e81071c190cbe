import {
  type DecisionAccount,
  decidedByOf,
  listOf,
  looseOf,
  numberOf,
  policyOf,
  type Recorded,
  type ScorePart,
  textOf,
  textsOf,
} from './decision-account.ts';
import { spoken } from './decision-words.ts';

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
// Receipts keep six decimals of each part and of the score; a probability near 0 or 1 turns those into more on this scale.
const tolerance = (probability: number): number => 2e-5 + 1e-6 / Math.max(1e-9, probability * (1 - probability));

const basisWords: Readonly<Record<string, string>> = {
  model: 'a model found it by what this shop has sold and what came back',
  history: 'it follows by rule from what this shop has sold and what came back',
  usual: 'nothing of the kind has been sold here, so that it follows from what is usual elsewhere',
};

/** What would have shown something else to the customer. */
const wouldChange = (receipt: ReturnType<typeof looseOf>): readonly string[] => {
  const parts = listOf(receipt['parts']).map(looseOf);
  const strongest = textOf(parts[0]?.['words']);
  const byPart = strongest === null ? [] : [`A difference in this: ${strongest}.`];
  switch (textOf(receipt['showReason'])) {
    case 'switched-off':
      return ['A policy under which customers are told of returns would have shown the suggestion.', ...byPart];
    case 'unlikely':
      return ['A probability above the one of the policy would have shown the suggestion.', ...byPart];
    default:
      return byPart;
  }
};

/** How likely a line of a cart comes back, and whether the customer was told of something that may keep it from that. */
export const accountOfReturnRisk = (record: Recorded): DecisionAccount => {
  const receipt = looseOf(record.receipt);
  const probability = numberOf(receipt['probability']);
  const base = numberOf(receipt['base']);
  const model = looseOf(receipt['model']);
  const [name, version, source] = [textOf(model['model']), textOf(model['version']), textOf(model['source'])];
  const parts = listOf(receipt['parts']).flatMap((one): readonly ScorePart[] => {
    const { feature, words, contribution } = looseOf(one);
    return typeof feature === 'string' && typeof contribution === 'number'
      ? [{ name: feature, words: textOf(words) ?? spoken(feature), value: contribution }]
      : [];
  });
  const sum = parts.reduce((total, { value }) => total + value, base ?? 0);
  const { features, ...inputs } = looseOf(receipt['inputs']);
  const kept = Object.entries(looseOf(features)).filter(
    (one): one is [string, number | null] => typeof one[1] === 'number' || one[1] === null,
  );
  const said = probability === null ? 'not known' : `${(100 * probability).toFixed(1)} %`;
  const decided = textOf(receipt['decided']);
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided,
    summary: `Chance that something of the line comes back: ${said}; ${basisWords[textOf(receipt['basis']) ?? ''] ?? 'it is not known why'}.`,
    forCustomer:
      textOf(receipt['forCustomer']) ??
      'Before an order we look at whether an article may not fit or not please; nothing was suggested here.',
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model:
      name === null || version === null || source === null
        ? null
        : { name, version, source, fallback: textOf(receipt['fallback']), usedByPolicy: true },
    score: probability === null ? null : { value: probability, unit: 'probability' },
    contributions:
      probability === null || base === null
        ? null
        : { unit: 'log-odds', base, parts, sum, addsUp: Math.abs(sum - logOdds(probability)) <= tolerance(probability) },
    features: kept.length === 0 ? null : Object.fromEntries(kept),
    inputs: {
      ...inputs,
      suggestion: receipt['suggestion'] ?? null,
      cost: receipt['cost'] ?? null,
      confidence: receipt['confidence'] ?? null,
    },
    reasons: textsOf(receipt['reasons']),
    confidence:
      name !== null && probability !== null
        ? { value: Math.max(probability, 1 - probability), basis: 'probability' }
        : { value: null, basis: 'rule' },
    propensity: numberOf(looseOf(model['assignment'])['propensity']),
    wouldChange: wouldChange(receipt),
    mayChange: 'Nothing was decided for the customer: they order as they like. What is suggested is set by the policy return_risk.',
  };
};
