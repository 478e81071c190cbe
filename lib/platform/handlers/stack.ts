import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Observability } from '../observability.ts';
import { type Platform, UnavailableError } from '../ports.ts';

export type LambdaHandler<Event = unknown, Answer = unknown> = (event: Event, context: Context) => Promise<Answer>;

/** Publishes what was counted, if anything was: Powertools' own middleware warns about every invocation that counted nothing. */
const flushMetrics = (metrics: Observability['metrics']): MiddlewareObj => {
  const flush = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: flush, onError: flush };
};

/**
 * Middy ends a function just before Lambda would, and calls that `TimeoutError`, which no workflow knows: what was slow for a
 * moment would go to an operator. This name is tried again, like that of a function which Lambda ended itself.
 */
const endInTime = (): never => {
  throw new UnavailableError('The function ran out of its time');
};

/** What every function is wrapped in: trace, log context and metrics, flushed whatever happens inside. */
export const stack = <Event, Answer>(platform: Platform, run: LambdaHandler<Event, Answer>): LambdaHandler<Event, Answer> => {
  const { logger, metrics, tracer } = platform.observability;
  const wrapped = middy<Event, Answer>({ timeoutEarlyResponse: endInTime });
  if (tracer) wrapped.use(captureLambdaHandler(tracer, { captureResponse: false }));
  wrapped
    .use(injectLambdaContext(logger))
    .use(flushMetrics(metrics))
    .handler((event: Event, context: Context) => run(event, context));
  return wrapped as LambdaHandler<Event, Answer>;
};
