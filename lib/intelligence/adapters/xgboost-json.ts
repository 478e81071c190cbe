import * as z from 'zod';
import type { Result } from '../../kernel/result.ts';
import {
  classEnsemble,
  type ClassEnsemble,
  ensembleLimits,
  type EnsembleProblem,
  treeEnsemble,
  type TreeEnsemble,
  type TreeNodes,
} from '../domain/tree-ensemble.ts';

// XGBoost writes its numeric parameters as texts: `2.5E-1`, and from 3.1 on as a list, `[2.5E-1]`, one per output.
const numberText = () =>
  z
    .string()
    .regex(/^(\[[^[\]]+\]|[^[\]]+)$/)
    .max(100)
    .transform((text) => Number(text.replace(/^\[(.*)\]$/, '$1')))
    .pipe(z.number());

// The same for classes, of which each may have its own.
const numberTexts = () =>
  z
    .string()
    .max(2_000)
    .transform((text) =>
      text
        .replace(/^\[(.*)\]$/, '$1')
        .split(',')
        .map(Number),
    )
    .pipe(z.array(z.number()).min(1).max(ensembleLimits.classes));

// Made on demand, so that a bundle which scores nothing carries none of it.
const treeSchema = () => {
  const list = <T extends z.ZodType>(entry: T) => z.array(entry).max(ensembleLimits.nodesPerTree);
  const none = z.array(z.unknown()).max(0, 'categorical splits are not supported').optional();
  return z.object({
    left_children: list(z.int()),
    right_children: list(z.int()),
    split_indices: list(z.int()),
    split_conditions: list(z.number()),
    default_left: list(z.union([z.boolean(), z.int().min(0).max(1)])),
    sum_hessian: list(z.number()),
    categories_nodes: none,
    tree_param: z.object({ num_deleted: z.literal('0', 'deleted nodes are not supported').optional() }),
  });
};

const targets = () => z.enum(['0', '1'], 'models of several targets are not supported').optional();

const modelSchema = () =>
  z.object({
    learner: z.object({
      feature_names: z.array(z.string()).optional(),
      gradient_booster: z.object({
        name: z.literal('gbtree'),
        model: z.object({
          tree_info: z.array(z.literal(0, 'models of several classes are not supported')),
          trees: z.array(treeSchema()).max(ensembleLimits.trees),
        }),
      }),
      learner_model_param: z.object({
        base_score: numberText(),
        num_class: z.literal('0').optional(),
        num_feature: numberText().pipe(z.int()),
        num_target: targets(),
      }),
      objective: z.object({ name: z.enum(['binary:logistic', 'reg:squarederror', 'count:poisson', 'reg:tweedie']) }),
    }),
  });

const classesSchema = () =>
  z.object({
    learner: z.object({
      feature_names: z.array(z.string()).optional(),
      gradient_booster: z.object({
        name: z.literal('gbtree'),
        model: z.object({ tree_info: z.array(z.int().min(0)), trees: z.array(treeSchema()).max(ensembleLimits.trees) }),
      }),
      learner_model_param: z.object({
        base_score: numberTexts(),
        num_class: numberText().pipe(z.int().min(2).max(ensembleLimits.classes)),
        num_feature: numberText().pipe(z.int()),
        num_target: targets(),
      }),
      objective: z.object({ name: z.literal('multi:softprob') }),
    }),
  });

const nodesOf = (tree: z.output<ReturnType<typeof treeSchema>>): TreeNodes => ({
  leftChildren: tree.left_children,
  rightChildren: tree.right_children,
  splitIndices: tree.split_indices,
  splitConditions: tree.split_conditions,
  defaultLeft: tree.default_left.map(Boolean),
  covers: tree.sum_hessian,
});

export type XgboostModel = {
  /** Empty when the model was trained without names. */
  readonly featureNames: readonly string[];
  readonly ensemble: Result<TreeEnsemble, EnsembleProblem>;
};

/**
 * Reads a model of one output as `Booster.save_model` writes it to `.json`, by XGBoost 1.6 to 3.x.
 * @throws ZodError that names each field that is missing, wrong, or beyond what the scorer can do
 */
export const parseXgboostJson = (json: unknown): XgboostModel => {
  const { learner } = modelSchema().parse(json);
  const ensemble = treeEnsemble({
    objective: learner.objective.name,
    featureCount: learner.learner_model_param.num_feature,
    baseScore: learner.learner_model_param.base_score,
    trees: learner.gradient_booster.model.trees.map(nodesOf),
  });
  return { featureNames: learner.feature_names ?? [], ensemble };
};

export type XgboostClasses = {
  /** Empty when the model was trained without names. */
  readonly featureNames: readonly string[];
  readonly ensemble: Result<ClassEnsemble, EnsembleProblem>;
};

/**
 * Reads a model of `multi:softprob`, whose output is a probability for each class.
 * @throws ZodError that names each field that is missing, wrong, or beyond what the scorer can do
 */
export const parseXgboostClasses = (json: unknown): XgboostClasses => {
  const { learner } = classesSchema().parse(json);
  const { base_score: base, num_class: classes, num_feature: featureCount } = learner.learner_model_param;
  const ensemble = classEnsemble({
    featureCount,
    // Until 3.0 there is one base score for all classes, later one for each.
    baseScores: base.length === classes ? base : Array.from({ length: classes }, () => base[0] ?? Number.NaN),
    trees: learner.gradient_booster.model.trees.map(nodesOf),
    treeClasses: learner.gradient_booster.model.tree_info,
  });
  return { featureNames: learner.feature_names ?? [], ensemble };
};
