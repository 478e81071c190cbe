// An item remembers the ids it has lately dealt with, so that a repeat is recognised after the fact. Every commit carries
// this memory, so it is kept as one string of fixed-width fingerprints: 6 characters of the id and 2 of the content.
// Two ids share a fingerprint once in 2^36 pairs; the content characters turn nearly all such accidents into a refusal
// with a name instead of a silent "already done".

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const idWidth = 6;
const contentWidth = 2;
const entryWidth = idWidth + contentWidth;

/**
 * How many ids an item remembers: those of its last sixteen sales, which are two each, or of as many changes of other kinds.
 * It is for what comes again within moments. A sale that comes later than that finds no reservation and is refused, and
 * documents have a memory of their own (`stock-documents.ts`). More would push every commit of an article over a kilobyte.
 */
export const recentIdsMax = 32;

/** Two 32-bit multiply-and-mix hashes (constants of MurmurHash3's finaliser) over the UTF-16 code units. */
const mix = (text: string): { readonly high: number; readonly low: number } => {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
    low = Math.imul(low ^ unit, 0xc2b2ae35);
    low ^= low >>> 16;
  }
  high = Math.imul(high ^ (low >>> 15), 0xc2b2ae35);
  low = Math.imul(low ^ (high >>> 13), 0x85ebca6b);
  return { high: (high ^ (high >>> 16)) >>> 0, low: (low ^ (low >>> 16)) >>> 0 };
};

const digits = (text: string, width: number): string => {
  const { high, low } = mix(text);
  let out = '';
  for (let index = 0; index < width; index += 1) {
    // Five digits fit into 32 bits; the rest come from the other half.
    const word = index < 5 ? low >>> (6 * index) : high >>> (6 * (index - 5));
    out += alphabet[word & 63];
  }
  return out;
};

/** Puts an id at the front of the memory and lets the oldest fall out of the back. */
export const remember = (recent: string, id: string, content: string): string =>
  (digits(id, idWidth) + digits(content, contentWidth) + recent).slice(0, recentIdsMax * entryWidth);

/** Whether an id is remembered, and if so with the same content. */
export const recall = (recent: string, id: string, content: string): 'unknown' | 'same' | 'other' => {
  const wanted = digits(id, idWidth);
  for (let start = 0; start < recent.length; start += entryWidth) {
    if (!recent.startsWith(wanted, start)) continue;
    return recent.startsWith(digits(content, contentWidth), start + idWidth) ? 'same' : 'other';
  }
  return 'unknown';
};

/** One of so many places, from 0, that an id always stands for. @param places 1 or more */
export const slotOf = (id: string, places: number): number => mix(id).low % places;
