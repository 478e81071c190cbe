// Gradient-boosted trees as XGBoost stores them. Values are float32 there, so they are rounded to float32 here before
// they are compared: a value next to a threshold must take the same branch on both sides.
import { err, ok, type Result } from '../../kernel/result.ts';

/** One tree as parallel lists, one entry per node; node 0 is the root. */
export type TreeNodes = {
  /** -1 at a leaf. */
  readonly leftChildren: readonly number[];
  readonly rightChildren: readonly number[];
  /** Number of the feature that an inner node asks for. */
  readonly splitIndices: readonly number[];
  /** Threshold of an inner node, below which a value goes left; value of a leaf. */
  readonly splitConditions: readonly number[];
  /** Where a missing value goes. */
  readonly defaultLeft: readonly boolean[];
  /** Weight of the training rows that came by, above 0. */
  readonly covers: readonly number[];
};

/** Objectives whose models answer with one number. */
export type Objective = 'binary:logistic' | 'reg:squarederror' | 'count:poisson' | 'reg:tweedie';

export type TreeEnsemble = {
  readonly objective: Objective;
  readonly featureCount: number;
  /** Margin before the first tree. */
  readonly baseMargin: number;
  readonly trees: readonly Tree[];
};

/** Trees of `multi:softprob`: one sum of trees for each class, all over the same features. */
export type ClassEnsemble = { readonly featureCount: number; readonly classes: readonly TreeEnsemble[] };

/** A checked tree. `expected` is its mean over the training rows, and `depth` the length of its longest path. */
export type Tree = TreeNodes & { readonly expected: number; readonly depth: number };

/** Bounds that keep one score within milliseconds, whatever file is given. */
export const ensembleLimits = { trees: 2_000, classes: 64, nodesPerTree: 4_095, depth: 16, features: 512 } as const;

export type EnsembleProblem = { readonly tree: number; readonly message: string };

const isLeaf = (tree: TreeNodes, node: number): boolean => tree.leftChildren[node] === -1;

const nodeProblem = (tree: TreeNodes, node: number, featureCount: number): string | undefined => {
  const [left, right] = [tree.leftChildren[node], tree.rightChildren[node]];
  if (!Number.isFinite(tree.splitConditions[node])) return `node ${node} has no finite value`;
  if (!((tree.covers[node] ?? 0) > 0)) return `node ${node} saw no training rows`;
  if (left === -1) return right === -1 ? undefined : `node ${node} has one child`;
  const feature = tree.splitIndices[node] ?? -1;
  return feature >= 0 && feature < featureCount ? undefined : `node ${node} asks for feature ${feature} of ${featureCount}`;
};

/** Depth and mean of a tree whose nodes are each reached once; a message when they are not. */
const measure = (tree: TreeNodes, featureCount: number): { readonly expected: number; readonly depth: number } | string => {
  const count = tree.leftChildren.length;
  const seen = new Set<number>();
  const visit = (node: number, depth: number): { readonly expected: number; readonly depth: number } | string => {
    if (!Number.isInteger(node) || node < 0 || node >= count) return `there is no node ${node}`;
    if (seen.has(node)) return `node ${node} is reached twice`;
    if (depth > ensembleLimits.depth) return `deeper than ${ensembleLimits.depth}`;
    seen.add(node);
    const problem = nodeProblem(tree, node, featureCount);
    if (problem !== undefined) return problem;
    if (isLeaf(tree, node)) return { expected: at(tree.splitConditions, node), depth };
    const [left, right] = [at(tree.leftChildren, node), at(tree.rightChildren, node)];
    const [below, above] = [visit(left, depth + 1), visit(right, depth + 1)];
    if (typeof below === 'string') return below;
    if (typeof above === 'string') return above;
    const weighed = below.expected * at(tree.covers, left) + above.expected * at(tree.covers, right);
    return { expected: weighed / at(tree.covers, node), depth: Math.max(below.depth, above.depth) };
  };
  return visit(0, 0);
};

/** Entry of a list that is known to be that long. */
export const at = (list: ArrayLike<number>, index: number): number => list[index] ?? Number.NaN;

const float32 = (values: readonly number[]): readonly number[] => values.map(Math.fround);

const checkedTree = (tree: TreeNodes, featureCount: number): Tree | string => {
  const count = tree.leftChildren.length;
  const lists = [tree.rightChildren, tree.splitIndices, tree.splitConditions, tree.defaultLeft, tree.covers];
  if (count < 1 || count > ensembleLimits.nodesPerTree) return `${count} nodes; allowed are 1 to ${ensembleLimits.nodesPerTree}`;
  if (lists.some((list) => list.length !== count)) return 'its lists differ in length';
  const rounded = { ...tree, splitConditions: float32(tree.splitConditions), covers: float32(tree.covers) };
  const measured = measure(rounded, featureCount);
  return typeof measured === 'string' ? measured : { ...rounded, ...measured };
};

