import { expect } from 'vitest';
import { UnavailableError } from '../../../../lib/platform/ports.ts';
import { type AwsReply, awsError, awsXmlError, connectionError } from '../../../support/aws-stub.ts';

export type Fault = readonly [what: string, reply: AwsReply | Error];

/** What goes by: the same call may succeed later. */
export const outages: readonly Fault[] = [
  ['throttles', awsError(400, 'ThrottlingException')],
  ['fails on its side', awsError(500, 'InternalServiceError')],
  ['is unavailable', awsError(503, 'ServiceUnavailable')],
  ['closes the connection', connectionError('ECONNRESET')],
  ['cannot be reached', connectionError('ECONNREFUSED')],
];

export const s3Outages: readonly Fault[] = [
  ['asks to slow down', awsXmlError(503, 'SlowDown')],
  ['fails on its side', awsXmlError(500, 'InternalError')],
  ['closes the connection', connectionError('ECONNRESET')],
  ['cannot be reached', connectionError('ENOTFOUND')],
];

/** What stays as it is until somebody mends the deployment. */
export const defects: readonly Fault[] = [
  ['denies access', awsError(400, 'AccessDeniedException')],
  ['does not know the credentials', awsError(400, 'UnrecognizedClientException')],
  ['calls the request wrong', awsError(400, 'ValidationException')],
];

export const s3Defects: readonly Fault[] = [
  ['denies access', awsXmlError(403, 'AccessDenied')],
  ['has no such bucket', awsXmlError(404, 'NoSuchBucket')],
  ['finds the bucket elsewhere', awsXmlError(301, 'PermanentRedirect')],
];

export const failureOf = async (call: Promise<unknown>): Promise<Error> => {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('The call succeeded, although it should have failed');
};

export const expectUnavailable = async (call: Promise<unknown>): Promise<void> => {
  expect(await failureOf(call)).toBeInstanceOf(UnavailableError);
};

/** Repeating could not help, so the error must not say that it might. */
export const expectDefect = async (call: Promise<unknown>): Promise<void> => {
  expect(await failureOf(call)).not.toBeInstanceOf(UnavailableError);
};
