import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { createKmsKeys, macKeyFrom } from '../../../../lib/platform/aws/keys.kms.ts';
import { macSecretName } from '../../../../lib/platform/aws/names.ts';
import { masterKeyFileName, openLocalKeys } from '../../../../lib/platform/embedded/keys.local.ts';
import { UnavailableError, WrappedKeyInvalidError } from '../../../../lib/platform/ports.ts';
import { systemClock } from '../../../../lib/platform/system/clock.system.ts';
import { createIds } from '../../../../lib/platform/system/ids.system.ts';
import { temporaryFolder } from '../../../contract/engine.ts';
import { type AwsResponder, awsError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { defects, expectDefect, expectUnavailable, failureOf, outages } from './faults.ts';
import { createKmsServer, personKeyAlias } from './kms.server.ts';

const context = { subject: 'main#PERSON#p1' };
const wrapped = Buffer.from('some ciphertext').toString('base64');

const openKeys = (respond: AwsResponder, macKey: () => Promise<Uint8Array> = async () => randomBytes(32)) => {
  const stub = createAwsStub(respond);
  return { keys: createKmsKeys(new KMSClient(stub.settings), { keyId: personKeyAlias, macKey }), requests: stub.requests };
};

describe('data keys from KMS', () => {
  it('are made and unwrapped under the key of persons and their context', async () => {
    const { keys, requests } = openKeys(createKmsServer());
    const made = await keys.generateDataKey(context);
    await keys.unwrap(made.wrapped, context);
    expect(requests.map(({ operation, json }) => [operation, json])).toEqual([
      ['GenerateDataKey', { KeyId: personKeyAlias, KeySpec: 'AES_256', EncryptionContext: context }],
      ['Decrypt', { KeyId: personKeyAlias, CiphertextBlob: made.wrapped, EncryptionContext: context }],
    ]);
  });

  it('cannot be unwrapped under another context, which is told as the embedded engine tells it', async () => {
    const { keys } = openKeys(createKmsServer());
    const made = await keys.generateDataKey(context);
    expect(await failureOf(keys.unwrap(made.wrapped, { subject: 'main#PERSON#p2' }))).toBeInstanceOf(WrappedKeyInvalidError);
  });

  it('cannot be unwrapped by another master key', async () => {
    const { keys } = openKeys(createKmsServer());
    const { keys: others } = openKeys(createKmsServer());
    const made = await keys.generateDataKey(context);
    expect(await failureOf(others.unwrap(made.wrapped, context))).toBeInstanceOf(WrappedKeyInvalidError);
  });

  it.each([
    ['nothing', ''],
    ['too much', Buffer.alloc(6_145).toString('base64')],
  ])('are not looked for in %s', async (_what, text) => {
    const { keys, requests } = openKeys(createKmsServer());
    expect(await failureOf(keys.unwrap(text, context))).toBeInstanceOf(WrappedKeyInvalidError);
    expect(requests).toEqual([]);
  });

  it('are not taken from an answer without one', async () => {
    const { keys } = openKeys(inTurn({ body: { KeyId: 'k' } }));
    await expectDefect(keys.generateDataKey(context));
    await expectDefect(keys.unwrap(wrapped, context));
  });

  it.each([
    ...outages,
    ['has no access to the key for now', awsError(500, 'KeyUnavailableException')] as const,
  ])('are unavailable when KMS %s', async (_what, reply) => {
    const { keys } = openKeys(inTurn(reply));
    await expectUnavailable(keys.generateDataKey(context));
    await expectUnavailable(keys.unwrap(wrapped, context));
  });

  it.each([
    ...defects,
    ['has the key disabled', awsError(400, 'DisabledException')] as const,
    ['is about to delete the key', awsError(400, 'KMSInvalidStateException')] as const,
    ['does not find the key', awsError(400, 'NotFoundException')] as const,
  ])('are neither unavailable nor invalid when KMS %s', async (_what, reply) => {
    const { keys } = openKeys(inTurn(reply));
    await expectDefect(keys.generateDataKey(context));
    await expectDefect(keys.unwrap(wrapped, context));
    expect(await failureOf(keys.unwrap(wrapped, context))).not.toBeInstanceOf(WrappedKeyInvalidError);
  });
});

describe('tokens', () => {
  it('are the same as those of the embedded engine under the same key', async () => {
    const folder = temporaryFolder();
    try {
      const key = randomBytes(32);
      writeFileSync(join(folder.path, masterKeyFileName), key.toString('base64'));
      const local = openLocalKeys(folder.path, createIds(systemClock));
      const { keys, requests } = openKeys(createKmsServer(), async () => key);
      for (const purpose of ['email:main', 'phone:main', 'idempotency', '']) {
        for (const value of ['', 'ada@example.com', 'ünï']) expect(await keys.mac(purpose, value)).toBe(await local.mac(purpose, value));
      }
      expect(requests).toEqual([]);
    } finally {
      folder.remove();
    }
  });

  it('take one fetching of their key, however many are asked for at once', async () => {
    let fetched = 0;
    const { keys } = openKeys(createKmsServer(), async () => {
      fetched += 1;
      return randomBytes(32);
    });
    const purposes = Array.from({ length: 250 }, (_, index) => `purpose ${index % 125}`);
    const tokens = await Promise.all(purposes.map((purpose) => keys.mac(purpose, 'v')));
    expect(new Set(tokens).size).toBe(125);
    expect(await keys.mac('purpose 0', 'v')).toBe(tokens[0]);
    expect(fetched).toBe(1);
  });

  it('are to be had again once their key can be fetched', async () => {
    let fails = true;
    const { keys } = openKeys(createKmsServer(), async () => {
      if (fails) throw new UnavailableError('not now');
      return randomBytes(32);
    });
    await expectUnavailable(keys.mac('email', 'v'));
    fails = false;
    expect(await keys.mac('email', 'v')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are not made with a key that is too short to be one', async () => {
    const { keys } = openKeys(createKmsServer(), async () => randomBytes(31));
    await expect(keys.mac('email', 'v')).rejects.toThrow('31 bytes');
  });

  it('take the secret that the deployment has made, and none when there is none', async () => {
    const text = 'k7'.repeat(32);
    const key = await macKeyFrom({ get: async (name) => (name === macSecretName ? { current: text, previous: 'older' } : undefined) })();
    expect(Buffer.from(key).toString()).toBe(text);
    await expect(macKeyFrom({ get: async () => undefined })()).rejects.toThrow(macSecretName);
  });
});
