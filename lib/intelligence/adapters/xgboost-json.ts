import * as z from 'zod';
import type { Result } from '../../kernel/result.ts';
import { ensembleLimits, type EnsembleProblem, treeEnsemble, type TreeEnsemble } from '../domain/tree-ensemble.ts';

// XGBoost writes its numeric parameters as texts: `2.5E-1`, and from 3.1 on as a list, `[2.5E-1]`, one per output.
const numberText = () =>
  z
    .string()
    .regex(/^(\[[^[\]]+\]|[^[\]]+)$/)
    .max(100)
    .transform((text) => Number(text.replace(/^\[(.*)\]$/, '$1')))
    .pipe(z.number());

// Made on demand, so that a bundle which scores nothing carries none of it.
const modelSchema = () => {
  const list = <T extends z.ZodType>(entry: T) => z.array(entry).max(ensembleLimits.nodesPerTree);
  const none = z.array(z.unknown()).max(0, 'categorical splits are not supported').optional();
  const tree = z.object({
    left_children: list(z.int()),
    right_children: list(z.int()),
    split_indices: list(z.int()),
    split_conditions: list(z.number()),
    default_left: list(z.union([z.boolean(), z.int().min(0).max(1)])),
    sum_hessian: list(z.number()),
    categories_nodes: none,
    tree_param: z.object({ num_deleted: z.literal('0', 'deleted nodes are not supported').optional() }),
  });
  const model = z.object({
    tree_info: z.array(z.literal(0, 'models of several classes are not supported')),
    trees: z.array(tree).max(ensembleLimits.trees),
  });
  return z.object({
    learner: z.object({
      feature_names: z.array(z.string()).optional(),
      gradient_booster: z.object({ name: z.literal('gbtree'), model }),
      learner_model_param: z.object({
        base_score: numberText(),
        num_class: z.literal('0').optional(),
        num_feature: numberText().pipe(z.int()),
        num_target: z.enum(['0', '1'], 'models of several targets are not supported').optional(),
      }),
      objective: z.object({ name: z.enum(['binary:logistic', 'reg:squarederror', 'count:poisson']) }),
    }),
  });
};

export type XgboostModel = {
  /** Empty when the model was trained without names. */
  readonly featureNames: readonly string[];
  readonly ensemble: Result<TreeEnsemble, EnsembleProblem>;
};

/**
 * Reads a model as `Booster.save_model` writes it to `.json`, by XGBoost 1.6 to 3.x.
 * @throws ZodError that names each field that is missing, wrong, or beyond what the scorer can do
 */
export const parseXgboostJson = (json: unknown): XgboostModel => {
  const { learner } = modelSchema().parse(json);
  const ensemble = treeEnsemble({
    objective: learner.objective.name,
    featureCount: learner.learner_model_param.num_feature,
    baseScore: learner.learner_model_param.base_score,
    trees: learner.gradient_booster.model.trees.map((tree) => ({
      leftChildren: tree.left_children,
      rightChildren: tree.right_children,
      splitIndices: tree.split_indices,
      splitConditions: tree.split_conditions,
      defaultLeft: tree.default_left.map(Boolean),
      covers: tree.sum_hessian,
    })),
  });
  return { featureNames: learner.feature_names ?? [], ensemble };
};
