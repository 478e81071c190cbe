import { code128, type DrawingContext } from 'bwip-js/generic';

/** Bars of a symbol: where each begins and how wide it is, in modules; without the quiet zones beside it. */
export type Bars = { readonly modules: number; readonly bars: readonly { readonly at: number; readonly width: number }[] };

// Printable ASCII is what Code 128 holds without tricks that some scanners do not know.
const encodable = /^[\u0020-\u007e]{1,128}$/;

/** Notes the bars instead of painting them. */
const barCollector = (): DrawingContext<Bars> => {
  const bars: { at: number; width: number }[] = [];
  const nothing = (): void => undefined;
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: nothing,
    // A line is named by its middle, rounded up to a whole module.
    line: (x0, _y0, _x1, _y1, width) => void bars.push({ at: Math.floor(x0 - width / 2), width }),
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => {
      const sorted = bars.toSorted((left, right) => left.at - right.at);
      const start = sorted[0]?.at ?? 0;
      const last = sorted.at(-1);
      return { modules: last ? last.at + last.width - start : 0, bars: sorted.map(({ at, width }) => ({ at: at - start, width })) };
    },
  };
};

/** The text as Code 128; undefined for text that it cannot hold. */
export const barsOf = (text: string): Bars | undefined =>
  encodable.test(text) ? code128({ bcid: 'code128', text, height: 10, includetext: false }, barCollector()) : undefined;
