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
import { bandInWords, counted, listed, partInWords, sameInWords, spoken } from './decision-words.ts';

type Loose = ReturnType<typeof looseOf>;

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
// Receipts keep six decimals of each part and of the score; a probability near 0 or 1 turns those into more on this scale.
const tolerance = (probability: number): number => 1e-5 + 1e-6 / Math.max(1e-9, probability * (1 - probability));

const partsOf = (advice: Loose): Contributions['parts'] => {
  const named = listOf(advice['topContributions']).flatMap((one) => {
    const { feature, contribution } = looseOf(one);
    if (typeof feature !== 'string' || typeof contribution !== 'number') return [];
    return [{ name: feature, words: partInWords('fraud', feature), value: contribution }];
  });
  const others = numberOf(advice['otherContributions']);
  return others === null ? named : [...named, { name: 'others', words: 'everything else together', value: others }];
};

const contributionsOf = (advice: Loose): Contributions | null => {
  const score = numberOf(advice['score']);
  const base = numberOf(advice['bias']);
  if (score === null || base === null) return null;
  const parts = partsOf(advice);
  const sum = parts.reduce((total, { value }) => total + value, base);
  return { unit: 'log-odds', base, parts, sum, addsUp: Math.abs(sum - logOdds(score)) <= tolerance(score) };
};

const modelOf = (advice: Loose): DecisionAccount['model'] => {
  const [name, version, source] = [textOf(advice['model']), textOf(advice['version']), textOf(advice['source'])];
  if (name === null || version === null || source === null || source === 'none') return null;
  return { name, version, source, fallback: textOf(advice['fallback']), usedByPolicy: advice['usedByPolicy'] === true };
};

const featuresOf = (inputs: Loose): DecisionAccount['features'] => {
  const features = Object.entries(looseOf(inputs['features'])).flatMap(([name, value]) =>
    typeof value === 'number' || value === null ? [[name, value] as const] : [],
  );
  return features.length === 0 ? null : Object.fromEntries(features);
};

