import type { Item, Key } from './ports.ts';

/** A stream record that its reader could not handle, as it stands among the dead letters. */
export type SetAsideRecord = {
  readonly sequence: string;
  readonly kind: 'insert' | 'modify' | 'remove';
  readonly key: Key;
  readonly newImage?: Item | undefined;
};

/** A message takes 256 KB, a record of a table 400 KB and more with its old image; what surrounds it takes little. */
const imageBytesMax = 200 * 1024;

/** The dead letter of a record: with its payload, unless that is too large for a message; then the table still has it. */
export const setAsideLetter = (stream: string, { sequence, kind, key, newImage }: SetAsideRecord): string => {
  const record = { sequence, kind, key: { PK: key.PK, SK: key.SK } };
  const whole = JSON.stringify({ stream, record: { ...record, newImage } });
  return Buffer.byteLength(whole) <= imageBytesMax ? whole : JSON.stringify({ stream, record });
};
