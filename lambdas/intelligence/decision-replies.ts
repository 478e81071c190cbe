import {
  describeSayRejection,
  type ExplainedDecision,
  type ListedDecision,
  type SayRejection,
  type Why,
} from '../../lib/intelligence/index.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply } from '../../lib/platform/http/reply.ts';

type Said = ExplainedDecision['said'][number];

const whatIsSaid = ({ event }: Said) => {
  switch (event.type) {
    case 'decision.feedback_given':
      return { what: 'feedback', verdict: event.verdict, reasonCode: event.reasonCode };
    case 'decision.overridden':
      return { what: 'override', verb: event.verb, act: event.act, reasonCode: event.reasonCode };
    case 'decision.contested':
      return { what: 'contest', contestId: event.contestId, holdId: event.holdId, askedBy: event.askedBy, reasonCode: event.reasonCode };
    case 'decision.contest_answered':
      return { what: 'answer', contestId: event.contestId, outcome: event.outcome };
    default:
      return { what: 'outcome', outcome: event.outcome };
  }
};

/** A decision as the API shows it. */
export const decisionView = ({ name, decisionId, said, ...decision }: ExplainedDecision) => ({
  decisionId: name,
  localId: decisionId,
  ...decision,
  said: said.map((one) => ({ at: one.at, actor: one.actor, comment: one.comment, ...whatIsSaid(one) })),
});

/** An explanation as the API shows it. */
export const whyView = ({ orderId, answer, paragraphs, decisions }: Why) => ({
  orderId,
  answer,
  paragraphs: paragraphs.map(({ name, ...rest }) => ({ decisionId: name, ...rest })),
  decisions: decisions.map(decisionView),
});

/** A decision of a list as the API shows it. */
export const listedDecisionView = ({ name, ...rest }: ListedDecision) => ({ decisionId: name, ...rest });

export const sayRefusal = (rejection: SayRejection, requestId: string): Reply =>
  problemReply(refuse(rejection, describeSayRejection), requestId);
