import fc from 'fast-check';
import type { TreeEnsemble, TreeNodes } from '../../lib/intelligence/domain/tree-ensemble.ts';
import { type Objective, treeEnsemble } from '../../lib/intelligence/domain/tree-ensemble.ts';

/** A tree as a reader would draw it. */
export type Drawn =
  | { readonly value: number; readonly cover: number }
  | { readonly feature: number; readonly below: number; readonly missingLeft: boolean; readonly left: Drawn; readonly right: Drawn };

const coverOf = (tree: Drawn): number => ('value' in tree ? tree.cover : coverOf(tree.left) + coverOf(tree.right));

type Row = { left: number; right: number; feature: number; condition: number; missingLeft: boolean; cover: number };

/** The same tree as parallel lists. */
export const nodesOf = (tree: Drawn): TreeNodes => {
  const rows: Row[] = [];
  const add = (drawn: Drawn): number => {
    const at = rows.length;
    const row: Row = { left: -1, right: -1, feature: 0, condition: 0, missingLeft: false, cover: coverOf(drawn) };
    rows.push(row);
    if ('value' in drawn) row.condition = drawn.value;
    else {
      Object.assign(row, { feature: drawn.feature, condition: drawn.below, missingLeft: drawn.missingLeft });
      row.left = add(drawn.left);
      row.right = add(drawn.right);
    }
    return at;
  };
  add(tree);
  return {
    leftChildren: rows.map((row) => row.left),
    rightChildren: rows.map((row) => row.right),
    splitIndices: rows.map((row) => row.feature),
    splitConditions: rows.map((row) => row.condition),
    defaultLeft: rows.map((row) => row.missingLeft),
    covers: rows.map((row) => row.cover),
  };
};

export const ensembleOf = (
  trees: readonly Drawn[],
  featureCount: number,
  objective: Objective = 'reg:squarederror',
  baseScore = 0.5,
): TreeEnsemble => {
  const made = treeEnsemble({ objective, featureCount, baseScore, trees: trees.map(nodesOf) });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
};

const small = fc.integer({ min: -40, max: 40 }).map((value) => value / 8);

/** Trees of up to three questions deep that may ask for one feature twice. Thresholds and values meet often. */
export const drawnTrees = (featureCount: number): fc.Arbitrary<Drawn> =>
  fc.letrec<{ readonly tree: Drawn }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'tree' },
      fc.record({ value: small, cover: fc.integer({ min: 1, max: 64 }) }),
      fc.record({
        feature: fc.integer({ min: 0, max: featureCount - 1 }),
        below: small,
        missingLeft: fc.boolean(),
        left: tie('tree'),
        right: tie('tree'),
      }),
    ),
  })).tree;

export const vectors = (featureCount: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.oneof(small, fc.constant(Number.NaN)), { minLength: featureCount, maxLength: featureCount });
