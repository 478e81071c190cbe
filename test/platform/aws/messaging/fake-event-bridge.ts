// PutEvents in memory: judges each entry as EventBridge does and puts those accepted on the queues of their rules.
import { randomUUID } from 'node:crypto';
import { compileEventPattern } from '../../../../lib/platform/embedded/event-pattern.ts';
import type { SubscriptionWiring } from '../../../../lib/platform/wiring.ts';
import { type AwsReply, type AwsRequest, awsError } from '../../../support/aws-stub.ts';

type Entry = {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  /** Seconds since 1970. */
  readonly Time?: number;
};

type Failure = { readonly ErrorCode: string; readonly ErrorMessage: string };

const isComplete = ({ Source, DetailType, Detail }: Entry): boolean => Boolean(Source) && Boolean(DetailType) && Boolean(Detail);

const problemOf = (entry: Entry): Failure | undefined => {
  if (!isComplete(entry)) return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Parameter is not valid.' };
  if (entry.Source?.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  return undefined;
};

export const createFakeEventBridge = (
  busName: string,
  rules: readonly SubscriptionWiring[],
  deliver: (queue: string, body: string) => void,
) => {
  const compiled = rules.map(({ queue, pattern }) => ({ queue, matches: compileEventPattern(pattern) }));

  const accept = ({ Source, DetailType, Detail, Time }: Entry): string => {
    const envelope = {
      version: '0',
      id: randomUUID(),
      'detail-type': DetailType,
      source: Source,
      account: '123456789012',
      time: `${new Date((Time ?? 0) * 1_000).toISOString().slice(0, 19)}Z`,
      region: 'eu-central-1',
      resources: [],
      detail: JSON.parse(Detail ?? '') as Readonly<Record<string, unknown>>,
    };
    for (const { queue, matches } of compiled) if (matches(envelope)) deliver(queue, JSON.stringify(envelope));
    return envelope.id;
  };

  return {
    respond: ({ operation, json }: AwsRequest): AwsReply => {
      const { Entries } = json as { readonly Entries: readonly Entry[] };
      if (operation !== 'PutEvents') return awsError(400, 'UnknownOperationException');
      if (Entries.length > 10) return awsError(400, 'ValidationException', 'There are more than ten entries.');
      if (Entries.some((entry) => entry.EventBusName !== busName)) return awsError(400, 'ValidationException', 'Another bus was meant.');
      if (!Entries.some(isComplete)) return awsError(400, 'ValidationException', 'No entry is complete.');
      const results = Entries.map((entry) => problemOf(entry) ?? { EventId: accept(entry) });
      return { body: { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results } };
    },
  };
};
