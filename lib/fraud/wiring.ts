import {
  askForVerificationRoute,
  confirmVerificationRoute,
  enterVerificationRoute,
  fraudBandsRoute,
  getFraudCaseRoute,
  listFraudReviewsRoute,
  outboxRoute,
  recordChargebackRoute,
  resendVerificationRoute,
} from '../contracts/http/fraud.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { fraudTimersQueue } from './app/verification/verification.ts';

const reactionsQueue = 'fraud-reactions';

export const fraudWiring: ContextWiring = {
  context: 'fraud',
  http: [
    { route: listFraudReviewsRoute, handler: 'fraud/list-reviews' },
    { route: fraudBandsRoute, handler: 'fraud/bands' },
    { route: getFraudCaseRoute, handler: 'fraud/get-case' },
    { route: recordChargebackRoute, handler: 'fraud/record-chargeback' },
    { route: askForVerificationRoute, handler: 'fraud/ask-for-verification' },
    { route: enterVerificationRoute, handler: 'fraud/enter-verification' },
    { route: confirmVerificationRoute, handler: 'fraud/confirm-verification' },
    { route: resendVerificationRoute, handler: 'fraud/resend-verification' },
    { route: outboxRoute, handler: 'fraud/outbox' },
  ],
  queues: [
    { name: reactionsQueue, handler: 'fraud/react' },
    { name: fraudTimersQueue, handler: 'fraud/end-verification' },
  ],
  subscriptions: [
    {
      name: 'fraud-verifications-wanted',
      pattern: { source: ['oms.orders'], detail: { type: ['order.hold_placed'], payload: { hold: { type: ['verification'] } } } },
      queue: reactionsQueue,
    },
    {
      // Few orders are held, so that these are few.
      name: 'fraud-reviews-decided',
      pattern: { source: ['oms.orders'], detail: { type: ['order.hold_released', 'order.hold_rejected'] } },
      queue: reactionsQueue,
    },
    {
      name: 'fraud-cases',
      pattern: {
        source: ['oms.fraud'],
        detail: { type: ['fraud.code_issued', 'fraud.verification_confirmed', 'fraud.verification_failed'] },
      },
      queue: reactionsQueue,
    },
    {
      name: 'fraud-outcomes',
      pattern: { source: ['oms.fraud'], detail: { type: ['fraud.chargeback_received', 'fraud.review_decided'] } },
      queue: reactionsQueue,
    },
  ],
  schedules: [{ name: 'fraud-reviews', everySeconds: 300, handler: 'fraud/watch-reviews' }],
  alarms: [
    {
      name: 'fraud-signals-unavailable',
      description: 'Orders are judged without their history, because the lists of earlier orders cannot be read.',
      when: { kind: 'metric-sum', metric: 'FraudSignalsUnavailable', periodSeconds: 900, atLeast: 5 },
    },
    {
      name: 'fraud-reviews-overdue',
      description: 'Orders wait for a fraud review for longer than the policy allows.',
      when: { kind: 'metric-max', metric: 'FraudReviewsOverdue', periodSeconds: 900, atLeast: 1 },
    },
    {
      // A customer here and there has no phone that takes texts; as many as these mean that none goes out.
      name: 'verifications-undeliverable',
      description: 'Ten codes or more within an hour could not be sent to customers.',
      when: { kind: 'metric-sum', metric: 'VerificationsUndeliverable', periodSeconds: 3_600, atLeast: 10 },
    },
  ],
};
