import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of UTF-8 text as lower-case hex. Injected, so that the kernel imports nothing. */
export type Sha256Hex = (text: string) => string;

/** `prev_hash` of the first event of a stream. */
export const genesisHash = '0'.repeat(64);

/** Hash of one record; the record holds its predecessor's hash, which is what makes the chain. */
export const hashRecord = (sha256: Sha256Hex, record: { readonly prev_hash: string }): string => sha256(canonicalJson(record));

export type ChainBreak = { readonly index: number; readonly expected: string; readonly found: string };

/** First place where a record does not name its predecessor's hash, or undefined when the chain is whole. */
export const findChainBreak = (
  sha256: Sha256Hex,
  records: readonly { readonly prev_hash: string }[],
  start: string = genesisHash,
): ChainBreak | undefined => {
  let expected = start;
  for (const [index, record] of records.entries()) {
    if (record.prev_hash !== expected) return { index, expected, found: record.prev_hash };
    expected = hashRecord(sha256, record);
  }
  return undefined;
};

const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case RFC 4648 base32 without padding, of bytes given as hex. */
export const base32FromHex = (hex: string): string => {
  let bits = 0;
  let buffered = 0;
  let out = '';
  for (let index = 0; index < hex.length; index += 2) {
    buffered = (buffered << 8) | Number.parseInt(hex.slice(index, index + 2), 16);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += base32Alphabet[(buffered >>> bits) & 31];
      buffered &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? out + base32Alphabet[(buffered << (5 - bits)) & 31] : out;
};

/** Stable id of 26 base32 characters (130 bits) from the parts that identify a thing. */
export const stableId = (sha256: Sha256Hex, ...parts: readonly string[]): string =>
  base32FromHex(sha256(canonicalJson(parts))).slice(0, 26);
