const v4Pattern = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const hextetPattern = /^[0-9a-f]{1,4}$/;
const hextets = 8;
/** Providers hand a household a /48 to a /64 of IPv6; the wider one is what an address has in common with its neighbours. */
const siteHextets = 3;

// Addresses that mean another machine in every network, or none: they join orders that have nothing to do with each other.
const isPrivateV4 = (a: number, b: number): boolean =>
  a === 0 ||
  a === 10 ||
  a === 127 ||
  a >= 224 ||
  (a === 100 && b >= 64 && b < 128) ||
  (a === 169 && b === 254) ||
  (a === 172 && b >= 16 && b < 32) ||
  (a === 192 && b === 168);

const v4Network = (text: string): string | undefined => {
  const bytes = (v4Pattern.exec(text) ?? []).slice(1).map(Number);
  const [a, b, c] = bytes;
  if (a === undefined || b === undefined || c === undefined || bytes.some((byte) => byte > 255) || isPrivateV4(a, b)) return undefined;
  return `${a}.${b}.${c}.0/24`;
};

/** The eight parts of an IPv6 address; undefined when it is none. */
const expanded = (text: string): readonly string[] | undefined => {
  const halves = text.split('::');
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (head === undefined || halves.length > 2) return undefined;
  const given = [...head, ...(tail ?? [])];
  if (given.some((part) => !hextetPattern.test(part))) return undefined;
  if (tail === undefined) return given.length === hextets ? given : undefined;
  if (given.length >= hextets) return undefined;
  return [...head, ...Array.from({ length: hextets - given.length }, () => '0'), ...tail];
};

const v6Network = (text: string): string | undefined => {
  const mapped = /^::ffff:([\d.]+)$/.exec(text)?.[1];
  if (mapped !== undefined) return v4Network(mapped);
  const numbers = expanded(text)?.map((part) => Number.parseInt(part, 16));
  // 2000::/3 is all of IPv6 that is routed between networks.
  if (numbers === undefined || (numbers[0] ?? 0) >> 13 !== 1) return undefined;
  return `${numbers
    .slice(0, siteHextets)
    .map((number) => number.toString(16))
    .join(':')}::/48`;
};

/** Whether the text is an IPv4 or IPv6 address, of whichever network. */
export const isIpAddress = (text: string): boolean => {
  const bytes = v4Pattern.exec(text)?.slice(1).map(Number);
  if (bytes) return bytes.every((byte) => byte <= 255);
  const address = text.toLowerCase();
  const mapped = /^::ffff:([\d.]+)$/.exec(address)?.[1];
  return mapped === undefined ? expanded(address) !== undefined : isIpAddress(mapped);
};

/**
 * The network that an address belongs to: the /24 of an IPv4 address, the /48 of an IPv6 address. An address alone may
 * name a household; its network names a neighbourhood or an office.
 * @returns undefined for private and reserved addresses, and for what is no address
 */
export const networkOf = (address: string): string | undefined => {
  const text = address.trim().toLowerCase();
  return text.includes(':') ? v6Network(text) : v4Network(text);
};
