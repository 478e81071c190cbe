import type { Api } from '../../shared/api.ts';
import { words } from '../../shared/status-badge.tsx';

type Answer<Name extends keyof Api> = Awaited<ReturnType<Api[Name]>>;
export type ExplainedDecision = Answer<'getDecision'>;
export type SaidOfDecision = ExplainedDecision['said'][number];
export type OrderWhy = Answer<'getOrderWhy'>;
export type ListedDecision = Answer<'listDecisions'>['items'][number];
export type DecisionKpis = Answer<'getDecisionKpis'>;
export type FairnessReport = Answer<'getDecisionFairness'>;

type FeedbackBody = Parameters<Api['giveDecisionFeedback']>[0]['body'];
type OverrideBody = Parameters<Api['overrideDecision']>[0]['body'];
type ContestBody = Parameters<Api['contestDecision']>[0]['body'];
type AnswerBody = Parameters<Api['answerContest']>[0]['body'];
type ListQuery = NonNullable<NonNullable<Parameters<Api['listDecisions']>[0]>['query']>;
export type Verdict = FeedbackBody['verdict'];
export type Mark = NonNullable<ListQuery['mark']>;

/** Each code with its words; one that the API has and that has none here stops the build. */
type WordsOf<Code extends string> = Readonly<Record<Code, string>>;

export const feedbackReasons: WordsOf<FeedbackBody['reason_code']> = {
  'as-expected': 'as expected',
  'genuine-customer': 'the customer is genuine',
  fraud: 'it is fraud',
  'not-a-duplicate': 'it is not a duplicate',
  'is-a-duplicate': 'it is a duplicate',
  'wrong-location': 'the wrong location',
  'too-late': 'comes too late',
  'too-expensive': 'too expensive',
  'needless-split': 'split without need',
  'stock-was-wrong': 'the stock was wrong',
  'forecast-too-high': 'the forecast was too high',
  'forecast-too-low': 'the forecast was too low',
  'unclear-reasons': 'the reasons are not clear',
  other: 'something else',
};

export const overrideReasons: WordsOf<OverrideBody['reason_code']> = {
  'customer-verified': 'the customer is verified',
  'known-customer': 'a known customer',
  'payment-confirmed': 'the payment is confirmed',
  'evidence-of-fraud': 'there is evidence of fraud',
  'both-orders-wanted': 'both orders are wanted',
  'ordered-twice': 'it was ordered twice',
  'customer-asked': 'the customer asked for it',
  'location-cannot': 'the location cannot',
  'faster-elsewhere': 'faster elsewhere',
  'cheaper-elsewhere': 'cheaper elsewhere',
  'keep-stock': 'the stock is to be kept',
  'local-knowledge': 'local knowledge',
  'data-was-wrong': 'the data was wrong',
  other: 'something else',
};

export const contestReasons: WordsOf<ContestBody['reason_code']> = {
  'mistaken-identity': 'taken for somebody else',
  'order-is-genuine': 'the order is genuine',
  'wanted-twice': 'wanted twice',
  'delivery-too-late': 'the delivery is too late',
  'data-is-wrong': 'the data is wrong',
  'wants-explanation': 'wants an explanation',
  other: 'something else',
};

export const contestOutcomes: WordsOf<AnswerBody['outcome']> = {
  upheld: 'The decision stands',
  changed: 'It has been decided otherwise',
  explained: 'It has been explained',
};

export const markWords: WordsOf<Mark> = {
  feedback: 'somebody has given an opinion',
  overridden: 'overridden',
  contested: 'contested',
  'contest-open': 'contested, and not answered yet',
  outcome: 'its outcome was recorded',
};

export const optionsOf = <Code extends string>(of: WordsOf<Code>): readonly { readonly value: Code; readonly label: string }[] =>
  Object.entries<string>(of).map(([value, label]) => ({ value: value as Code, label }));

const titles: Readonly<Record<string, string>> = {
  routing: 'Where it comes from',
  fraud: 'Whether somebody looks at it first',
  duplicate: 'Whether it came twice',
  unusual: 'Whether its data is as usual',
  address: 'Whether it can be delivered',
  'return-risk': 'How likely it comes back',
};
export const kindTitle = (kind: string): string => titles[kind] ?? words(kind).replace(/^./, (letter) => letter.toUpperCase());
export const decisionKinds = ['routing', 'fraud', 'duplicate'] as const;

const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });
export const percentText = (share: number): string => percents.format(share);

/** How sure the decision is, and what that says. */
export const confidenceText = ({ value, basis }: ExplainedDecision['confidence']): string => {
  if (value === null) return 'a rule decided, which is never unsure';
  return basis === 'probability'
    ? `${percentText(value)}, by the model’s own probability`
    : `better than the next plan by ${percentText(value)} of its cost`;
};

/** Contests that nobody has answered yet, with their ids. */
export const openContests = (said: readonly SaidOfDecision[]): readonly string[] => {
  const idsOf = (what: SaidOfDecision['what']) =>
    said.flatMap((one) => (one.what === what && one.contest_id !== undefined ? [one.contest_id] : []));
  const answered = new Set(idsOf('answer'));
  return idsOf('contest').filter((id) => !answered.has(id));
};