const baseMarginOf = (objective: Objective, baseScore: number): number => {
  switch (objective) {
    case 'binary:logistic':
      return Math.fround(-Math.log(1 / Math.fround(baseScore) - 1));
    case 'count:poisson':
    case 'reg:tweedie':
      return Math.fround(Math.log(Math.fround(baseScore)));
    case 'reg:squarederror':
      return Math.fround(baseScore);
  }
};

/**
 * Checks the trees, so that walking them later can neither fail nor take long.
 * @param given.baseScore on the scale of the score: a probability, a mean, or a value
 */
export const treeEnsemble = (given: {
  readonly objective: Objective;
  readonly featureCount: number;
  readonly baseScore: number;
  readonly trees: readonly TreeNodes[];
}): Result<TreeEnsemble, EnsembleProblem> => {
  const { objective, featureCount, trees } = given;
  const whole = (message: string) => err({ tree: -1, message });
  if (trees.length > ensembleLimits.trees) return whole(`${trees.length} trees; allowed are ${ensembleLimits.trees}`);
  if (featureCount < 1 || featureCount > ensembleLimits.features)
    return whole(`${featureCount} features; allowed are 1 to ${ensembleLimits.features}`);
  const baseMargin = baseMarginOf(objective, given.baseScore);
  if (!Number.isFinite(baseMargin)) return whole(`a base score of ${given.baseScore} is not one of ${objective}`);
  const checked: Tree[] = [];
  for (const [index, tree] of trees.entries()) {
    const result = checkedTree(tree, featureCount);
    if (typeof result === 'string') return err({ tree: index, message: result });
    checked.push(result);
  }
  return ok({ objective, featureCount, baseMargin, trees: checked });
};

/** The child that a row goes to from an inner node. `vector` holds float32 values, NaN where one is missing. */
export const nextNode = (tree: Tree, node: number, vector: ArrayLike<number>): number => {
  const value = at(vector, at(tree.splitIndices, node));
  const left = Number.isNaN(value) ? tree.defaultLeft[node] === true : value < at(tree.splitConditions, node);
  return at(left ? tree.leftChildren : tree.rightChildren, node);
};

const leafValue = (tree: Tree, vector: ArrayLike<number>): number => {
  let node = 0;
  while (!isLeaf(tree, node)) node = nextNode(tree, node, vector);
  return at(tree.splitConditions, node);
};

/** Log-odds, logarithm of the mean, or the value itself; summed in float32 and in XGBoost's order, so that both agree. */
export const marginOf = (ensemble: TreeEnsemble, vector: ArrayLike<number>): number =>
  ensemble.trees.reduce((margin, tree) => Math.fround(margin + leafValue(tree, vector)), ensemble.baseMargin);

/**
 * Checks the trees of several classes. Without trees of its own a class has the margin of its base score.
 * @param given.baseScores one for each class, on the scale of the margin, as XGBoost has it for classes
 * @param given.treeClasses class of each tree, from 0
 */
export const classEnsemble = (given: {
  readonly featureCount: number;
  readonly baseScores: readonly number[];
  readonly trees: readonly TreeNodes[];
  readonly treeClasses: readonly number[];
}): Result<ClassEnsemble, EnsembleProblem> => {
  const { featureCount, baseScores, trees, treeClasses } = given;
  const count = baseScores.length;
  if (count < 2 || count > ensembleLimits.classes)
    return err({ tree: -1, message: `${count} classes; allowed are 2 to ${ensembleLimits.classes}` });
  if (treeClasses.length !== trees.length) return err({ tree: -1, message: 'not every tree has a class' });
  const astray = treeClasses.findIndex((one) => !Number.isInteger(one) || one < 0 || one >= count);
  if (astray >= 0) return err({ tree: astray, message: `there is no class ${treeClasses[astray] ?? ''}` });
  const classes: TreeEnsemble[] = [];
  for (const [number, baseScore] of baseScores.entries()) {
    const own = trees.filter((_tree, index) => treeClasses[index] === number);
    const made = treeEnsemble({ objective: 'reg:squarederror', featureCount, baseScore, trees: own });
    if (!made.ok) return made;
    classes.push(made.value);
  }
  return ok({ featureCount, classes });
};

/** Probability of each class: softmax over their margins. */
export const softmax = (margins: readonly number[]): readonly number[] => {
  // The largest is taken off first, so that no exponential overflows.
  const largest = Math.max(...margins);
  const shares = margins.map((margin) => Math.exp(margin - largest));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
};

/** From the margin to the score. */
export const scoreOf = (objective: Objective, margin: number): number => {
  switch (objective) {
    case 'binary:logistic':
      return Math.fround(1 / (1 + Math.exp(-margin)));
    case 'count:poisson':
    case 'reg:tweedie':
      return Math.fround(Math.exp(margin));
    case 'reg:squarederror':
      return margin;
  }
};
