import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Platform } from '../ports.ts';

export type LambdaHandler<Event = unknown, Answer = unknown> = (event: Event, context: Context) => Promise<Answer>;

/** What every function is wrapped in: trace, log context and metrics, flushed whatever happens inside. */
export const stack = <Event, Answer>(platform: Platform, run: LambdaHandler<Event, Answer>): LambdaHandler<Event, Answer> => {
  const { logger, metrics, tracer } = platform.observability;
  const wrapped = middy<Event, Answer>()
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler((event: Event, context: Context) => run(event, context));
  return wrapped as unknown as LambdaHandler<Event, Answer>;
};
