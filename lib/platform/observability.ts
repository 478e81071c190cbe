import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Tracer } from '@aws-lambda-powertools/tracer';

/** Logs, metrics and traces of one process. Log messages are constant; keys are snake_case; nothing personal goes in. */
export type Observability = {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Absent where nobody collects traces: the X-Ray SDK hooks into every promise of the process as soon as it is loaded. */
  readonly tracer?: Tracer;
  /** What this process has counted under a metric in the last seconds; absent where CloudWatch keeps the sums. */
  readonly recentSum?: (metric: string, seconds: number) => number;
  /** The largest value that this process has measured of it in the last seconds, 0 when none; absent like `recentSum`. */
  readonly recentMax?: (metric: string, seconds: number) => number;
};
