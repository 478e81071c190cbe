import { orderIdPattern } from '../../../kernel/ids.ts';

/**
 * A decision by its name everywhere: whose it is and which of its decisions, joined by a dot. Order ids have neither dots nor
 * tildes and 26 characters, so that the name of an order's decision is told from any other by its beginning.
 */
export type DecisionRef = {
  /** `order` for decisions of orders; another word for what else decides, such as `proposal`. */
  readonly of: string;
  /** Id of the order, or of what else was decided on. */
  readonly subjectId: string;
  /** Unique among the decisions of the subject, such as `route.001.001`. */
  readonly decisionId: string;
};

/** `<order>.<decision>`, or `<of>~<subject>.<decision>` for what is no order. */
export const decisionRefPattern = /^(?:[a-z2-7]{26}|[a-z][a-z-]{1,30}~[A-Za-z0-9_-]{1,100})\.[A-Za-z0-9._-]{1,150}$/;

/** The name of an order's decision. */
export const orderDecisionRef = (orderId: string, decisionId: string): string => `${orderId}.${decisionId}`;

/** Undefined for a text that names no decision. */
export const parseDecisionRef = (text: string): DecisionRef | undefined => {
  if (!decisionRefPattern.test(text)) return undefined;
  const dot = text.indexOf('.');
  const [subject, decisionId] = [text.slice(0, dot), text.slice(dot + 1)];
  if (orderIdPattern.test(subject)) return { of: 'order', subjectId: subject, decisionId };
  const tilde = subject.indexOf('~');
  return { of: subject.slice(0, tilde), subjectId: subject.slice(tilde + 1), decisionId };
};

/** The text that `parseDecisionRef` reads. */
export const formatDecisionRef = ({ of, subjectId, decisionId }: DecisionRef): string =>
  of === 'order' ? orderDecisionRef(subjectId, decisionId) : `${of}~${subjectId}.${decisionId}`;