/** The three strongest parts, each with its direction. */
const strongest = (contributions: Contributions | null): readonly string[] =>
  (contributions?.parts ?? [])
    .filter(({ name, value }) => name !== 'others' && value !== 0)
    .slice(0, 3)
    .map(({ words, value }) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)} made it look ${value > 0 ? 'riskier' : 'safer'}.`);

/** Beyond which probabilities another action would have been the cheapest. */
const rangeWouldChange = (bands: Loose): readonly string[] => {
  const { from, to, below, above } = looseOf(bands['range']);
  const said = (direction: string, at: unknown, action: unknown): readonly string[] =>
    typeof at === 'number' && typeof action === 'string'
      ? [
          `A probability of fraud ${direction} ${(100 * at).toFixed(2)} % would have made it cheaper to ${action === 'decline' ? 'decline the order' : `${action} it`}.`,
        ]
      : [];
  return [...said('below', from, below), ...said('above', to, above)];
};

const fraudWouldChange = (receipt: Loose, band: string | null): readonly string[] => {
  const byCosts = rangeWouldChange(looseOf(receipt['bands']));
  if (looseOf(receipt['policy'])['name'] === 'expected-cost' && byCosts.length > 0) return byCosts;
  if (textOf(looseOf(receipt['policy'])['name']) === 'review-off')
    return ['With the review rule switched on it might have been looked at.'];
  return band === 'pass'
    ? ['A total above the review threshold would have sent it to a person.']
    : ['A total within the review threshold, in a currency that has one, would have let it pass.'];
};

const whyToCustomer = (contributions: Contributions | null, used: boolean): string => {
  const named = (contributions?.parts ?? []).filter(({ name, value }) => name !== 'others' && value !== 0).slice(0, 3);
  if (!used || named.length === 0) return 'That followed from its total, by a rule that is the same for everybody.';
  return `What counted most: ${listed(named.map(({ words }) => words))}.`;
};

/** Whether an order may go on, is confirmed by the customer, or looked at by a person. */
export const accountOfFraud = (record: Recorded): DecisionAccount => {
  const receipt = looseOf(record.receipt);
  const advice = looseOf(receipt['advice']);
  const { features: _features, ...inputs } = looseOf(receipt['inputs']);
  const band = textOf(receipt['band']);
  const contributions = contributionsOf(advice);
  const model = modelOf(advice);
  const probability = numberOf(advice['score']);
  const used = model?.usedByPolicy === true;
  const sentence = `The order ${bandInWords(band ?? 'unknown')}.`;
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided: band,
    summary: `Decided: ${band === null ? 'nothing' : spoken(band)}.`,
    forCustomer: `${sentence} ${whyToCustomer(contributions, used)} A person can look at it again when you ask for that.`,
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model,
    score: model === null || probability === null ? null : { value: probability, unit: 'probability' },
    contributions: model === null ? null : contributions,
    features: featuresOf(looseOf(receipt['inputs'])),
    inputs,
    reasons: [...textsOf(receipt['reasons']), ...strongest(model === null ? null : contributions)],
    confidence:
      model !== null && probability !== null
        ? { value: Math.max(probability, 1 - probability), basis: 'probability' }
        : { value: null, basis: 'rule' },
    propensity:
      numberOf(looseOf(looseOf(receipt['bands'])['exploration'])['propensity']) ?? numberOf(looseOf(advice['assignment'])['propensity']),
    wouldChange: fraudWouldChange(receipt, band),
    mayChange: 'An operator or admin releases the order or upholds the review, in the review queue.',
  };
};

/** Whether an order is another one come twice. */
export const accountOfDuplicate = (record: Recorded): DecisionAccount => {
  const receipt = looseOf(record.receipt);
  const inputs = looseOf(receipt['inputs']);
  const equal = textsOf(receipt['equal']).map(sameInWords);
  const [apart, window] = [numberOf(receipt['secondsApart']), numberOf(inputs['windowSeconds'])];
  const other = looseOf(receipt['other']);
  const name = textOf(other['channelOrderName']) ?? textOf(other['channelOrderId']) ?? 'another order';
  const times = [
    ...(window === null
      ? []
      : [`The two orders more than ${counted(window, 'second')} apart${apart === null ? '' : ` instead of ${apart}`}`]),
    ...(equal.length === 0 ? [] : [`a difference in ${equal.join(' or ')}`]),
  ];
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided: textOf(receipt['band']),
    summary: `It looks like ${name} come twice.`,
    forCustomer: `Two orders came shortly after one another that look the same, so a person of ours asks whether both are wanted before the second one is sent. The other one is ${name}.`,
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model: null,
    score: null,
    contributions: null,
    features: null,
    inputs: { ...inputs, otherOrderId: textOf(other['orderId']), equal: textsOf(receipt['equal']), secondsApart: apart },
    reasons: textsOf(receipt['reasons']),
    confidence: { value: null, basis: 'rule' },
    propensity: null,
    wouldChange: times.length === 0 ? [] : [`${times.join(', or ')}, would have let it pass.`],
    mayChange: 'An operator or admin releases the order or rejects it, which cancels it, in the review queue.',
  };
};

/** Whether the data of an order is unlike that of its channel's orders so far. */
export const accountOfUnusual = (record: Recorded): DecisionAccount => {
  const receipt = looseOf(record.receipt);
  const inputs = looseOf(receipt['inputs']);
  const [score, threshold, model] = [numberOf(inputs['score']), numberOf(inputs['threshold']), textOf(inputs['model'])];
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided: textOf(receipt['band']),
    summary: 'Its data is unlike that of the orders before it.',
    forCustomer: 'Something in the figures of the order is unusual, so a person of ours compares it with the shop before it is sent.',
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model: model === null ? null : { name: 'record-check', version: model, source: 'in-process', fallback: null, usedByPolicy: true },
    score: null,
    contributions: null,
    features: null,
    inputs,
    reasons: textsOf(receipt['reasons']),
    confidence: { value: null, basis: 'rule' },
    propensity: null,
    wouldChange:
      score === null || threshold === null
        ? []
        : [`A strangeness of at most ${threshold.toFixed(3)} instead of ${score.toFixed(3)} would have let it pass.`],
    mayChange: 'An operator or admin releases the order or rejects it, which cancels it, in the review queue.',
  };
};

/** Whether goods can be delivered to the address of an order. */
export const accountOfAddress = (record: Recorded): DecisionAccount => {
  const receipt = looseOf(record.receipt);
  const findings = listOf(receipt['findings']).map(looseOf);
  const fields = [...new Set(findings.flatMap(({ field }) => textOf(field) ?? []))];
  const confirmed = receipt['confirmed'] === true;
  const settled = confirmed || findings.length === 0;
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided: textOf(receipt['band']),
    summary: settled
      ? `Somebody ${confirmed ? 'confirmed' : 'corrected'} the address of the order.`
      : 'Goods could hardly be delivered to its address.',
    forCustomer: settled
      ? `A person of ours has ${confirmed ? 'confirmed' : 'corrected'} the address of the order.`
      : 'The address of the order seems to be incomplete or mistyped, so we ask about it before the parcel is sent.',
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model: null,
    score: null,
    contributions: null,
    features: null,
    inputs: receipt['inputs'] ?? null,
    reasons: textsOf(receipt['reasons']),
    confidence: { value: null, basis: 'rule' },
    propensity: null,
    wouldChange: settled || fields.length === 0 ? [] : [`Another ${listed(fields)} in the address would have let it pass.`],
    mayChange: 'An operator or admin corrects the address, releases the order, or rejects it, which cancels it.',
  };
};

/** A decision of a kind that has no words of its own: whatever its receipt says that all receipts say. */
export const accountOfOther = (record: Recorded): DecisionAccount => {
  const receipt = looseOf(record.receipt);
  const decided = textOf(receipt['band']) ?? textOf(receipt['decided']) ?? textOf(receipt['chosen']);
  const reasons = textsOf(receipt['reasons']);
  const advice = looseOf(receipt['advice']);
  const model = modelOf(advice) ?? modelOf(looseOf(receipt['model']));
  const score = numberOf(advice['score']);
  return {
    kind: record.kind,
    decisionId: record.decisionId,
    decidedAt: record.decidedAt,
    hash: record.hash,
    decided,
    summary: decided === null ? `A decision was made (${spoken(record.kind)}).` : `Decided: ${spoken(decided)}.`,
    forCustomer:
      textOf(receipt['forCustomer']) ?? `A decision was made about ${spoken(record.kind)}. ${reasons.slice(0, 3).join(' ')}`.trim(),
    policy: policyOf(receipt['policy']),
    decidedBy: decidedByOf(receipt['decidedBy']),
    model,
    score: score === null ? null : { value: score, unit: 'probability' },
    contributions: contributionsOf(advice),
    features: featuresOf(looseOf(receipt['inputs'])),
    inputs: receipt['inputs'] ?? null,
    reasons,
    confidence: {
      value: numberOf(looseOf(receipt['confidence'])['value']) ?? numberOf(receipt['confidence']),
      basis: model === null ? 'rule' : 'probability',
    },
    propensity: numberOf(receipt['propensity']),
    wouldChange: textsOf(listOf(receipt['wouldChange'])).concat(textOf(receipt['wouldChange']) ?? []),
    mayChange: 'Whoever may manage what it is about can decide otherwise, with a reason.',
  };
};
