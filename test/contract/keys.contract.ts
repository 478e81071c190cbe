import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keys } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

/** `reopen` gives the same keys as another process would see them. */
export type KeysEngine = Engine & { readonly keys: Keys; reopen(): Promise<Keys> };

const context = { tenant: 'main', person: 'p1' };

/** What every engine's `Keys` do. */
export const describeKeysContract = (name: string, makeEngine: () => Promise<KeysEngine>): void => {
  describe(`Keys: ${name}`, () => {
    let engine: KeysEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    it('unwraps what it has wrapped, also after a restart', async () => {
      const { plaintext, wrapped } = await engine.keys.generateDataKey(context);
      expect(plaintext.byteLength).toBe(32);
      const reopened = await engine.reopen();
      expect(Buffer.from(await reopened.unwrap(wrapped, context)).equals(Buffer.from(plaintext))).toBe(true);
    });

    it('takes the context whatever the order of its names', async () => {
      const { plaintext, wrapped } = await engine.keys.generateDataKey(context);
      expect(Buffer.from(await engine.keys.unwrap(wrapped, { person: 'p1', tenant: 'main' })).equals(Buffer.from(plaintext))).toBe(true);
    });

    it('makes a new key each time and never shows it in its wrapping', async () => {
      const first = await engine.keys.generateDataKey(context);
      const second = await engine.keys.generateDataKey(context);
      expect(Buffer.from(first.plaintext).equals(Buffer.from(second.plaintext))).toBe(false);
      expect(first.wrapped).not.toBe(second.wrapped);
      expect(Buffer.from(first.wrapped, 'base64').includes(Buffer.from(first.plaintext))).toBe(false);
    });

    it.each([
      ['another person', { ...context, person: 'p2' }],
      ['a missing name', { tenant: 'main' }],
      ['one name more', { ...context, more: 'x' }],
    ])('refuses to unwrap under %s', async (_what, other) => {
      const { wrapped } = await engine.keys.generateDataKey(context);
      await expect(engine.keys.unwrap(wrapped, other)).rejects.toThrow();
    });

    it('refuses a wrapped key that has been altered anywhere', async () => {
      const { wrapped } = await engine.keys.generateDataKey(context);
      const bytes = Buffer.from(wrapped, 'base64');
      for (let index = 0; index < bytes.length; index += 1) {
        const altered = Buffer.from(bytes);
        altered[index] = (altered[index] as number) ^ 1;
        await expect(engine.keys.unwrap(altered.toString('base64'), context)).rejects.toThrow();
      }
      await expect(engine.keys.unwrap('', context)).rejects.toThrow();
    });

    it('joins equal values of one purpose, and only those', async () => {
      const token = await engine.keys.mac('e-mail', 'ada@example.com');
      expect(token).toMatch(/^[0-9a-f]{64}$/);
      expect(await (await engine.reopen()).mac('e-mail', 'ada@example.com')).toBe(token);
      expect(await engine.keys.mac('phone', 'ada@example.com')).not.toBe(token);
      expect(await engine.keys.mac('e-mail', 'bob@example.com')).not.toBe(token);
    });

    it('gives other tokens under another master key', async () => {
      const other = await makeEngine();
      try {
        expect(await other.keys.mac('e-mail', 'ada@example.com')).not.toBe(await engine.keys.mac('e-mail', 'ada@example.com'));
        const { wrapped } = await engine.keys.generateDataKey(context);
        await expect(other.keys.unwrap(wrapped, context)).rejects.toThrow();
      } finally {
        await other.close();
      }
    });
  });
};
