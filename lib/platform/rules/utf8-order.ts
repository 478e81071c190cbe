// Keys sort by their UTF-8 bytes, in DynamoDB and in SQLite. JavaScript's own `<` compares UTF-16 units, which puts
// characters beyond U+FFFF before some of those below.

/** Order of two texts by their UTF-8 bytes: negative, zero or positive. */
export const compareUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

const highestCodePoint = 0x10ffff;
const lastBeforeSurrogates = 0xd7ff;
const firstAfterSurrogates = 0xe000;

/** The least text above every text that begins with `prefix`, or undefined when there is none. */
export const afterPrefix = (prefix: string): string | undefined => {
  const codePoints = Array.from(prefix, (character) => character.codePointAt(0) as number);
  for (let last = codePoints.pop(); last !== undefined; last = codePoints.pop()) {
    if (last === highestCodePoint) continue;
    const next = last === lastBeforeSurrogates ? firstAfterSurrogates : last + 1;
    return String.fromCodePoint(...codePoints, next);
  }
  return undefined;
};
