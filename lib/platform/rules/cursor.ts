import { InvalidCursorError } from '../ports.ts';

/** Opaque text for the place after which a listing goes on. */
export const encodeCursor = (place: readonly string[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * Reads a cursor back.
 * @param parts how many texts the place has
 * @throws InvalidCursorError
 */
export const decodeCursor = (cursor: string, parts: number): readonly string[] => {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError('The cursor cannot be read');
  }
  const valid = Array.isArray(place) && place.length === parts && place.every((part) => typeof part === 'string');
  if (!valid) throw new InvalidCursorError('The cursor cannot be read');
  return place as readonly string[];
};
