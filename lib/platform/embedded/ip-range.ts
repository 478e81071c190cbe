import { isIPv4, isIPv6 } from 'node:net';

/** Addresses from `first` to `last`, both included, of one family. */
export type IpRange = { readonly bits: 32 | 128; readonly first: bigint; readonly last: bigint };

export type IpAddress = { readonly bits: 32 | 128; readonly value: bigint };

const fromGroups = (groups: readonly string[], base: 10 | 16, bitsEach: number): bigint =>
  groups.reduce((sum, group) => (sum << BigInt(bitsEach)) | BigInt(Number.parseInt(group, base)), 0n);

/** Reads an IPv4 or IPv6 address; undefined for anything else, also for zones and dotted IPv6. */
export const parseIp = (text: string): IpAddress | undefined => {
  if (isIPv4(text)) return { bits: 32, value: fromGroups(text.split('.'), 10, 8) };
  if (!isIPv6(text) || /[.%]/.test(text)) return undefined;
  const [before = '', after] = text.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const missing = after === undefined ? 0 : 8 - head.length - tail.length;
  return { bits: 128, value: fromGroups([...head, ...Array.from({ length: missing }, () => '0'), ...tail], 16, 16) };
};

/**
 * Reads a block such as `10.0.0.0/24`. As with EventBridge the block begins at the address given, not at the network's
 * first, and the mask must leave at least one bit.
 * @returns undefined when it is not such a block
 */
export const parseCidr = (text: string): IpRange | undefined => {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const address = match?.[1] === undefined ? undefined : parseIp(match[1]);
  const maskBits = Number(match?.[2]);
  if (address === undefined || maskBits >= address.bits) return undefined;
  const hostMask = (1n << BigInt(address.bits - maskBits)) - 1n;
  return { bits: address.bits, first: address.value, last: address.value | hostMask };
};

export const isWithin = (range: IpRange, address: IpAddress): boolean =>
  address.bits === range.bits && address.value >= range.first && address.value <= range.last;
