import type { ReadPage, Rectangle } from './pdf-reader.ts';

// Widths of bars and spaces of each value after ISO/IEC 15417, table 1; an account of its own, apart from the encoder's.
const patterns =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'.split(
    ' ',
  );
const stop = '2331112';
const [codeC, codeB, codeA, startA, startB, startC] = [99, 100, 101, 103, 104, 105];

const valuesOf = (widths: readonly number[]): readonly number[] => {
  const text = widths.join('');
  if (!text.endsWith(stop)) throw new Error(`no stop pattern: ${text}`);
  const symbols = text.slice(0, -stop.length).match(/.{6}/g) ?? [];
  return symbols.map((symbol) => {
    const value = patterns.indexOf(symbol);
    if (value === -1) throw new Error(`no symbol ${symbol}`);
    return value;
  });
};

const characters = (values: readonly number[]): string => {
  let [set = 0, text] = [values[0], ''];
  for (const value of values.slice(1)) {
    if (value === codeA && set !== startA) set = startA;
    else if (value === codeB && set !== startB) set = startB;
    else if (value === codeC && set !== startC) set = startC;
    else if (set === startC) text += String(value).padStart(2, '0');
    else text += String.fromCharCode(value + 32);
  }
  return text;
};

/** What a scanner reads from bars. @throws Error when they are no Code 128 */
export const readCode128 = (bars: readonly { readonly at: number; readonly width: number }[]): string => {
  const widths = bars.flatMap(({ at, width }, index) => {
    const next = bars[index + 1];
    return next ? [width, next.at - at - width] : [width];
  });
  const values = valuesOf(widths);
  const check = values.at(-1) ?? -1;
  const sum = values.slice(0, -1).reduce((total, value, index) => total + value * Math.max(1, index), 0);
  if (sum % 103 !== check) throw new Error('the check symbol is wrong');
  return characters(values.slice(0, -1));
};

const thinnest = (bars: readonly Rectangle[]): number => Math.min(...bars.map(({ width }) => width));

/** Texts of the barcodes on a page, from top to bottom. Squares are boxes to tick. */
export const barcodesOf = ({ rectangles }: ReadPage): readonly string[] =>
  [
    ...Map.groupBy(
      rectangles.filter(({ width, height }) => width !== height),
      ({ y }) => y,
    ).values(),
  ].map((bars) => {
    const module = thinnest(bars);
    const sorted = bars.toSorted((left, right) => left.x - right.x);
    const start = sorted[0]?.x ?? 0;
    return readCode128(sorted.map(({ x, width }) => ({ at: Math.round((x - start) / module), width: Math.round(width / module) })));
  });
