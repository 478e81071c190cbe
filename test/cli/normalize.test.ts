import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CanonicalOrder } from '../../lib/contracts/canonical-order.ts';
import { createOms, documentOf } from './oms.ts';

const fixture = new URL('../fixtures/shopify/order-created.json', import.meta.url).pathname;
const nowhere = '/no/such/folder';

const normalize = async (stdin: string | Uint8Array, ...given: readonly string[]) => {
  const outcome = await createOms(nowhere, stdin)('normalize', ...given);
  expect(outcome.err).toBe('');
  return { exitCode: outcome.exitCode, document: documentOf(outcome) };
};

describe('oms normalize', () => {
  it('prints the canonical orders of a file, without any data folder', async () => {
    const { exitCode, document } = await normalize('', 'shopify', fixture, '--account', 'outlet');
    expect(exitCode).toBe(0);
    expect(Object.keys(document)).toEqual(['ok', 'orders']);
    expect(document.orders).toHaveLength(1);
    expect(CanonicalOrder.parse(document.orders[0])).toMatchObject({ channel: 'shopify', channel_account: 'outlet' });
  });

  it('reads standard input', async () => {
    const fromFile = await normalize('', 'shopify', fixture);
    expect(await normalize(readFileSync(fixture), 'shopify', '-')).toEqual(fromFile);
  });

  it.each([
    ['no JSON', 'shopify', '{"id":'],
    ['nothing', 'shopify', ''],
    ['binary junk', 'shopify', Uint8Array.from({ length: 2_000 }, (_, index) => (index * 7919) % 256)],
    ['something that is no order', 'shopify', '{"product":{"id":1}}'],
    ['a channel that there is not', 'bazaar', '{}'],
    ['an account that cannot be', 'shopify', readFileSync(fixture), '--account', 'a b'],
  ])('refuses %s by name', async (_name, channel, payload, ...more) => {
    const { exitCode, document } = await normalize(payload, channel, '-', ...(more as readonly string[]));
    expect(exitCode).toBe(3);
    expect(document).toEqual({ ok: false, problems: expect.any(Array) });
    expect(document.problems.length).toBeGreaterThan(0);
    for (const problem of document.problems)
      expect(problem).toEqual({ field: expect.any(String), code: expect.stringMatching(/^[a-z-]+$/), message: expect.any(String) });
  });

  it.each([['/no/such/file.json'], ['/']])('refuses %s, which cannot be read', async (file) => {
    expect(await normalize('', 'shopify', file)).toMatchObject({
      exitCode: 3,
      document: { ok: false, problems: [{ field: 'file', code: 'file-unreadable' }] },
    });
  });

  it('asks for what is left out', async () => {
    expect(await createOms(nowhere)('normalize', 'shopify')).toMatchObject({ exitCode: 2, out: '' });
  });
});
