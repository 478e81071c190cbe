// How AWS rounds: an item of 1,025 bytes costs as much to write as one of 2 KB, a message of 65 KB as much as two.

const bytesPerWriteUnit = 1_024;
const bytesPerReadUnit = 4_096;
const bytesPerChunk = 65_536;

const containerBytes = 3;
const elementBytes = 1;
const flagBytes = 1;

const encoder = new TextEncoder();
const textBytes = (text: string): number => encoder.encode(text).length;

/** One byte for two significant digits, one for the exponent, one more for a sign. */
const numberBytes = (value: number): number => {
  const digits = value.toExponential().replace(/e.*$/, '').replace(/[-.]/g, '');
  return Math.ceil(digits.length / 2) + 1 + (value < 0 ? 1 : 0);
};

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value === 'number') return numberBytes(value);
  if (value === null || typeof value === 'boolean') return flagBytes;
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + elementBytes + valueBytes(element), containerBytes);
  return attributesBytes(value as Readonly<Record<string, unknown>>, elementBytes) + containerBytes;
};

const attributesBytes = (attributes: Readonly<Record<string, unknown>>, overhead: number): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) => (value === undefined ? sum : sum + textBytes(name) + valueBytes(value) + overhead),
    0,
  );

/**
 * Size of an item as DynamoDB counts it for request units: the UTF-8 bytes of names and values, and what lists and maps
 * cost by themselves. Storage adds `storageOverheadBytes` for each item.
 */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number => attributesBytes(item, 0);

/** What DynamoDB bills for the storage of an item beside its size. */
export const storageOverheadBytes = 100;

/** Write request units of one item; in a transaction each counts twice. A deletion of nothing counts as 1 KB. */
export const writeUnits = (bytes: number, { transactional }: { readonly transactional: boolean }): number =>
  Math.max(1, Math.ceil(bytes / bytesPerWriteUnit)) * (transactional ? 2 : 1);

/** Read request units of one strongly consistent read, or of all that one query returns together. */
export const readUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / bytesPerReadUnit));

const bytesPerDelivery = 5 * 1024;

/** What Firehose bills for one record: its bytes, up to the next 5 KB. */
export const deliveryBytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / bytesPerDelivery)) * bytesPerDelivery;

/** Chunks of 64 KB that SQS and EventBridge bill for one payload. */
export const chunksOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / bytesPerChunk));
