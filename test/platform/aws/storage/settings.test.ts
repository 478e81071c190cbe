import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { createParameters, rememberSettings } from '../../../../lib/platform/aws/parameters.ssm.ts';
import { createSecrets } from '../../../../lib/platform/aws/secrets.secrets-manager.ts';
import { UnavailableError } from '../../../../lib/platform/ports.ts';
import { type AwsResponder, awsError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { defects, expectDefect, expectUnavailable, outages } from './faults.ts';
import { createParametersServer, createSecretsServer } from './settings.server.ts';

const minute = 60_000;
const hour = 60 * minute;

const openParameters = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  const clock = { nowMs: 0 };
  const provider = new SSMProvider({ awsSdkV3Client: new SSMClient(stub.settings) });
  const parameters = createParameters(provider, { parameterName: (name) => `/waybill/test/${name}`, nowMs: () => clock.nowMs });
  return { parameters, requests: stub.requests, clock };
};

const openSecrets = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  const clock = { nowMs: 0 };
  const provider = new SecretsProvider({ awsSdkV3Client: new SecretsManagerClient(stub.settings) });
  const secrets = createSecrets(provider, { secretId: (name) => `waybill/test/${name}`, nowMs: () => clock.nowMs });
  return { secrets, requests: stub.requests, clock };
};

describe('remembered settings', () => {
  const remember = (read: (name: string) => Promise<string | undefined>) => {
    const clock = { nowMs: 0 };
    const names: string[] = [];
    const get = rememberSettings(
      async (name) => {
        names.push(name);
        return read(name);
      },
      { nowMs: () => clock.nowMs },
    );
    return { get, clock, names };
  };

  it('are read once a minute', async () => {
    let value = 'one';
    const { get, clock, names } = remember(async () => value);
    await get('a');
    value = 'two';
    clock.nowMs = minute - 1;
    expect(await get('a')).toBe('one');
    clock.nowMs = minute;
    expect(await get('a')).toBe('two');
    expect(names).toEqual(['a', 'a']);
  });

  it('are remembered as missing, too', async () => {
    const { get, names } = remember(async () => undefined);
    expect([await get('a'), await get('a'), await get('b')]).toEqual([undefined, undefined, undefined]);
    expect(names).toEqual(['a', 'b']);
  });

  it('are read once for all who ask at the same time', async () => {
    const reading = Promise.withResolvers<string>();
    const { get, names } = remember(() => reading.promise);
    const asked = [get('a'), get('a'), get('a')];
    reading.resolve('v');
    expect(await Promise.all(asked)).toEqual(['v', 'v', 'v']);
    expect(names).toEqual(['a']);
  });

  it.each([
    ['a value', 'v'],
    ['that there is none', undefined],
  ])('answer %s for an hour while the service is unavailable, which is left alone in between', async (_what, value) => {
    let down = false;
    const { get, clock, names } = remember(async () => {
      if (down) throw new UnavailableError('down');
      return value;
    });
    await get('a');
    down = true;
    clock.nowMs = minute;
    expect([await get('a'), await get('a')]).toEqual([value, value]);
    clock.nowMs += 9_999;
    await get('a');
    expect(names).toHaveLength(2);
    clock.nowMs += 1;
    expect(await get('a')).toBe(value);
    expect(names).toHaveLength(3);
    clock.nowMs = hour - 1;
    expect(await get('a')).toBe(value);
    clock.nowMs = hour;
    await expectUnavailable(get('a'));
  });

  it('are read again as soon as the service is back', async () => {
    let down = false;
    let value = 'old';
    const { get, clock } = remember(async () => {
      if (down) throw new UnavailableError('down');
      return value;
    });
    await get('a');
    down = true;
    clock.nowMs = minute;
    await get('a');
    down = false;
    value = 'new';
    clock.nowMs += 10_000;
    expect(await get('a')).toBe('new');
  });

  it('pass on an outage when nothing is known, and ask again at once', async () => {
    const { get, names } = remember(async () => {
      throw new UnavailableError('down');
    });
    await expectUnavailable(get('a'));
    await expectUnavailable(get('a'));
    expect(names).toHaveLength(2);
  });

  it('pass on every other failure, whatever is known', async () => {
    let denied = false;
    const { get, clock } = remember(async () => {
      if (denied) throw new TypeError('denied');
      return 'v';
    });
    await get('a');
    denied = true;
    clock.nowMs = minute;
    await expect(get('a')).rejects.toThrow(TypeError);
  });

  it('are not kept for longer by a clock that is put back', async () => {
    let value = 'one';
    const { get, clock } = remember(async () => value);
    clock.nowMs = hour;
    await get('a');
    value = 'two';
    clock.nowMs = 0;
    expect(await get('a')).toBe('two');
  });

  it('are kept in bounded number, the latest read first', async () => {
    const { get, names } = remember(async (name) => name);
    for (let index = 0; index <= 1_000; index += 1) await get(`s${index}`);
    names.length = 0;
    await get('s1000');
    await get('s1');
    expect(names).toEqual([]);
    await get('s0');
    expect(names).toEqual(['s0']);
  });
});

