// Damage to the bytes of a payload, as broken senders, proxies and attackers do it. Nothing here knows what a payload means.
import type { Chance } from './chance.ts';

type Damage = (bytes: Buffer, chance: Chance, others: readonly Buffer[]) => Buffer;

/** Longer than any payload that is made here from a seed by one step, and short enough to make many of. */
const bytesMax = 300_000;

const numbers = [
  '1e999',
  '-1e999',
  '9'.repeat(400),
  '9007199254740993',
  '-0',
  '1E-400',
  '0x10',
  'NaN',
  '-',
  '1.',
  '99999999999999999999.99',
];
const values = ['null', 'true', '{}', '[]', '""', '\\u0000', '\\ud800', '\\udc00\\ud800', '2026-13-45T99:99:99Z', '٣'];
const marks = ['"', '\\', '\n', '\t', ',', ':', '{', '}', '[', ']', '\ufeff', '\u0000', '\u202e', '\u2028', '\r\n\r\n'];
const members = ['"__proto__":{"polluted":true},', '"constructor":{"prototype":{"polluted":true}},', '"id":1,"id":2,'];
const otherFormats = ['payload=%7B%22id%22%3A1%7D&', '<MessagesWithError>'];
const tokens: readonly Buffer[] = [...numbers, ...values, ...marks, ...members, ...otherFormats].map((text) => Buffer.from(text, 'utf8'));

// No character in UTF-8: a byte that never occurs, a lone continuation, an overlong form, half a surrogate pair, a cut sequence.
const invalidUtf8: readonly Buffer[] = [[0xff], [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98]].map((bytes) =>
  Buffer.from(bytes),
);

const insertedAt = (bytes: Buffer, at: number, more: Buffer): Buffer => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);

const range = (bytes: Buffer, chance: Chance): readonly [start: number, end: number] => {
  const start = chance.below(bytes.length + 1);
  // Mostly short, so that what is left can still be read.
  const length = chance.happens(0.8) ? chance.below(20) : chance.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + length)];
};

const flipBits: Damage = (bytes, chance) => {
  const changed = Buffer.from(bytes);
  const flips = 1 + chance.below(8);
  for (let flip = 0; flip < flips && changed.length > 0; flip += 1) {
    const at = chance.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << chance.below(8));
  }
  return changed;
};

const truncate: Damage = (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1));

const cut: Damage = (bytes, chance) => {
  const [start, end] = range(bytes, chance);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
};

const repeat: Damage = (bytes, chance) => {
  const [start, end] = range(bytes, chance);
  const times = chance.happens(0.05) ? 200 : 1 + chance.below(3);
  const part = bytes.subarray(start, end);
  return insertedAt(bytes, end, Buffer.concat(Array.from({ length: times }, () => part)));
};

const splice: Damage = (bytes, chance, others) => {
  const other = chance.pick(others);
  return Buffer.concat([bytes.subarray(0, chance.below(bytes.length + 1)), other.subarray(chance.below(other.length + 1))]);
};

const insertToken: Damage = (bytes, chance) => insertedAt(bytes, chance.below(bytes.length + 1), chance.pick(tokens));

const breakUtf8: Damage = (bytes, chance) => insertedAt(bytes, chance.below(bytes.length + 1), chance.pick(invalidUtf8));

const anyDigit = /\d/;

/** Another number in the place of one: the changes that a check of sums has to notice. */
const changeNumber: Damage = (bytes, chance) => {
  const text = bytes.toString('latin1');
  const from = chance.below(text.length + 1);
  const found = anyDigit.exec(text.slice(from, from + 2_000));
  if (found === null) return bytes;
  const at = from + found.index;
  return insertedAt(
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    at,
    Buffer.from(chance.pick(['0', '1', '5', '9', '-1', '1e5', '.5', '00', '9'.repeat(30)])),
  );
};

/** A well-formed document that is nested deeper than a careless reader can follow. */
const nest: Damage = (bytes, chance) => {
  const colon = bytes.indexOf(':', chance.below(bytes.length + 1));
  const depth = chance.pick([10, 101, 1_000, 5_000, 20_000]);
  const [open, close] = chance.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const);
  const deep = Buffer.from(`${open.repeat(depth)}0${close.repeat(depth)}`);
  if (colon < 0) return deep;
  // The value that stood there gets another name.
  return insertedAt(bytes, colon + 1, Buffer.concat([deep, Buffer.from(',"displaced":')]));
};

const asForm: Damage = (bytes, chance) =>
  Buffer.from(`${chance.pick(['payload', 'data', 'body', ''])}=${encodeURIComponent(bytes.toString('utf8').toWellFormed())}`);

const asUtf16: Damage = (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le');

const asText: Damage = (bytes) => Buffer.from(JSON.stringify(bytes.toString('utf8')));

const frequent: readonly Damage[] = [flipBits, cut, repeat, splice, insertToken, changeNumber, changeNumber, breakUtf8];
const rare: readonly Damage[] = [truncate, nest, asForm, asUtf16, asText];

/** The bytes after one to four steps of damage. @param others payloads whose parts get in between */
export const damagedBytes = (bytes: Buffer, chance: Chance, others: readonly Buffer[]): Buffer => {
  let damaged = bytes;
  const steps = 1 + chance.below(4);
  for (let step = 0; step < steps; step += 1) {
    const damage = chance.pick(chance.happens(0.92) ? frequent : rare);
    const next = damage(damaged, chance, others);
    if (next.length <= bytesMax) damaged = next;
  }
  return damaged;
};
