import { getConsentsRoute, stateConsentsRoute } from '../contracts/http/consents.ts';
import {
  answerContestRoute,
  contestDecisionRoute,
  decisionFairnessRoute,
  decisionKpisRoute,
  getDecisionRoute,
  giveFeedbackRoute,
  listDecisionsRoute,
  orderWhyRoute,
  overrideDecisionRoute,
} from '../contracts/http/decisions.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { reviewedTypes } from './app/decisions/note-reviews.ts';

/** Decisions and what people make of them: one part of the wiring of the context. */
export const decisionsWiring = {
  http: [
    { route: listDecisionsRoute, handler: 'intelligence/list-decisions' },
    { route: decisionKpisRoute, handler: 'intelligence/decision-kpis' },
    { route: decisionFairnessRoute, handler: 'intelligence/decision-fairness' },
    { route: getDecisionRoute, handler: 'intelligence/get-decision' },
    { route: giveFeedbackRoute, handler: 'intelligence/give-decision-feedback' },
    { route: overrideDecisionRoute, handler: 'intelligence/override-decision' },
    { route: answerContestRoute, handler: 'intelligence/answer-decision-contest' },
    { route: contestDecisionRoute, handler: 'intelligence/contest-decision' },
    { route: orderWhyRoute, handler: 'intelligence/order-why' },
    { route: getConsentsRoute, handler: 'intelligence/get-consents' },
    { route: stateConsentsRoute, handler: 'intelligence/state-consents' },
  ],
  // Few: only orders that a person has acted on.
  queues: [{ name: 'decision-reviews', handler: 'intelligence/note-decision-reviews', concurrency: 2 }],
  subscriptions: [
    { name: 'decision-reviews', pattern: { source: ['oms.orders'], detail: { type: [...reviewedTypes] } }, queue: 'decision-reviews' },
  ],
  schedules: [
    { name: 'decision-fairness', everySeconds: 24 * 3_600, handler: 'intelligence/check-fairness' },
    { name: 'decision-audit', everySeconds: 24 * 3_600, handler: 'intelligence/audit-decisions' },
  ],
  alarms: [
    {
      // A sample of the day before, once a night.
      name: 'decision-audit-failed',
      description: 'A decision is not what its receipt says: it was changed, lost what it rested on, or comes out otherwise.',
      when: { kind: 'metric-sum', metric: 'DecisionAuditsFailed', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      // Looked at once a night, over the last four weeks.
      name: 'fairness-gap',
      description: 'Orders of a region, a channel or a currency come off clearly worse than those of the others.',
      when: { kind: 'metric-sum', metric: 'FairnessGaps', periodSeconds: 3_600, atLeast: 1 },
    },
  ],
} as const satisfies Omit<ContextWiring, 'context'>;