describe('parameters from the Parameter Store', () => {
  it('stand under the name of the installation, and are decrypted', async () => {
    const server = createParametersServer();
    server.values.set('/waybill/test/sourcing-policy-main', 'nearest');
    const { parameters, requests } = openParameters(server.respond);
    expect(await parameters.get('sourcing-policy-main')).toBe('nearest');
    expect(requests.map(({ json }) => json)).toEqual([{ Name: '/waybill/test/sourcing-policy-main', WithDecryption: true }]);
  });

  it('are asked for once a minute also when they are not set', async () => {
    const { parameters, requests, clock } = openParameters(createParametersServer().respond);
    expect([await parameters.get('sourcing-policy'), await parameters.get('sourcing-policy')]).toEqual([undefined, undefined]);
    expect(requests).toHaveLength(1);
    clock.nowMs = minute;
    await parameters.get('sourcing-policy');
    expect(requests).toHaveLength(2);
  });

  it.each(outages)('are unavailable when the service %s', async (_what, reply) => {
    await expectUnavailable(openParameters(inTurn(reply)).parameters.get('sourcing-policy'));
  });

  it.each(defects)('are a defect when the service %s', async (_what, reply) => {
    await expectDefect(openParameters(inTurn(reply)).parameters.get('sourcing-policy'));
  });

  it('answer from memory when the service throttles', async () => {
    const value = { body: { Parameter: { Name: 'n', Value: 'nearest' } } };
    const { parameters, clock } = openParameters(inTurn(value, awsError(400, 'ThrottlingException')));
    await parameters.get('sourcing-policy');
    clock.nowMs = minute;
    expect(await parameters.get('sourcing-policy')).toBe('nearest');
  });
});

describe('secrets from Secrets Manager', () => {
  it('are read by label, the current one first', async () => {
    const server = createSecretsServer();
    server.set('waybill/test/shop', 'new', 'old');
    const { secrets, requests } = openSecrets(server.respond);
    expect(await secrets.get('shop')).toEqual({ current: 'new', previous: 'old' });
    expect(await secrets.get('shop')).toEqual({ current: 'new', previous: 'old' });
    expect(requests.map(({ json }) => json)).toEqual([
      { SecretId: 'waybill/test/shop', VersionStage: 'AWSCURRENT' },
      { SecretId: 'waybill/test/shop', VersionStage: 'AWSPREVIOUS' },
    ]);
  });

  it('are seen as they were when they are rotated between the two readings', async () => {
    const server = createSecretsServer();
    server.set('waybill/test/shop', 'first');
    const { secrets } = openSecrets((request, index) => {
      if (index === 1) server.set('waybill/test/shop', 'second', 'first');
      return server.respond(request, index);
    });
    expect(await secrets.get('shop')).toEqual({ current: 'first' });
  });

  it('are missing when they are about to be deleted', async () => {
    const server = createSecretsServer();
    server.remove('waybill/test/shop');
    expect(await openSecrets(server.respond).secrets.get('shop')).toBeUndefined();
  });

  it('may be stored as bytes', async () => {
    const server = createSecretsServer();
    server.binary('waybill/test/shop', Buffer.from('schlüssel'));
    expect(await openSecrets(server.respond).secrets.get('shop')).toEqual({ current: 'schlüssel' });
  });

  it.each(outages)('are unavailable when the service %s', async (_what, reply) => {
    await expectUnavailable(openSecrets(inTurn(reply)).secrets.get('shop'));
  });

  it('are unavailable rather than half known when only the previous one cannot be read', async () => {
    const current = { body: { Name: 'n', SecretString: 'new' } };
    await expectUnavailable(openSecrets(inTurn(current, awsError(500, 'InternalServiceError'))).secrets.get('shop'));
  });

  it.each([
    ...defects,
    ['cannot decrypt', awsError(400, 'DecryptionFailure')] as const,
  ])('are a defect when the service %s', async (_what, reply) => {
    await expectDefect(openSecrets(inTurn(reply)).secrets.get('shop'));
  });
});
