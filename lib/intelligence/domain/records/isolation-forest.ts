// Isolation forest: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008. Few random cuts set a strange point apart, many a usual
// one. The range that a cut accepts is of the same authors' SCiForest (ECML PKDD 2010): a point far outside of what a node has
// seen is set apart there, so that a price a hundred times too high is told from one that is only the highest.

/** A cut, or an end when `size` says how many points have come together there. */
type Node =
  | { readonly size: number }
  | {
      readonly feature: number;
      /** What the node accepts of the feature; beyond it a point is set apart. */
      readonly lowest: number;
      readonly highest: number;
      /** Absent where all points of the node have the same value: then there is nothing to cut. */
      readonly cut?: { readonly at: number; readonly above: Node };
      /** Points up to the cut; all of them where there is none. */
      readonly next: Node;
    };

export type Forest = { readonly trees: readonly Node[]; readonly sampleSize: number };

export type ForestOptions = {
  /** The same seed and points give the same forest. A whole number from 0 to 2³² − 1. */
  readonly seed: number;
  /** For each feature the smallest difference that means something, above 0, in the feature's own unit. */
  readonly least: readonly number[];
};

const treesCount = 100;
const sampleMax = 256;
const eulerGamma = 0.5772156649015329;

/** Mean depth at which one of `size` points ends: that of an unsuccessful search in a binary tree (Liu et al., equation 1). */
const meanDepth = (size: number): number => {
  if (size <= 1) return 0;
  return size === 2 ? 1 : 2 * (Math.log(size - 1) + eulerGamma) - (2 * (size - 1)) / size;
};

/** Mulberry32 (Tommy Ettinger, public domain): numbers from 0 up to but not including 1. */
const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Points = readonly (readonly number[])[];

const growTree = (points: Points, depth: number, features: readonly number[], random: () => number, options: ForestOptions): Node => {
  if (depth <= 0 || points.length <= 1 || features.length === 0) return { size: points.length };
  const feature = features[Math.floor(random() * features.length)] as number;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of points) {
    const value = point[feature] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const slack = Math.max(high - low, options.least[feature] as number);
  const node = { feature, lowest: low - slack, highest: high + slack };
  if (high === low) {
    const others = features.filter((one) => one !== feature);
    return { ...node, next: growTree(points, depth, others, random, options) };
  }
  const at = low + random() * (high - low);
  const [below, above] = [
    points.filter((point) => (point[feature] as number) <= at),
    points.filter((point) => (point[feature] as number) > at),
  ];
  return {
    ...node,
    cut: { at, above: growTree(above, depth - 1, features, random, options) },
    next: growTree(below, depth - 1, features, random, options),
  };
};

/** A sample without repetition, by the first steps of the shuffle of Fisher and Yates. */
const sampleOf = (points: Points, size: number, random: () => number): Points => {
  const all = [...points];
  for (let index = 0; index < size; index += 1) {
    const other = index + Math.floor(random() * (all.length - index));
    [all[index], all[other]] = [all[other] as readonly number[], all[index] as readonly number[]];
  }
  return all.slice(0, size);
};

/** @param points of equal length, one number for each feature. @throws RangeError without points */
export const growForest = (points: Points, options: ForestOptions): Forest => {
  if (points.length === 0) throw new RangeError('a forest needs points to grow from');
  const random = randomOf(options.seed);
  const sampleSize = Math.min(sampleMax, points.length);
  const depth = Math.max(1, Math.ceil(Math.log2(sampleSize)));
  const features = options.least.map((_, index) => index);
  const trees = Array.from({ length: treesCount }, () => growTree(sampleOf(points, sampleSize, random), depth, features, random, options));
  return { trees, sampleSize };
};

const depthOf = (tree: Node, point: readonly number[]): number => {
  let [node, depth] = [tree, 0];
  while ('feature' in node) {
    const value = point[node.feature] as number;
    if (value < node.lowest || value > node.highest) return depth;
    if (node.cut === undefined) node = node.next;
    else {
      depth += 1;
      node = value > node.cut.at ? node.cut.above : node.next;
    }
  }
  return depth + meanDepth(node.size);
};

/** How strange a point is, above 0 and at most 1: 2 to the power of −(mean depth ÷ usual depth); usual points are below 0.5. */
export const strangeness = ({ trees, sampleSize }: Forest, point: readonly number[]): number => {
  const mean = trees.reduce((sum, tree) => sum + depthOf(tree, point), 0) / trees.length;
  return 2 ** (-mean / Math.max(1, meanDepth(sampleSize)));
};
