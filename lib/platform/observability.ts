import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Tracer } from '@aws-lambda-powertools/tracer';

/** Logs, metrics and traces of one process. Log messages are constant; keys are snake_case; nothing personal goes in. */
export type Observability = { readonly logger: Logger; readonly metrics: Metrics; readonly tracer: Tracer };
