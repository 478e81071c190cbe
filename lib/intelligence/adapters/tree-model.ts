import { flatMargin, flatTrees } from '../domain/flat-trees.ts';
import { scoreOf, softmax } from '../domain/tree-ensemble.ts';
import { type Contributions, contributionsOf } from '../domain/tree-shap.ts';
import { ModelArtefactInvalidError } from './model-artefact.ts';
import { parseXgboostClasses, parseXgboostJson } from './xgboost-json.ts';

/** Trees asked by position, for whoever asks for thousands of rows at a time and keeps the features in vectors of their own. */
export type TreeModel = {
  readonly featureNames: readonly string[];
  /** One score, or a probability for each class. What is missing is NaN. */
  readonly scores: (vector: Float32Array) => readonly number[];
  /** Exact TreeSHAP values of one output, on the scale of its margin. */
  readonly contributions: (vector: Float32Array, output?: number) => Contributions;
};

/** Trees with one score, from XGBoost's JSON. @throws ModelArtefactInvalidError, ZodError */
export const scalarTreeModel = (json: unknown): TreeModel => {
  const { featureNames, ensemble } = parseXgboostJson(json);
  if (!ensemble.ok) throw new ModelArtefactInvalidError(`tree ${ensemble.error.tree}: ${ensemble.error.message}`);
  const trees = ensemble.value;
  const flat = flatTrees(trees);
  return {
    featureNames,
    scores: (vector) => [scoreOf(trees.objective, flatMargin(flat, vector))],
    contributions: (vector) => contributionsOf(trees, vector),
  };
};

/** Trees with a probability for each class (`multi:softprob`), from XGBoost's JSON. @throws ModelArtefactInvalidError, ZodError */
export const classTreeModel = (json: unknown): TreeModel => {
  const { featureNames, ensemble } = parseXgboostClasses(json);
  if (!ensemble.ok) throw new ModelArtefactInvalidError(`tree ${ensemble.error.tree}: ${ensemble.error.message}`);
  const { classes } = ensemble.value;
  const flat = classes.map(flatTrees);
  return {
    featureNames,
    scores: (vector) => softmax(flat.map((one) => flatMargin(one, vector))),
    contributions: (vector, output = 0) => {
      const one = classes[output];
      if (one === undefined) throw new RangeError(`There is no class ${output} of ${classes.length}`);
      return contributionsOf(one, vector);
    },
  };
};
