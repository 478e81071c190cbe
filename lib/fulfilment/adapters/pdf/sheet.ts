import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import type { Instant } from '../../../kernel/instant.ts';
import type { Paper } from '../../domain/printed.values.ts';
import { barsOf } from './code-128.ts';
import { fontFiles, fontPath } from './font-files.ts';
import { charactersOf, printable, stretchesOf } from './printable-text.ts';

/** Points, of which 72 are an inch. */
const margin = 40;
const footerHeight = 24;
const lineSpacing = 1.25;

type Weight = keyof typeof fontFiles;
export type Style = {
  /** Points. */
  readonly size: number;
  readonly weight?: Weight;
  readonly align?: 'left' | 'right';
};

type Column = { readonly x: number; readonly width: number };

/** What a page is drawn with. Lengths are points; the cursor `y` counts from the top of the page. */
export type Sheet = {
  readonly left: number;
  readonly right: number;
  readonly y: () => number;
  readonly moveTo: (y: number) => void;
  /** Begins a new page unless so much is left of this one. @returns whether it did */
  readonly ensure: (height: number) => boolean;
  /** Draws lines of text at the cursor, which stays where it is. @returns their height */
  readonly text: (text: string, column: Column, style: Style) => number;
  /** Height that the text would take. */
  readonly heightOf: (text: string, column: Column, style: Style) => number;
  readonly rule: (column?: Column) => void;
  /** An empty box to tick. */
  readonly box: (x: number, size: number) => void;
  /** Code 128 at the cursor. @returns its width, 0 when the text cannot be held or would be too fine to be read */
  readonly barcode: (text: string, column: Column, height: number) => number;
  /** Numbers the pages and closes the document. */
  readonly finish: () => Promise<Uint8Array>;
};

// A scanner held in the hand reads bars of 0.25 mm without aiming; below 0.17 mm it depends on printer and luck.
const modulePoints = { wanted: 0.75, fewest: 0.48 } as const;
const quietModules = 10;

const pageSizes = { a4: 'A4', letter: 'LETTER' } as const;

/** The part of pdfkit's font that it shows to nobody: whether there is a picture of a character. */
type OpenedFont = { readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } } };

type Document = InstanceType<typeof PDFDocument>;

const openDocument = (title: string, paper: Paper, printedAt: Instant): Document => {
  const document = new PDFDocument({
    size: pageSizes[paper],
    margin,
    bufferPages: true,
    // Every font is embedded: the built-in ones know Latin only. An empty name keeps pdfkit from looking for them.
    font: '',
    // Neither the moment nor the program's version may make two prints of the same content differ.
    info: { Title: title, Producer: 'Waybill', Creator: 'Waybill', CreationDate: new Date(printedAt) },
  });
  for (const weight of ['regular', 'bold'] as const) document.registerFont(weight, readFileSync(fontPath(fontFiles[weight])));
  return document;
};

const bytesOf = (document: Document): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.once('error', reject);
    document.once('end', () => resolve(Buffer.concat(chunks)));
    document.end();
  });

