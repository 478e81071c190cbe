import { healthRoute, listDeadLettersRoute, redriveRoute, statusPageRoute, statusRoute } from '../contracts/http/operations.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const operationsWiring: ContextWiring = {
  context: 'operations',
  http: [
    { route: statusPageRoute, handler: 'operations/status-page' },
    { route: healthRoute, handler: 'operations/health' },
    { route: statusRoute, handler: 'operations/status' },
    { route: listDeadLettersRoute, handler: 'operations/list-dead-letters' },
    { route: redriveRoute, handler: 'operations/redrive' },
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
      name: 'commits-parked',
      description: 'A view misses a version of its stream and cannot go on.',
      when: { kind: 'metric-sum', metric: 'CommitsParked', periodSeconds: 300, atLeast: 1 },
    },
    {
      name: 'reservations-contended',
      description: 'Many orders reach for the same stock at once.',
      when: { kind: 'metric-sum', metric: 'ReservationsContended', periodSeconds: 300, atLeast: 100 },
    },
  ],
  // The only two readers of the ledger: one tells the bus, one writes the views.
  streams: [
    { name: 'publisher', table: 'ledger', handler: 'platform/publish' },
    { name: 'projector', table: 'ledger', handler: 'platform/project' },
  ],
};
