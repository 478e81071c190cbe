import { fromEpochMs, type Instant, parseInstant } from '../../../kernel/instant.ts';
import { scalarText } from '../reading/json.ts';

const epochMsPattern = /^\d{11,14}$/;
const epochSecondsPattern = /^\d{9,10}$/;

/**
 * A moment as Walmart writes it: milliseconds since 1970 (US and global API, `orderDate: 1568466571000`), sometimes as text,
 * or RFC 3339 with a zone (Canada and the older API of Mexico). Text without a zone is not read: Walmart documents none.
 */
export const readMoment = (value: unknown): Instant | undefined => {
  const text = scalarText(value);
  if (text === null) return undefined;
  if (epochMsPattern.test(text)) return fromEpochMs(Number(text));
  if (epochSecondsPattern.test(text)) return fromEpochMs(Number(text) * 1_000);
  return parseInstant(text);
};
