import type { TenantId } from '../../../kernel/ids.ts';
import { counted } from '../../domain/decisions/decision-words.ts';
import type { OrderFacts } from '../../domain/decisions/outcomes.ts';
import type { DecisionsParts } from './decision.ports.ts';
import type { ExplainedDecision, ReadDecision } from './read-decision.ts';

/** One decision of an order, as support explains it. */
export type WhyParagraph = {
  readonly name: string | null;
  readonly kind: string;
  /** Can be read to the customer as it stands. */
  readonly forCustomer: string;
  /** The strongest three, for staff. */
  readonly reasons: readonly string[];
  readonly wouldChange: readonly string[];
  readonly mayChange: string;
};

export type Why = {
  readonly orderId: string;
  /** All of it, to be read out. */
  readonly answer: string;
  readonly paragraphs: readonly WhyParagraph[];
  /** The same decisions with everything that is known of them. */
  readonly decisions: readonly ExplainedDecision[];
};

const reasonsMax = 3;

const ofDecision = ({ name, kind, forCustomer, reasons, wouldChange, mayChange }: ExplainedDecision): WhyParagraph => ({
  name,
  kind,
  forCustomer,
  reasons: reasons.slice(0, reasonsMax),
  wouldChange,
  mayChange,
});

const promiseWords: Readonly<Record<string, string>> = {
  stock: 'what is in stock',
  incoming: 'goods that are on their way to us',
  unknown: 'what is known so far',
};

/** The date is a decision too, though no search makes it: it follows from where the goods come from. */
const ofPromise = ({ deliverBy, promisedFor, promiseKept, deliveredAt }: OrderFacts): readonly WhyParagraph[] => {
  if (deliverBy === null && promisedFor.length === 0) return [];
  const waits = promisedFor.map(({ units, for: at, basis }) =>
    at === null
      ? `For ${counted(units, 'unit')} no date is known yet.`
      : `${counted(units, 'unit')} are expected for ${at.slice(0, 10)}, by ${promiseWords[basis] ?? promiseWords['unknown']}.`,
  );
  const told = deliverBy === null ? [] : [`You were told that it arrives by ${deliverBy.slice(0, 10)}.`];
  const broken = promiseKept === false ? ['What was promised before cannot be kept, and we are sorry for that.'] : [];
  const there = deliveredAt === null ? [] : [`It arrived on ${deliveredAt.slice(0, 10)}.`];
  return [
    {
      name: null,
      kind: 'promise',
      forCustomer: [...told, ...waits, ...broken, ...there].join(' '),
      reasons: ['The date follows from the locations that were chosen, the days on the way from there, and what is still to come in.'],
      wouldChange: ['Goods that come in sooner, another location, or a faster service would change the date.'],
      mayChange: 'Whoever may manage orders can send the work to another location; the date follows.',
    },
  ];
};

/** Of several sourcings only the last says where the goods come from now; of checks likewise. */
const newestOfKind = (decisions: readonly ExplainedDecision[]): readonly ExplainedDecision[] =>
  decisions.filter(({ kind }, index) => decisions.findLastIndex((other) => other.kind === kind) === index);

/**
 * Why an order is treated as it is, in sentences that support can read out, and for programs.
 * @returns undefined when there is no such order
 */
export const createWhy =
  ({ orders, reading }: Pick<DecisionsParts, 'orders'> & { readonly reading: ReadDecision }) =>
  async (tenantId: TenantId, orderId: string): Promise<Why | undefined> => {
    const [facts, decisions] = await Promise.all([orders.read(tenantId, orderId, { works: false }), reading.ofOrder(tenantId, orderId)]);
    if (!facts) return undefined;
    const paragraphs = [...newestOfKind(decisions).map(ofDecision), ...ofPromise(facts)];
    const answer =
      paragraphs.length === 0
        ? 'Nothing has been decided about this order yet.'
        : paragraphs.map(({ forCustomer }) => forCustomer).join('\n\n');
    return { orderId, answer, paragraphs, decisions };
  };

export type ReadWhy = ReturnType<typeof createWhy>;
