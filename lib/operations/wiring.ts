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
  // The only two readers of the ledger: one tells the bus, one writes the views.
  streams: [
    { name: 'publisher', table: 'ledger', handler: 'platform/publish' },
    { name: 'projector', table: 'ledger', handler: 'platform/project' },
  ],
};
