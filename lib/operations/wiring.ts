import { getDeadLetterRoute, listDeadLetterQueuesRoute } from '../contracts/http/dead-letters.ts';
import { firstPageRoute, healthRoute, kpisRoute, listDeadLettersRoute, redriveRoute, statusRoute } from '../contracts/http/operations.ts';
import {
  getPolicySchemaRoute,
  getPolicyVersionRoute,
  listPoliciesRoute,
  listPolicyVersionsRoute,
  putPolicyRoute,
  restorePolicyRoute,
} from '../contracts/http/policies.ts';
import { streamFailurePrefix } from './app/keep-stream-failure.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const operationsWiring: ContextWiring = {
  context: 'operations',
  http: [
    { route: firstPageRoute, handler: 'operations/first-page' },
    { route: healthRoute, handler: 'operations/health' },
    { route: statusRoute, handler: 'operations/status' },
    { route: kpisRoute, handler: 'operations/kpis' },
    { route: listDeadLetterQueuesRoute, handler: 'operations/list-dead-letter-queues' },
    { route: listDeadLettersRoute, handler: 'operations/list-dead-letters' },
    { route: getDeadLetterRoute, handler: 'operations/get-dead-letter' },
    { route: redriveRoute, handler: 'operations/redrive' },
    { route: listPoliciesRoute, handler: 'policies/list-policies' },
    { route: getPolicySchemaRoute, handler: 'policies/get-policy-schema' },
    { route: listPolicyVersionsRoute, handler: 'policies/list-policy-versions' },
    { route: getPolicyVersionRoute, handler: 'policies/get-policy-version' },
    { route: putPolicyRoute, handler: 'policies/put-policy' },
    { route: restorePolicyRoute, handler: 'policies/restore-policy' },
  ],
  alarms: [
    {
      name: 'dead-letters',
      description: 'A message or stream record was given up after its retries.',
      when: { kind: 'dead-letters', atLeast: 1 },
    },
    { name: 'queue-backlog', description: 'A queue grows faster than it is worked off.', when: { kind: 'queue-backlog', atLeast: 1_000 } },
    {
      name: 'requests-failed',
      description: 'The API answered 500.',
      when: { kind: 'metric-sum', metric: 'RequestsFailed', periodSeconds: 300, atLeast: 3 },
    },
    {
      name: 'workflow-broke-off',
      description: 'A workflow failed; its order is on an operator hold.',
      when: { kind: 'metric-sum', metric: 'WorkflowsEscalated', periodSeconds: 300, atLeast: 1 },
    },
    {
      name: 'reservations-contended',
      description: 'Many orders reach for the same stock at once.',
      when: { kind: 'metric-sum', metric: 'ReservationsContended', periodSeconds: 300, atLeast: 100 },
    },
    {
      name: 'scoring-fallbacks',
      description: 'Scores come from the built-in models because the endpoints fail, are late or answer nonsense.',
      when: { kind: 'metric-sum', metric: 'ScoringFallbacks', periodSeconds: 900, atLeast: 20 },
    },
    {
      name: 'scoring-breaker-open',
      description: 'A model endpoint failed several times in a row and is left alone for a while.',
      when: { kind: 'metric-sum', metric: 'ScoringBreakerOpen', periodSeconds: 300, atLeast: 1 },
    },
  ],
  cloudAlarms: [
    {
      name: 'orders-are-not-flowing',
      description: 'Orders do not come in, do not get on, or were set aside.',
      pages: true,
      when: {
        kind: 'any-of',
        alarms: [
          'api-errors',
          'queue-age-orders-intake',
          'dead-letters-orders-intake',
          'stream-age-publisher',
          'stream-age-projector',
          'executions-failing-order-lifecycle',
          'executions-failing-shipment-lifecycle',
        ],
      },
    },
    {
      name: 'queue-age',
      description: 'A message waits longer than all of its tries take.',
      when: { kind: 'queue-age', atLeastSeconds: 600 },
    },
    { name: 'stream-age', description: 'A reader of the ledger is behind.', when: { kind: 'stream-age', atLeastSeconds: 300 } },
    {
      name: 'function-errors',
      description: 'Functions that work behind the API keep failing.',
      when: { kind: 'function-errors', periodSeconds: 300, atLeast: 5 },
    },
    {
      name: 'function-throttles',
      description: 'Lambda turns invocations away: the limit of the account or of a function is reached.',
      when: { kind: 'function-throttles', periodSeconds: 300, atLeast: 10 },
    },
    {
      name: 'table-throttles',
      description: 'DynamoDB turns reads or writes of a table away.',
      when: { kind: 'table-throttles', periodSeconds: 300, atLeast: 10 },
    },
    {
      name: 'table-errors',
      description: 'DynamoDB answers with errors of its own.',
      when: { kind: 'table-errors', periodSeconds: 300, atLeast: 5 },
    },
    {
      name: 'executions-failed',
      description: 'A workflow ended without finishing.',
      when: { kind: 'executions', outcomes: ['failed', 'timed-out', 'aborted'], periodSeconds: 300, atLeast: 1 },
    },
    // One broken order wakes nobody at night; a series of them does.
    {
      name: 'executions-failing',
      description: 'One workflow after the other fails.',
      when: { kind: 'executions', outcomes: ['failed'], periodSeconds: 900, atLeast: 5 },
    },
    {
      name: 'executions-throttled',
      description: 'Step Functions slows workflows down: the quota of state transitions is used up.',
      when: { kind: 'executions', outcomes: ['throttled'], periodSeconds: 300, atLeast: 100 },
    },
    { name: 'api-errors', description: 'The API answers with 5xx.', when: { kind: 'api-errors', periodSeconds: 300, atLeast: 5 } },
    { name: 'api-latency', description: 'The API is slow.', when: { kind: 'api-latency', atLeastMs: 3_000 } },
    {
      // Pages by itself: CloudFront is watched from us-east-1, and no alarm sums up those of another region.
      name: 'edge-errors',
      description: 'CloudFront answers with 5xx.',
      pages: true,
      when: { kind: 'edge-errors', atLeastPercent: 5 },
    },
    {
      name: 'edge-blocked',
      description: 'The firewall turns unusually many requests away.',
      when: { kind: 'edge-blocked', periodSeconds: 300, atLeast: 1_000 },
    },
    {
      name: 'backups-failed',
      description: 'A copy of the vault was not made, or was not deleted when its time was over.',
      when: { kind: 'backups-failed', periodSeconds: 21_600, atLeast: 1 },
    },
    {
      name: 'archive-age',
      description: 'Events wait too long for the archive.',
      when: { kind: 'archive-age', atLeastSeconds: 7_200 },
    },
    { name: 'budget', description: 'The month costs more than planned.', when: { kind: 'budget' } },
  ],
  queues: [{ name: 'stream-failures', handler: 'operations/keep-stream-failure' }],
  subscriptions: [
    {
      name: 'stream-failures',
      bus: 'aws',
      // Lambda writes what a stream reader gave up into the bucket, with its payload.
      pattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: ['${BlobBucket}'] }, object: { key: [{ prefix: streamFailurePrefix }] } },
      },
      queue: 'stream-failures',
    },
  ],
  // The only two readers of the ledger: one tells the bus, one writes the views.
  streams: [
    { name: 'publisher', table: 'ledger', handler: 'platform/publish' },
    // Lists may be a second behind; an order that goes through several states in it is moved among them once.
    { name: 'projector', table: 'ledger', handler: 'platform/project', gatherSeconds: 1 },
  ],
};
