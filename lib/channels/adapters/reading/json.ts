import type { Problem } from '../../domain/canonical-order.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const integerPattern = /^-?\d+$/;

type ReviveWithSource = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

// Channels' ids pass 2^53, where a number has already lost its last digits. The text of such an integer is kept instead.
const keepLargeIntegers: ReviveWithSource = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && integerPattern.test(source) ? source : value;

/** Parses JSON so that integers beyond 2^53 stay exact, as text. */
export const parseExactJson = (text: string): Result<unknown, Problem> => {
  const json = text.replace(/^\uFEFF/, '');
  try {
    // Reviving takes several times as long as parsing, and most payloads hold no number of 16 digits.
    if (!/\d{16}/.test(json)) return ok(JSON.parse(json));
    // The type library does not know the third parameter, which engines give to revivers.
    return ok(JSON.parse(json, keepLargeIntegers as (key: string, value: unknown) => unknown));
  } catch {
    // Also a document nested so deeply that the parser's own stack ends.
    return err({ field: '', code: 'not-json', message: 'The input is not a JSON document' });
  }
};

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a key; an empty one when there is none, so that absent parts read as absent fields. */
export const objectAt = (parent: JsonObject, key: string): JsonObject => {
  const value = parent[key];
  return isObject(value) ? value : {};
};

/** Objects of the list at a key, each with its place in it; entries of another kind are left out. */
export const listAt = (parent: JsonObject, key: string): readonly { readonly value: JsonObject; readonly index: number }[] => {
  const list = parent[key];
  if (!Array.isArray(list)) return [];
  return list
    .map((value: unknown, index) => ({ value, index }))
    .filter((entry): entry is { value: JsonObject; index: number } => isObject(entry.value));
};

/** Trimmed text of a string or a number; null for anything else and for blank text. */
export const textAt = (parent: JsonObject, key: string): string | null => scalarText(parent[key]);

export const scalarText = (value: unknown): string | null => {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
};

/** First of several texts that is there. */
export const firstText = (...values: readonly (string | null)[]): string | null => values.find((value) => value !== null) ?? null;

/** The document of a payload: text and bytes are parsed exactly, a value parsed elsewhere is taken as it is. */
export const parsePayload = (payload: unknown): Result<unknown, Problem> => {
  if (typeof payload === 'string') return parseExactJson(payload);
  return payload instanceof Uint8Array ? parseExactJson(new TextDecoder().decode(payload)) : ok(payload);
};
