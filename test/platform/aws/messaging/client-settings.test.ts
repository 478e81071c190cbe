import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { answered, asUnavailable, clientSettings, isOverloadCode } from '../../../../lib/platform/aws/client-settings.ts';
import { UnavailableError } from '../../../../lib/platform/ports.ts';
import { awsError, connectionError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { fakeQueueUrl } from './fake-sqs.ts';

const call = (client: SQSClient, url = fakeQueueUrl('work')): Promise<unknown> =>
  answered(client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })));

describe('what counts as an outage', () => {
  it('keeps the cause, so that a log can show it', async () => {
    const stub = createAwsStub(inTurn(awsError(503, 'ServiceUnavailable')));
    const error: unknown = await call(new SQSClient(stub.settings)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnavailableError);
    expect((error as UnavailableError).cause).toMatchObject({ name: 'ServiceUnavailable' });
  });

  it('leaves alone what is no error of a service', () => {
    const unavailable = new UnavailableError('as it is');
    const defect = new TypeError('a defect');
    expect(asUnavailable(unavailable)).toBe(unavailable);
    expect(asUnavailable(defect)).toBe(defect);
    expect(asUnavailable('text')).toBe('text');
  });

  it('knows the codes of load, and none of permission', () => {
    expect(isOverloadCode('ThrottlingException')).toBe(true);
    expect(isOverloadCode('AccessDeniedException')).toBe(false);
    expect(isOverloadCode(undefined)).toBe(false);
  });
});

describe('settings of the clients', () => {
  it('try again by themselves', async () => {
    const stub = createAwsStub(inTurn(connectionError(), awsError(500, 'InternalError'), { body: { Attributes: {} } }));
    await call(new SQSClient({ ...stub.settings, ...clientSettings(), requestHandler: stub.settings.requestHandler }));
    expect(stub.requests).toHaveLength(3);
  });

  it('do not wait for a service that never answers', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { credentials, region } = createAwsStub(inTurn()).settings;
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = new SQSClient({ credentials, region, endpoint, ...clientSettings({ requestTimeoutMs: 50, maxAttempts: 1 }) });
    try {
      await expect(call(client, `${endpoint}/123456789012/work`)).rejects.toThrow(UnavailableError);
    } finally {
      client.destroy();
      silent.closeAllConnections();
      silent.close();
    }
  });
});
