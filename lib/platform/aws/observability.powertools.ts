import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Observability } from '../observability.ts';

const serviceName = 'waybill';
const namespace = 'Waybill';

/**
 * JSON logs and embedded metrics on standard output, from where CloudWatch takes them, and traces for X-Ray.
 *
 * The level is that of `POWERTOOLS_LOG_LEVEL`. Every metric has the one dimension `service`, so an alarm finds it whichever
 * function has counted it. Traces are on in Lambda and off everywhere else. Sums are CloudWatch's to keep.
 */
export const createAwsObservability = (): Observability => ({
  logger: new Logger({ serviceName }),
  metrics: new Metrics({ serviceName, namespace }),
  tracer: new Tracer({ serviceName }),
});
