import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../../lib/platform/ports.ts';
import { type AwsReply, awsError, connectionError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { openAdapters, portCalls } from './calls.ts';

const outages: Readonly<Record<string, AwsReply | Error>> = {
  throttling: awsError(400, 'ThrottlingException'),
  'throttling in the words of SQS': awsError(400, 'RequestThrottled'),
  'too many requests': awsError(429, 'TooManyRequestsException'),
  'a failure inside': awsError(500, 'InternalFailure'),
  'a gateway that speaks HTML': { status: 503, body: '<html>unavailable</html>' },
  'a reset connection': connectionError(),
  'a name that does not resolve': connectionError('ENOTFOUND'),
};

const defects: Readonly<Record<string, AwsReply>> = {
  'a denied permission': awsError(400, 'AccessDeniedException'),
  'a denied permission, as a status': awsError(403, 'AccessDenied'),
  'a request that makes no sense': awsError(400, 'ValidationException'),
  'a page of a firewall': { status: 403, body: '<html>forbidden</html>' },
};

const failureOf = async (method: string, reply: AwsReply | Error): Promise<unknown> => {
  const call = portCalls[method];
  const adapters = openAdapters(createAwsStub(inTurn(reply)).settings);
  return call?.(adapters).then(
    () => undefined,
    (error: unknown) => error,
  );
};

/** Deleting a schedule is answered by the status alone. */
const readsNoReply: readonly string[] = ['timers.cancel', 'timers.schedule, due soon'];

it.each(
  Object.keys(portCalls).filter((method) => !readsNoReply.includes(method)),
)('%s is unavailable after a reply that is cut off', async (method) => {
  expect(await failureOf(method, { body: '{"Entries": [{"Ev' })).toBeInstanceOf(UnavailableError);
});

describe.each(Object.keys(portCalls))('%s', (method) => {
  it.each(Object.entries(outages))('is unavailable after %s', async (_outage, reply) => {
    expect(await failureOf(method, reply)).toBeInstanceOf(UnavailableError);
  });

  it.each(Object.entries(defects))('shows %s for what it is', async (_defect, reply) => {
    const failure = await failureOf(method, reply);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(UnavailableError);
  });
});
