// The same trees in typed lists, one after the other, for whoever scores thousands of rows at a time: walking them this way is
// several times as quick, and gives the same sums to the last bit.
import type { Tree, TreeEnsemble } from './tree-ensemble.ts';

export type FlatTrees = {
  readonly baseMargin: number;
  /** Where each tree begins. */
  readonly roots: Int32Array;
  /** Feature that an inner node asks for; -1 at a leaf. */
  readonly feature: Int16Array;
  /** Threshold of an inner node, value of a leaf. */
  readonly value: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Where a missing value goes. */
  readonly missing: Int32Array;
};

const put = (flat: FlatTrees, tree: Tree, root: number): void => {
  for (let node = 0; node < tree.leftChildren.length; node += 1) {
    const [left, right] = [tree.leftChildren[node] ?? -1, tree.rightChildren[node] ?? -1];
    const isLeaf = left === -1;
    const at = root + node;
    flat.feature[at] = isLeaf ? -1 : (tree.splitIndices[node] ?? -1);
    flat.value[at] = tree.splitConditions[node] ?? Number.NaN;
    flat.left[at] = isLeaf ? at : root + left;
    flat.right[at] = isLeaf ? at : root + right;
    flat.missing[at] = tree.defaultLeft[node] === true ? (flat.left[at] ?? at) : (flat.right[at] ?? at);
  }
};

/** The trees of one output. */
export const flatTrees = (ensemble: TreeEnsemble): FlatTrees => {
  const nodes = ensemble.trees.reduce((sum, tree) => sum + tree.leftChildren.length, 0);
  const flat: FlatTrees = {
    baseMargin: ensemble.baseMargin,
    roots: new Int32Array(ensemble.trees.length),
    feature: new Int16Array(nodes),
    value: new Float32Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    missing: new Int32Array(nodes),
  };
  let root = 0;
  for (const [number, tree] of ensemble.trees.entries()) {
    flat.roots[number] = root;
    put(flat, tree, root);
    root += tree.leftChildren.length;
  }
  return flat;
};

/** Margin of a row, as `marginOf` has it: summed in float32, in the order of the trees. */
export const flatMargin = (flat: FlatTrees, vector: Float32Array): number => {
  const { roots, feature, value, left, right, missing } = flat;
  let margin = flat.baseMargin;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] as number;
    for (let asked = feature[node] as number; asked >= 0; asked = feature[node] as number) {
      const given = vector[asked] as number;
      if (Number.isNaN(given)) node = missing[node] as number;
      else node = (given < (value[node] as number) ? left[node] : right[node]) as number;
    }
    margin = Math.fround(margin + (value[node] as number));
  }
  return margin;
};