/** Measures, breaks and draws text. */
const createTypesetter = (document: Document) => {
  const use = ({ size, weight = 'regular' }: Style): Document => document.font(weight).fontSize(size);
  // Both weights have pictures of the same scripts; the plain one has them all.
  const { font } = (document.font('regular') as unknown as OpenedFont)._font;
  const hasGlyph = (codePoint: number): boolean => font.hasGlyphForCodePoint(codePoint);
  const hasBoldGlyph = (() => {
    const bold = (document.font('bold') as unknown as OpenedFont)._font.font;
    return (codePoint: number): boolean => bold.hasGlyphForCodePoint(codePoint);
  })();
  const clean = (text: string, { weight }: Style): string => printable(text, weight === 'bold' ? hasBoldGlyph : hasGlyph);

  /** What does not fit into a line by itself is broken wherever it has to be. */
  const brokenWord = (word: string, width: number): readonly string[] => {
    const parts: string[] = [];
    let part = '';
    for (const character of charactersOf(word)) {
      if (part !== '' && document.widthOfString(part + character) > width) {
        parts.push(part);
        part = '';
      }
      part += character;
    }
    return [...parts, part];
  };

  const linesOf = (text: string, { width }: Column, style: Style): readonly string[] => {
    const whole = clean(text, style);
    use(style);
    const lines: string[] = [];
    let line = '';
    for (const word of whole.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (document.widthOfString(longer) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      const parts = brokenWord(word, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? '';
    }
    return [...lines, line];
  };

  /** Each stretch by itself: the font arranges the letters of one direction and knows nothing of the other. */
  const drawLine = (line: string, { x, width }: Column, y: number, style: Style): void => {
    use(style);
    const stretches = stretchesOf(line).map(({ text, rightToLeft }) => {
      // Naming features, even none, makes pdfkit arrange a stretch as a whole instead of word by word.
      const options = rightToLeft ? { features: [] } : {};
      return { text, options, width: document.widthOfString(text, options) };
    });
    const total = stretches.reduce((sum, stretch) => sum + stretch.width, 0);
    let at = style.align === 'right' ? x + width - total : x;
    for (const stretch of stretches) {
      document.text(stretch.text, at, y, { ...stretch.options, lineBreak: false });
      at += stretch.width;
    }
  };

  return { linesOf, drawLine };
};

/** Opens a document of one sheet, to which more are added as they are needed. */
export const openSheet = (options: {
  readonly title: string;
  readonly paper: Paper;
  readonly printedAt: Instant;
  readonly footer: string;
}): Sheet => {
  const document = openDocument(options.title, options.paper, options.printedAt);
  const { linesOf, drawLine } = createTypesetter(document);
  const left = margin;
  const right = document.page.width - margin;
  const bottom = document.page.height - margin - footerHeight;
  let y = margin;

  const barcode: Sheet['barcode'] = (text, { x, width }, height) => {
    const symbol = barsOf(text);
    if (!symbol) return 0;
    const modules = symbol.modules + 2 * quietModules;
    const module = Math.min(modulePoints.wanted, width / modules);
    if (module < modulePoints.fewest) return 0;
    const start = x + quietModules * module;
    for (const bar of symbol.bars) document.rect(start + bar.at * module, y, bar.width * module, height);
    document.fill('black');
    return modules * module;
  };

  const finish = (): Promise<Uint8Array> => {
    const { count } = document.bufferedPageRange();
    const column = { x: left, width: right - left };
    for (let page = 0; page < count; page += 1) {
      document.switchToPage(page);
      const top = document.page.height - margin - footerHeight / 2;
      drawLine(linesOf(options.footer, column, { size: 8 })[0] ?? '', column, top, { size: 8 });
      drawLine(`Page ${page + 1} of ${count}`, column, top, { size: 8, align: 'right' });
    }
    return bytesOf(document);
  };

  return {
    left,
    right,
    y: () => y,
    moveTo: (next) => {
      y = next;
    },
    ensure: (height) => {
      if (y + height <= bottom || y === margin) return false;
      document.addPage();
      y = margin;
      return true;
    },
    text: (text, column, style) => {
      const lines = linesOf(text, column, style);
      for (const [index, line] of lines.entries()) drawLine(line, column, y + index * style.size * lineSpacing, style);
      return lines.length * style.size * lineSpacing;
    },
    heightOf: (text, column, style) => linesOf(text, column, style).length * style.size * lineSpacing,
    rule: (column = { x: left, width: right - left }) => {
      document
        .moveTo(column.x, y)
        .lineTo(column.x + column.width, y)
        .lineWidth(0.5)
        .stroke('black');
    },
    box: (x, size) => {
      document.rect(x, y, size, size).lineWidth(0.75).stroke('black');
    },
    barcode,
    finish,
  };
};
