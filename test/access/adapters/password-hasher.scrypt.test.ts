import { randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createScryptHasher, standardScryptCost } from '../../../lib/access/adapters/password-hasher.scrypt.ts';
import { cheapCost } from '../support/access.fixture.ts';

describe('password hashes', () => {
  it('carry their parameters, and are scrypt by any other implementation', async () => {
    const stored = await createScryptHasher(randomBytes).hash('correct horse battery staple');
    const [, name, parameters, salt = '', hash] = stored.split('$');
    expect([name, parameters]).toEqual(['scrypt', 'ln=15,r=8,p=3']);
    const expected = scryptSync('correct horse battery staple', Buffer.from(salt, 'base64'), 32, {
      N: 32_768,
      r: 8,
      p: 3,
      maxmem: 2 ** 26,
    });
    expect(hash).toBe(expected.toString('base64').replace(/=+$/, ''));
  });

  it('meet the minimum cost that OWASP names: N × r × p of at least 2^15 × 8 × 3', () => {
    const { logCost, blockSize, parallelism } = standardScryptCost;
    expect(2 ** logCost * blockSize * parallelism).toBeGreaterThanOrEqual(2 ** 15 * 8 * 3);
  });

  it('differ for the same password', async () => {
    const hasher = createScryptHasher(randomBytes, cheapCost);
    expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'));
  });

  it('are verified under the parameters that they were made with', async () => {
    const stored = await createScryptHasher(randomBytes, { logCost: 3, blockSize: 4, parallelism: 2 }).hash('password of old');
    const hasher = createScryptHasher(randomBytes, cheapCost);
    expect(await hasher.verify('password of old', stored)).toBe(true);
    expect(await hasher.verify('password of now', stored)).toBe(false);
  });

  it('take as long for no account as for a wrong password', async () => {
    const hasher = createScryptHasher(randomBytes, { logCost: 13, blockSize: 8, parallelism: 1 });
    const stored = await hasher.hash('something');
    const timed = async (hash: string | undefined) => {
      const begun = performance.now();
      expect(await hasher.verify('a guess', hash)).toBe(false);
      return performance.now() - begun;
    };
    // The quickest of several, so that a busy machine does not decide.
    const quickest = async (hash: string | undefined) =>
      Math.min(await timed(hash), await timed(hash), await timed(hash), await timed(hash));
    const [absent, wrong] = [await quickest(undefined), await quickest(stored)];
    expect(absent).toBeGreaterThan(wrong / 3);
  });

  it('of another kind are a defect', async () => {
    await expect(createScryptHasher(randomBytes, cheapCost).verify('x', '$argon2id$x')).rejects.toThrow('PHC');
  });
});
