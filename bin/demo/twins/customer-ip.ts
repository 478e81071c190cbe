/**
 * An invented address for a customer of a twin: the same for the same customer, and for most others one of another network.
 * 198.18.0.0/15 is kept free for tests (RFC 2544).
 * @param customer what tells customers apart
 */
export const customerIp = (customer: string): string => {
  let hash = 7;
  for (const letter of customer) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return `198.${18 + (hash % 2)}.${(hash >> 1) % 256}.${1 + (hash % 254)}`;
};
