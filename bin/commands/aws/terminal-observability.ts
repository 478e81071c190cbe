import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Observability } from '../../../lib/platform/observability.ts';

const serviceName = 'waybill';

// Both write to a console of their own, kept in a private field without a setter.
const withConsole = <T extends Logger | Metrics>(utility: T, destination: Console): T => {
  Reflect.set(utility, 'console', destination);
  return utility;
};

/**
 * For a command over a stage: standard output belongs to its answer, so that errors go to standard error. Metrics go nowhere,
 * because an alarm must not ring for what an operator does by hand.
 */
export const createTerminalObservability = (): Observability => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return {
    logger: withConsole(new Logger({ serviceName, logLevel: 'ERROR' }), new Console(process.stderr)),
    metrics: withConsole(new Metrics({ serviceName, namespace: 'Waybill' }), new Console(nowhere)),
  };
};
