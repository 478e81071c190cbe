import { err, ok, type Result } from '../../kernel/result.ts';
import type { Problem } from '../domain/canonical-order.ts';

/** Values by name in lower case, without the spaces and tabs that HTTP allows around them. */
export type WebhookHeaders = ReadonlyMap<string, string>;

/** Node and most servers refuse a request whose headers together are longer. */
const valueLengthMax = 16_384;

// A token of RFC 9110.
const namePattern = /^[\w!#$%&'*+.^`|~-]{1,200}$/;

const isSpace = (text: string, index: number): boolean => text[index] === ' ' || text[index] === '\t';

/** Without spaces and tabs around it, and with every other kind of white space, which would be part of the value. */
const trimmed = (text: string): string => {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return text.slice(start, end);
};

const malformed = (field: string, message: string): Problem => ({ field, code: 'header-malformed', message });

/** The one text of a member: a string, or a list of one as some servers hand headers over. */
const textOf = (value: unknown): string | undefined => {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof one === 'string' ? one : undefined;
};

const readValue = (name: string, value: unknown): Result<string, Problem> => {
  const text = textOf(value);
  if (text === undefined) return err(malformed(name, `${name} must be a string, or a list of one string`));
  if (text.length > valueLengthMax) return err(malformed(name, `${name} must have at most ${valueLengthMax} characters`));
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text) || !text.isWellFormed())
    return err(malformed(name, `${name} must be text without control characters`));
  return ok(trimmed(text));
};

/**
 * Reads the headers of a request from a JSON document: an object with a string, or a list of one string, for each name.
 * Names are the same in upper and lower case, so one that stands there twice is refused rather than chosen from.
 */
export const readWebhookHeaders = (document: unknown): Result<WebhookHeaders, readonly Problem[]> => {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return err([{ field: 'headers', code: 'not-an-object', message: 'The headers must be a JSON object of names and values' }]);
  const headers = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, [written, value]] of Object.entries(document).entries()) {
    if (!namePattern.test(written)) {
      problems.push(malformed('headers', `Member ${index + 1} of the headers has a name that no header can have`));
      continue;
    }
    const name = written.toLowerCase();
    const read = readValue(name, value);
    if (headers.has(name)) problems.push({ field: name, code: 'header-repeated', message: `${name} must stand there once` });
    else if (read.ok) headers.set(name, read.value);
    else problems.push(read.error);
  }
  return problems.length > 0 ? err(problems) : ok(headers);
};
