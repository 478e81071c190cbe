import bidiFactory, { type Bidi } from 'bidi-js';

// The package gives the factory itself, whatever its types say of a default export inside it.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** Stands where the fonts have no picture of a character. */
export const placeholder = '\uFFFD';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What people see as single characters, such as a letter with its accents. */
export const charactersOf = (text: string): readonly string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

// Joiners, direction marks and variation selectors have no picture of their own.
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu;

/**
 * Text in one line as the fonts can show it: composed, without control characters, and with a placeholder for every character
 * that no font has.
 */
export const printable = (text: string, hasGlyph: (codePoint: number) => boolean): string => {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const shown = (character: string): string => {
    const visible = character.replaceAll(invisible, '');
    return Array.from(visible).every((one) => hasGlyph(one.codePointAt(0) ?? 0)) ? visible : placeholder;
  };
  return charactersOf(clean).map(shown).join('');
};

/** A stretch of one direction. Its text is in the order of reading. */
export type Stretch = { readonly text: string; readonly rightToLeft: boolean };

const mirrored = (text: string): string => Array.from(text, (one) => bidi.getMirroredCharacter(one) ?? one).join('');

/** The stretches of a line from left to right, after the Unicode Bidirectional Algorithm. */
export const stretchesOf = (line: string): readonly Stretch[] => {
  const embedding = bidi.getEmbeddingLevels(line);
  const { levels } = embedding;
  if (levels.every((level) => level === 0)) return line === '' ? [] : [{ text: line, rightToLeft: false }];
  const stretches: { first: number; last: number; level: number }[] = [];
  for (const index of bidi.getReorderedIndices(line, embedding)) {
    const level = levels[index] ?? 0;
    const before = stretches.at(-1);
    // What stands side by side on paper and in the text, at one level, is one stretch.
    if (before?.level === level && index === before.last + 1) before.last = index;
    else if (before?.level === level && index === before.first - 1) before.first = index;
    else stretches.push({ first: index, last: index, level });
  }
  return stretches.map(({ first, last, level }) => {
    const text = line.slice(first, last + 1);
    const rightToLeft = level % 2 === 1;
    return { text: rightToLeft ? mirrored(text) : text, rightToLeft };
  });
};
