import { inflateSync } from 'node:zlib';

/** Text as it was drawn, in one piece; lengths are points from the top left corner of the page. */
export type DrawnText = { readonly x: number; readonly y: number; readonly text: string };
export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type ReadPage = {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly DrawnText[];
  readonly rectangles: readonly Rectangle[];
};

type Part = { readonly dictionary: string; readonly stream: string };

/** Objects of a file that pdfkit has written: not of every PDF that there is. */
const partsOf = (file: string): ReadonlyMap<string, Part> =>
  new Map(
    [...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']): [string, Part] => {
      const [dictionary = '', raw] = body.split(/\nstream\n/);
      const bytes = Buffer.from((raw ?? '').replace(/\nendstream$/, ''), 'latin1');
      return [
        id,
        { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1') },
      ];
    }),
  );

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

/** Text behind each glyph of a font. */
const glyphTexts = (cmap: string): readonly string[] =>
  [...cmap.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) => utf16(hex)),
  );

const reference = ({ dictionary }: Part, name: string): string => new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? '';

const number = '-?[\\d.]+';
const operators = new RegExp(
  `(?<rectangle>${number} ${number} ${number} ${number}) re|1 0 0 1 (?<place>${number} ${number}) Tm|/(?<font>F\\d+) ${number} Tf|\\[(?<glyphs>[^\\]]*)\\] TJ`,
  'g',
);

const readPage = (page: Part, parts: ReadonlyMap<string, Part>): ReadPage => {
  const part = (id: string): Part => {
    const found = parts.get(id);
    if (!found) throw new Error(`The file has no object ${id}`);
    return found;
  };
  const [, , width = 0, height = 0] = /\/MediaBox \[([^\]]*)\]/.exec(page.dictionary)?.[1]?.split(' ').map(Number) ?? [];
  const resources = part(reference(page, 'Resources'));
  const fonts = new Map(
    [...resources.dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
      name,
      glyphTexts(part(reference(part(id), 'ToUnicode')).stream),
    ]),
  );
  const [texts, rectangles]: [DrawnText[], Rectangle[]] = [[], []];
  let [x, y, font] = [0, 0, ''];
  for (const { groups = {} } of part(reference(page, 'Contents')).stream.matchAll(operators)) {
    if (groups['rectangle'] !== undefined) {
      const [left = 0, top = 0, wide = 0, high = 0] = groups['rectangle'].split(' ').map(Number);
      rectangles.push({ x: left, y: top, width: wide, height: high });
    } else if (groups['place'] !== undefined) [x = 0, y = 0] = groups['place'].split(' ').map(Number);
    else if (groups['font'] !== undefined) font = groups['font'];
    else {
      const ids = [...(groups['glyphs'] ?? '').matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      const glyphs = fonts.get(font) ?? [];
      texts.push({ x, y: height - y, text: ids.map((id) => glyphs[Number.parseInt(id, 16)] ?? '').join('') });
    }
  }
  return { width, height, texts, rectangles };
};

/** Pages of a PDF that pdfkit has written, in order. */
export const readPdf = (bytes: Uint8Array): readonly ReadPage[] => {
  const file = Buffer.from(bytes).toString('latin1');
  const parts = partsOf(file);
  return [...parts.values()].filter(({ dictionary }) => /\/Type \/Page\n/.test(dictionary)).map((page) => readPage(page, parts));
};

/** Everything that is written on the pages, a piece of text a line. */
export const textOf = (pages: readonly ReadPage[]): string => pages.flatMap(({ texts }) => texts.map(({ text }) => text)).join('\n');
