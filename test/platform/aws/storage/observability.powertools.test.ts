import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAwsObservability } from '../../../../lib/platform/aws/observability.powertools.ts';
import { createLocalObservability } from '../../../../lib/platform/embedded/observability.local.ts';

/** Lines that went to standard output while `work` ran. */
const linesOf = (work: () => void): readonly unknown[] => {
  const lines: string[] = [];
  const written = (chunk: string | Uint8Array): boolean => {
    lines.push(...String(chunk).split('\n'));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(written);
  vi.spyOn(process.stderr, 'write').mockImplementation(written);
  work();
  vi.restoreAllMocks();
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
};

describe('observability in AWS', () => {
  beforeEach(() => vi.stubEnv('POWERTOOLS_DEV', undefined));
  afterEach(() => vi.unstubAllEnvs());

  it('logs JSON under the name of the service', () => {
    const { logger } = createAwsObservability({ prefix: 'waybill' });
    const lines = linesOf(() => logger.info('order placed', { order_id: 'o1' }));
    expect(lines).toEqual([expect.objectContaining({ level: 'INFO', message: 'order placed', order_id: 'o1', service: 'waybill' })]);
  });

  it('logs from the level that the environment names', () => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'WARN');
    const { logger } = createAwsObservability({ prefix: 'waybill' });
    const lines = linesOf(() => {
      logger.info('left out');
      logger.warn('kept');
    });
    expect(lines).toEqual([expect.objectContaining({ level: 'WARN', message: 'kept' })]);
  });

  it('counts under the same namespace and dimension as the embedded engine, whatever the environment calls the service', () => {
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'orders-place-order');
    const { metrics } = createAwsObservability({ prefix: 'waybill' });
    const [line] = linesOf(() => {
      metrics.addMetric('RequestsFailed', 'Count', 1);
      metrics.publishStoredMetrics();
    }) as readonly { readonly _aws: { readonly CloudWatchMetrics: unknown } }[];
    const local = createLocalObservability().metrics;
    local.addMetric('RequestsFailed', 'Count', 1);
    expect(line?._aws.CloudWatchMetrics).toEqual([
      { Namespace: 'Waybill', Dimensions: [['service']], Metrics: [{ Name: 'RequestsFailed', Unit: 'Count' }] },
    ]);
    expect(line).toEqual(expect.objectContaining({ service: 'waybill', RequestsFailed: 1 }));
    expect(local.serializeMetrics()._aws.CloudWatchMetrics).toEqual(line?._aws.CloudWatchMetrics);
  });

  it('traces in Lambda and nowhere else', () => {
    vi.stubEnv('AWS_EXECUTION_ENV', undefined);
    expect(createAwsObservability({ prefix: 'waybill' }).tracer?.isTracingEnabled()).toBe(false);
    vi.stubEnv('AWS_EXECUTION_ENV', 'AWS_Lambda_nodejs24.x');
    // Otherwise every request of this process would be traced.
    vi.stubEnv('POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS', 'false');
    expect(createAwsObservability({ prefix: 'waybill' }).tracer?.isTracingEnabled()).toBe(true);
  });

  it('leaves the sums to CloudWatch', () => {
    expect(createAwsObservability({ prefix: 'waybill' }).recentSum).toBeUndefined();
  });
});
