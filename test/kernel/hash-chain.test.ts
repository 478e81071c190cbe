import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32FromHex, findChainBreak, genesisHash, hashRecord, stableId } from '../../lib/kernel/hash-chain.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

type Entry = { readonly prev_hash: string; readonly version: number; readonly payload: string };

const chainOf = (payloads: readonly string[]): Entry[] => {
  const entries: Entry[] = [];
  let previous = genesisHash;
  for (const [index, payload] of payloads.entries()) {
    const entry = { prev_hash: previous, version: index + 1, payload };
    entries.push(entry);
    previous = hashRecord(sha256, entry);
  }
  return entries;
};

const payloads = fc.array(fc.string(), { minLength: 2, maxLength: 20 });

describe('the hash chain', () => {
  it('is whole as written, also when empty', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (texts) => {
        expect(findChainBreak(sha256, chainOf(texts))).toBeUndefined();
      }),
    );
  });

  it('hashes the canonical form, so the order of fields does not matter', () => {
    expect(hashRecord(sha256, { prev_hash: genesisHash, version: 1 } as Entry)).toBe(sha256(`{"prev_hash":"${genesisHash}","version":1}`));
    expect(hashRecord(sha256, { version: 1, prev_hash: genesisHash } as Entry)).toBe(
      hashRecord(sha256, { prev_hash: genesisHash, version: 1 } as Entry),
    );
  });

  it('shows a changed record at its successor', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (texts, pick) => {
        const chain = chainOf(texts);
        const index = pick % (chain.length - 1);
        chain[index] = { ...chain[index]!, payload: `${chain[index]!.payload}!` };
        const broken = findChainBreak(sha256, chain);
        expect(broken?.index).toBe(index + 1);
        expect(broken?.found).toBe(chain[index + 1]!.prev_hash);
        expect(broken?.expected).toBe(hashRecord(sha256, chain[index]));
      }),
    );
  });

  it('shows a removed record, and two that changed places', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (texts, pick) => {
        const chain = chainOf(texts);
        const index = pick % (chain.length - 1);
        expect(findChainBreak(sha256, chain.toSpliced(index, 1))?.index).toBe(index);
        const swapped = chain.with(index, chain[index + 1]!).with(index + 1, chain[index]!);
        expect(findChainBreak(sha256, swapped)?.index).toBe(index);
      }),
    );
  });

  it('shows a change of the last record in its hash, which whoever keeps the head compares', () => {
    const chain = chainOf(['created', 'confirmed']);
    const head = hashRecord(sha256, chain[1]!);
    const forged = { ...chain[1]!, payload: 'cancelled' };
    expect(findChainBreak(sha256, [chain[0]!, forged])).toBeUndefined();
    expect(hashRecord(sha256, forged)).not.toBe(head);
  });

  it('can be checked from the middle, given the hash before', () => {
    const chain = chainOf(['a', 'b', 'c', 'd']);
    expect(findChainBreak(sha256, chain.slice(2), hashRecord(sha256, chain[1]!))).toBeUndefined();
    expect(findChainBreak(sha256, chain.slice(2))?.index).toBe(0);
  });
});

describe('base32FromHex', () => {
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('writes %j as RFC 4648, section 10, in lower case and without padding', (text, expected) => {
    expect(base32FromHex(hex(text))).toBe(expected);
  });

  it('tells every two byte strings of one length apart, in 26 characters for 16 bytes', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((array) => Buffer.from(array).toString('hex'));
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(base32FromHex(left) === base32FromHex(right)).toBe(left === right);
        expect(base32FromHex(left)).toMatch(/^[a-z2-7]{26}$/);
      }),
    );
  });
});

describe('stableId', () => {
  it('is the same for the same parts, now and in every later version', () => {
    expect(stableId(sha256, 'main', 'shopify', 'main', '820982911946154508')).toBe('rvw5lksg5apbyn2iq5qnkzxtrw');
  });

  it('cannot be confused by where one part ends', () => {
    expect(stableId(sha256, 'ab', 'c')).not.toBe(stableId(sha256, 'a', 'bc'));
    expect(stableId(sha256, 'a', '')).not.toBe(stableId(sha256, 'a'));
    expect(stableId(sha256, 'a","b')).not.toBe(stableId(sha256, 'a', 'b'));
  });

  it('tells the shops that own an order of the same number apart', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), {
          selector: (parts) => JSON.stringify(parts),
          maxLength: 30,
        }),
        (identities) => {
          const ids = identities.map((parts) => stableId(sha256, ...parts));
          expect(new Set(ids).size).toBe(identities.length);
          for (const id of ids) expect(id).toMatch(/^[a-z2-7]{26}$/);
        },
      ),
    );
  });
});
