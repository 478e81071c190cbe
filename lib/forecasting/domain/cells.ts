// A forecast is made of cells: what one channel sells into one region on one day. Every other figure is a sum of cells, so that
// the parts of a forecast always add up to the whole. Means are counted in whole ten-thousandths of a unit, which add up exactly.

/** Ten-thousandths of a unit. */
export const grainsPerUnit = 10_000;

export const toGrains = (units: number): number => Math.round(units * grainsPerUnit);
export const toUnits = (grains: number): number => grains / grainsPerUnit;

/** Shares out whole grains by weights, with nothing left over: the largest remainders are rounded up (Hamilton's method). */
export const shareOut = (grains: number, weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || weights.length === 0) return weights.map((_, at) => (at === 0 ? grains : 0));
  const exact = weights.map((weight) => (grains * weight) / total);
  const down = exact.map(Math.floor);
  let left = grains - down.reduce((sum, value) => sum + value, 0);
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((one, other) => other.rest - one.rest || one.at - other.at);
  for (const { at } of order) {
    if (left <= 0) break;
    down[at] = (down[at] ?? 0) + 1;
    left -= 1;
  }
  return down;
};

/** What the demand of these channels and regions is multiplied by, day by day; null stands for all of them. */
export type Lift = {
  readonly channels: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly factors: readonly number[];
};

export type CellPlan = {
  /** Units a day before what was told; the same as the days' means where nothing was. */
  readonly usual: readonly number[];
  readonly regions: readonly { readonly region: string; readonly share: number }[];
  readonly channels: readonly { readonly channel: string; readonly share: number }[];
  readonly lifts: readonly Lift[];
};

export type Cell = { readonly channel: string; readonly region: string /** Grains by day. */; readonly grains: readonly number[] };

const takes = (names: readonly string[] | null, name: string): boolean => names === null || names.includes(name);

/** The cells of a forecast. Channels and regions are taken to be independent of each other. */
export const cellsOf = ({ usual, regions, channels, lifts }: CellPlan): readonly Cell[] => {
  const places = regions.length > 0 ? regions : [{ region: '', share: 1 }];
  const doors = channels.length > 0 ? channels : [{ channel: '', share: 1 }];
  const byRegion = usual.map((units) =>
    shareOut(
      toGrains(units),
      places.map(({ share }) => share),
    ),
  );
  return places.flatMap(({ region }, place) => {
    const byChannel = byRegion.map((grains) =>
      shareOut(
        grains[place] ?? 0,
        doors.map(({ share }) => share),
      ),
    );
    return doors.map(({ channel }, door): Cell => {
      const own = lifts.filter((lift) => takes(lift.channels, channel) && takes(lift.regions, region));
      const grains = byChannel.map((shares, day) =>
        Math.round(own.reduce((value, { factors }) => value * (factors[day] ?? 1), shares[door] ?? 0)),
      );
      return { channel, region, grains };
    });
  });
};

/** Grains by day of all cells together. */
export const sumOfCells = (cells: readonly Cell[], days: number): readonly number[] =>
  Array.from({ length: days }, (_, day) => cells.reduce((sum, { grains }) => sum + (grains[day] ?? 0), 0));

/** Puts cells with the same factors together, so that what is told of a whole country takes one line. Factors of 1 say nothing. */
export const liftsOf = (
  channels: readonly string[],
  regions: readonly string[],
  factorsOf: (channel: string, region: string) => readonly number[],
): readonly Lift[] => {
  const groups = new Map<string, { readonly factors: readonly number[]; readonly cells: { channel: string; region: string }[] }>();
  for (const channel of channels) {
    for (const region of regions) {
      const factors = factorsOf(channel, region);
      if (factors.every((factor) => factor === 1)) continue;
      const key = JSON.stringify(factors);
      const group = groups.get(key) ?? { factors, cells: [] };
      group.cells.push({ channel, region });
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ factors, cells }): readonly Lift[] => {
    const byRegions = Map.groupBy(
      channels.flatMap((channel) => {
        const own = cells.filter((cell) => cell.channel === channel).map(({ region }) => region);
        return own.length === 0 ? [] : [{ channel, regions: own, key: own.join('#') }];
      }),
      ({ key }) => key,
    );
    return [...byRegions.values()].map((same) => {
      const named = same[0]?.regions ?? [];
      return {
        channels: same.length === channels.length ? null : same.map(({ channel }) => channel),
        regions: named.length === regions.length ? null : named,
        factors,
      };
    });
  });
};
