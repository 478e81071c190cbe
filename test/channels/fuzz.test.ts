import { describe, expect, it } from 'vitest';
import { type Verified, verifyWebhook } from '../../lib/channels/verify/verify-webhook.ts';
import { forgeryTargets } from '../../scripts/fuzz/forgeries.ts';
import { allTargets, describeInput, fuzz } from '../../scripts/fuzz/run.ts';
import { judgeSound } from '../../scripts/fuzz/soundness.ts';
import type { Target } from '../../scripts/fuzz/target.ts';
import { expectSound } from './adapters/damaged-orders.ts';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('whatever strangers send', () => {
  it('is read without harm, and nothing is believed that was not signed: 20,000 inputs', { timeout: 120_000 }, () => {
    const findings = fuzz({
      seed: 20_261_122,
      indexes: upTo(20_000),
      judge: (result) => {
        judgeSound(result);
        expectSound(result);
      },
    });
    expect(findings.broken.map(({ index, target, what }) => `${index} ${target}: ${what}`)).toEqual([]);
    expect(findings.inputs).toBe(20_000);
    // Inputs of which none is taken would say nothing of what is done with those that are. Nothing is taken from Amazon here.
    const idle = Object.entries(findings.tally).filter(([, { taken, refused }]) => taken < 20 || refused < 20);
    expect(idle.map(([name]) => name)).toEqual(['receive amazon']);
  });
});

describe('the inputs', () => {
  it('are the same for the same seed and index, and others for others', () => {
    const made = (seed: number, index: number) => {
      const { target, inputBase64 } = describeInput(seed, index, '');
      return `${target} ${inputBase64}`;
    };
    const first = upTo(200).map((index) => made(1, index));
    expect(upTo(200).map((index) => made(1, index))).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(180);
    expect(upTo(200).filter((index) => made(2, index) === first[index])).toEqual([]);
  });
});

describe('what is broken', () => {
  /** Reads like the first of the targets, and breaks at times. */
  const planted = (breaks: (input: Uint8Array) => void): readonly Target[] =>
    allTargets.slice(0, 1).map((target) => ({
      name: target.name,
      draw: (chance) => {
        const { input } = target.draw(chance);
        return {
          input,
          run: () => {
            breaks(input);
            return 'taken';
          },
        };
      },
    }));

  it('is found and can be repeated, when a reader throws', () => {
    const targets = planted((input) => {
      if (input.includes(0xff)) throw new RangeError('no such byte');
    });
    const { broken } = fuzz({ seed: 1, indexes: upTo(2_000), targets, brokenMax: 3 });
    expect(broken).toHaveLength(3);
    for (const { index, what, inputBase64 } of broken) {
      expect(what).toBe('RangeError: no such byte');
      expect(Buffer.from(inputBase64, 'base64').includes(0xff)).toBe(true);
      expect(fuzz({ seed: 1, indexes: [index], targets }).broken).toMatchObject([{ index, what, inputBase64 }]);
    }
  });

  it('is found when an input changes the prototype of every object', () => {
    const everyPrototype = Object.getPrototypeOf({}) as object;
    const targets = planted(() => {
      Object.defineProperty(everyPrototype, 'polluted', { value: true, configurable: true });
    });
    try {
      expect(fuzz({ seed: 1, indexes: [0], targets }).broken).toMatchObject([{ what: expect.stringContaining('prototype') }]);
    } finally {
      Reflect.deleteProperty(everyPrototype, 'polluted');
    }
  });

  const loosely = (value: unknown): unknown => (typeof value === 'string' ? Buffer.from(value, 'base64').toString('base64') : value);

  const yes: Verified = { ok: true };
  it.each<[string, Parameters<typeof forgeryTargets>[0], RegExp]>([
    ['that believes everything', () => yes, /FORGED/],
    ['that believes nothing', () => ({ ok: false, problems: [{ field: 'a', code: 'no', message: 'no' }] }), /refused a genuine delivery/],
    ['that gives no reasons', (scheme, given) => (verifyWebhook(scheme, given).ok ? yes : { ok: false, problems: [] }), /without a reason/],
    [
      'that takes an old delivery',
      (scheme, given) => (verifyWebhook(scheme, { ...given, nowSeconds: 1_795_000_000 }).ok ? yes : verifyWebhook(scheme, given)),
      /FORGED/,
    ],
    [
      'that reads base64 as loosely as it comes',
      (scheme, given) => {
        const headers = Object.entries(given.headers as Record<string, unknown>).map(([name, value]) => [name, loosely(value)]);
        return verifyWebhook(scheme, { ...given, headers: Object.fromEntries(headers) }).ok ? yes : verifyWebhook(scheme, given);
      },
      /FORGED: (shopify|woocommerce|shiphero)/,
    ],
  ])('is found in a verifier %s', (_what, verify, expected) => {
    const { broken } = fuzz({ seed: 1, indexes: upTo(3_000), targets: forgeryTargets(verify), brokenMax: 1 });
    expect(broken[0]?.what ?? '').toMatch(expected);
  });
});
