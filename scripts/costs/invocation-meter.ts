import type { SQSEvent } from 'aws-lambda';
import type { Assumptions, FunctionKind } from '../../lib/operations/domain/costs/assumptions.ts';
import { chunksOf } from '../../lib/operations/domain/costs/capacity.ts';
import type { ContextWiring } from '../../lib/platform/wiring.ts';
import type { PortMeter } from './meter.ts';

export type Invocations = Readonly<Record<FunctionKind, number>>;

export type InvocationMeter = {
  /** Told of every invocation, with the event it had and what it answered. */
  readonly invoked: (handler: string, event: unknown, answer: unknown) => void;
  readonly invocations: () => Invocations;
};

/** What calls each function. */
export const functionKindsOf = (wirings: readonly ContextWiring[], authorizer: string): ReadonlyMap<string, FunctionKind> =>
  new Map<string, FunctionKind>([
    ...wirings.flatMap((wiring) => [
      ...(wiring.http ?? []).map(({ handler }) => [handler, 'http'] as const),
      ...(wiring.queues ?? []).map(({ handler }) => [handler, 'queue'] as const),
      ...(wiring.streams ?? []).map(({ handler }) => [handler, 'stream'] as const),
      ...[...(wiring.tasks ?? []), ...(wiring.schedules ?? [])].map(({ handler }) => [handler, 'task'] as const),
    ]),
    [authorizer, 'authorizer'],
  ]);

const queueNameOf = (arn: string): { readonly name: string; readonly fifo: boolean } => {
  const last = arn.split(':').at(-1) ?? '';
  return last.endsWith('.fifo') ? { name: last.slice(0, -'.fifo'.length), fifo: true } : { name: last, fifo: false };
};

/** Counts what stands around the functions: their invocations, the queue's own requests, the gateway and the edge. */
export const createInvocationMeter = (
  kinds: ReadonlyMap<string, FunctionKind>,
  meter: Pick<PortMeter, 'add' | 'sentTo'>,
  assumed: Assumptions,
): InvocationMeter => {
  const invocations: Record<FunctionKind, number> = { http: 0, authorizer: 0, queue: 0, stream: 0, task: 0 };

  const countQueue = ({ Records: records }: SQSEvent): void => {
    const [first] = records;
    if (first === undefined) return;
    const { name, fifo } = queueNameOf(first.eventSourceARN);
    const requests = fifo ? 'sqs.fifo-requests' : 'sqs.standard-requests';
    const bytesOf = (body: string): number => Buffer.byteLength(body);
    // The poller receives and deletes a batch with one request each.
    meter.add(requests, chunksOf(records.reduce((sum, { body }) => sum + bytesOf(body), 0)) + 1);
    if (meter.sentTo.has(name)) return;
    for (const { body, attributes } of records)
      if (attributes.ApproximateReceiveCount === '1') meter.add(requests, chunksOf(bytesOf(body)));
  };

  const countRequest = (answer: unknown): void => {
    const { body = '' } = answer as { readonly body?: string };
    meter.add('http-api.requests', 1);
    meter.add('cloudfront.requests', 1);
    meter.add('waf.requests', 1);
    meter.add('cloudfront.bytes-out', Buffer.byteLength(body));
  };

  return {
    invoked: (handler, event, answer) => {
      const kind = kinds.get(handler);
      if (kind === undefined) throw new Error(`No wiring names the function ${handler}`);
      invocations[kind] += 1;
      meter.add('lambda.requests', 1);
      meter.add('lambda.mb-ms', assumed[`${kind}-memory-mb`] * assumed[`${kind}-ms`]);
      meter.add('cloudwatch.log-bytes', assumed['platform-log-bytes-per-invocation']);
      if (kind === 'queue') countQueue(event as SQSEvent);
      if (kind === 'http') countRequest(answer);
    },
    invocations: () => ({ ...invocations }),
  };
};
