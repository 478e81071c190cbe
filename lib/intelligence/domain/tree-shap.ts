// Exact Shapley values of a tree ensemble by the path-dependent TreeSHAP algorithm (Lundberg, Erion and Lee 2018,
// "Consistent individualized feature attribution for tree ensembles", algorithm 2). What a feature is worth is averaged
// over all orders in which features can become known; one that is not known follows the training rows.
//
// A path is the features asked on the way to a node. It is written into lists that are made once: an order is scored
// while somebody waits, and objects for every step take four times as long.
import { at, ensembleLimits, nextNode, type Tree, type TreeEnsemble } from './tree-ensemble.ts';

/** Steps of the path to one node. Step 0 stands for the root and names no feature. */
type Path = {
  readonly feature: Int32Array;
  /** Share of training rows that go this way while the feature is not known. */
  readonly unknownShare: Float64Array;
  /** 1 when the row itself goes this way, else 0. */
  readonly knownShare: Float64Array;
  /** Share of the orders in which as many features of the path are known as the number of the step. */
  readonly weight: Float64Array;
};

const stepsMax = ensembleLimits.depth + 2;

const emptyPath = (): Path => ({
  feature: new Int32Array(stepsMax),
  unknownShare: new Float64Array(stepsMax),
  knownShare: new Float64Array(stepsMax),
  weight: new Float64Array(stepsMax),
});

const value = (list: Float64Array, index: number): number => list[index] ?? 0;

const copySteps = (from: Path, to: Path, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    to.feature[index] = from.feature[index] ?? 0;
    to.unknownShare[index] = value(from.unknownShare, index);
    to.knownShare[index] = value(from.knownShare, index);
    to.weight[index] = value(from.weight, index);
  }
};

/** Adds a step behind the first `count` and spreads their weights anew. */
const extend = (path: Path, count: number, unknownShare: number, knownShare: number, feature: number): void => {
  path.feature[count] = feature;
  path.unknownShare[count] = unknownShare;
  path.knownShare[count] = knownShare;
  path.weight[count] = count === 0 ? 1 : 0;
  for (let index = count - 1; index >= 0; index -= 1) {
    const weight = value(path.weight, index);
    path.weight[index + 1] = value(path.weight, index + 1) + (knownShare * weight * (index + 1)) / (count + 1);
    path.weight[index] = (unknownShare * weight * (count - index)) / (count + 1);
  }
};

/** Hands out the weights as they were without step `taken`, from the last of the `count` steps to the first. */
const unwind = (path: Path, count: number, taken: number, each: (index: number, weight: number) => void): void => {
  const last = count - 1;
  const unknownShare = value(path.unknownShare, taken);
  const knownShare = value(path.knownShare, taken);
  let next = value(path.weight, last);
  for (let index = last - 1; index >= 0; index -= 1) {
    const weight = value(path.weight, index);
    if (knownShare === 0) {
      each(index, (weight * count) / (unknownShare * (last - index)));
      continue;
    }
    const unwound = (next * count) / ((index + 1) * knownShare);
    next = weight - (unwound * unknownShare * (last - index)) / count;
    each(index, unwound);
  }
};

const removeStep = (path: Path, count: number, taken: number): void => {
  unwind(path, count, taken, (index, weight) => {
    path.weight[index] = weight;
  });
  for (let index = taken; index < count - 1; index += 1) {
    path.feature[index] = path.feature[index + 1] ?? 0;
    path.unknownShare[index] = value(path.unknownShare, index + 1);
    path.knownShare[index] = value(path.knownShare, index + 1);
  }
};

const addLeaf = (path: Path, count: number, leafValue: number, sums: number[]): void => {
  for (let step = 1; step < count; step += 1) {
    let sum = 0;
    unwind(path, count, step, (_index, weight) => {
      sum += weight;
    });
    const feature = path.feature[step] ?? 0;
    sums[feature] = at(sums, feature) + sum * (value(path.knownShare, step) - value(path.unknownShare, step)) * leafValue;
  }
};

const addTree = (tree: Tree, vector: ArrayLike<number>, paths: readonly Path[], sums: number[]): void => {
  const visit = (node: number, depth: number, count: number): void => {
    const path = paths[depth] as Path;
    if (tree.leftChildren[node] === -1) return addLeaf(path, count, at(tree.splitConditions, node), sums);
    const asked = at(tree.splitIndices, node);
    // A feature that was asked before counts once: both answers together are one step.
    let earlier = 1;
    while (earlier < count && path.feature[earlier] !== asked) earlier += 1;
    const again = earlier < count;
    const unknownShare = again ? value(path.unknownShare, earlier) : 1;
    const knownShare = again ? value(path.knownShare, earlier) : 1;
    if (again) removeStep(path, count, earlier);
    const steps = again ? count - 1 : count;
    const taken = nextNode(tree, node, vector);
    const descend = (child: number): void => {
      const below = paths[depth + 1] as Path;
      copySteps(path, below, steps);
      const share = at(tree.covers, child) / at(tree.covers, node);
      extend(below, steps, share * unknownShare, child === taken ? knownShare : 0, asked);
      visit(child, depth + 1, steps + 1);
    };
    descend(at(tree.leftChildren, node));
    descend(at(tree.rightChildren, node));
  };
  extend(paths[0] as Path, 0, 1, 1, -1);
  visit(0, 0, 1);
};

export type Contributions = {
  /** On the scale of the margin, one for each feature, in their order. */
  readonly values: readonly number[];
  /** Margin of a row of which nothing is known. Together with the values it makes the margin of the row. */
  readonly bias: number;
};

// Every step is written before it is read, and nothing else runs meanwhile: the same lists serve all rows, because making them
// anew for each row takes as long as filling them.
const scratch: Path[] = [];

const pathsFor = (depth: number): readonly Path[] => {
  while (scratch.length <= depth) scratch.push(emptyPath());
  return scratch;
};

/** How much each feature moved the margin of this row. `vector` holds float32 values, NaN where one is missing. */
export const contributionsOf = (ensemble: TreeEnsemble, vector: ArrayLike<number>): Contributions => {
  const sums = Array.from({ length: ensemble.featureCount }, () => 0);
  const deepest = ensemble.trees.reduce((depth, tree) => Math.max(depth, tree.depth), 0);
  const paths = pathsFor(deepest);
  for (const tree of ensemble.trees) addTree(tree, vector, paths, sums);
  return { values: sums, bias: ensemble.trees.reduce((sum, tree) => sum + tree.expected, ensemble.baseMargin) };
};
