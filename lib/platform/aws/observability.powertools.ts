import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Names } from './names.ts';
import type { Observability } from '../observability.ts';

const namespace = 'Waybill';

/**
 * JSON logs and embedded metrics on standard output, from where CloudWatch takes them, and traces for X-Ray.
 *
 * The level is that of `POWERTOOLS_LOG_LEVEL`. Every metric has the one dimension `service`, which is the installation's
 * name: an alarm finds it whichever function has counted it, and the stages of an account do not add up. Traces are on in Lambda and off everywhere else. Sums are CloudWatch's to keep.
 */
export const createAwsObservability = ({ prefix: serviceName }: Pick<Names, 'prefix'>): Observability => ({
  logger: new Logger({ serviceName }),
  metrics: new Metrics({ serviceName, namespace }),
  tracer: new Tracer({ serviceName }),
});
