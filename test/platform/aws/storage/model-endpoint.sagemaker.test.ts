import { setTimeout as sleep } from 'node:timers/promises';
import { SageMakerRuntimeClient, type SageMakerRuntimeClientConfig } from '@aws-sdk/client-sagemaker-runtime';
import { describe, expect, it } from 'vitest';
import { createSageMakerModels } from '../../../../lib/platform/aws/model-endpoint.sagemaker.ts';
import { type ModelEndpoint, ModelUnavailableError } from '../../../../lib/platform/ports.ts';
import { type AwsResponder, awsError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { defects, type Fault, failureOf, outages } from './faults.ts';
import { startLocalServer } from './local-server.ts';
import { answered } from './models.server.ts';

const modelsOf = (config: SageMakerRuntimeClientConfig): ModelEndpoint =>
  createSageMakerModels(new SageMakerRuntimeClient(config), { endpointName: (model) => `waybill-test-${model}` });

const openModels = (respond: AwsResponder, config: SageMakerRuntimeClientConfig = {}) => {
  const stub = createAwsStub(respond);
  return { models: modelsOf({ ...stub.settings, ...config }), requests: stub.requests };
};

const ask = (models: ModelEndpoint, deadlineMs = 5_000) => models.invoke({ endpoint: 'fraud', payload: { total: 1 }, deadlineMs });

describe('a model behind SageMaker', () => {
  it('is sent JSON at the endpoint of its name', async () => {
    const { models, requests } = openModels(inTurn(answered({ score: 0.5 })));
    expect(await ask(models)).toEqual({ score: 0.5 });
    expect(requests.map(({ method, path, json }) => ({ method, path, json }))).toEqual([
      { method: 'POST', path: '/endpoints/waybill-test-fraud/invocations', json: { total: 1 } },
    ]);
  });

  it.each(['null', 'false', '0', '[]'])('may answer %s', async (body) => {
    expect(await ask(openModels(inTurn({ body })).models)).toEqual(JSON.parse(body));
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'score: 0.5'],
    ['half of its JSON', '{"score":'],
    ['bytes that are no UTF-8', Buffer.of(0x22, 0xff, 0x22)],
  ])('is unavailable when it answers %s', async (_what, body) => {
    expect(await failureOf(ask(openModels(inTurn({ body })).models))).toBeInstanceOf(ModelUnavailableError);
  });

  const refusals: readonly Fault[] = [
    ['fails in its container', awsError(424, 'ModelError')],
    ['is still starting', awsError(429, 'ModelNotReadyException')],
  ];
  it.each([...outages, ...defects, ...refusals])('is unavailable when SageMaker %s, and the reason is kept', async (_what, reply) => {
    const failure = await failureOf(ask(openModels(inTurn(reply)).models));
    expect(failure).toBeInstanceOf(ModelUnavailableError);
    expect(failure.cause).toBeInstanceOf(Error);
  });

  it('is unavailable for a payload that cannot be written as JSON', async () => {
    const { models, requests } = openModels(inTurn(answered({})));
    const failure = await failureOf(models.invoke({ endpoint: 'fraud', payload: { total: 1n }, deadlineMs: 5_000 }));
    expect(failure).toBeInstanceOf(ModelUnavailableError);
    expect(requests).toEqual([]);
  });

  it('answers after a try that failed, as long as there is time', async () => {
    const { models, requests } = openModels(inTurn(awsError(503, 'ServiceUnavailable'), answered({ score: 1 })), { maxAttempts: 2 });
    expect(await ask(models)).toEqual({ score: 1 });
    expect(requests).toHaveLength(2);
  });
});

describe('the deadline of a model', () => {
  it('ends the tries of the SDK', async () => {
    const { models, requests } = openModels(inTurn(awsError(503, 'ServiceUnavailable')), { maxAttempts: 50 });
    expect(await failureOf(ask(models, 40))).toBeInstanceOf(ModelUnavailableError);
    const tries = requests.length;
    expect(tries).toBeGreaterThan(0);
    await sleep(500);
    expect(requests).toHaveLength(tries);
  });

  it('holds while credentials are being fetched, and nothing is sent afterwards', async () => {
    const credentials = Promise.withResolvers<{ readonly accessKeyId: string; readonly secretAccessKey: string }>();
    const arrived: (string | undefined)[] = [];
    const server = await startLocalServer((request, response) => {
      arrived.push(request.url);
      response.end('{}');
    });
    const models = modelsOf({ region: 'eu-central-1', endpoint: server.url, maxAttempts: 1, credentials: () => credentials.promise });
    try {
      expect(await failureOf(ask(models, 20))).toBeInstanceOf(ModelUnavailableError);
      credentials.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example-only' });
      await sleep(50);
      expect(arrived).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['does not begin', false],
    ['does not end', true],
  ])('closes the connection of an answer that %s', async (_what, begins) => {
    const closed = Promise.withResolvers<void>();
    const server = await startLocalServer((request, response) => {
      if (begins) response.writeHead(200, { 'content-type': 'application/json' }).write('{"score":');
      request.socket.once('close', () => closed.resolve());
    });
    const models = modelsOf({
      region: 'eu-central-1',
      endpoint: server.url,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example-only' },
    });
    try {
      expect(await failureOf(ask(models, 100))).toBeInstanceOf(ModelUnavailableError);
      await closed.promise;
    } finally {
      await server.stop();
    }
  });
});
