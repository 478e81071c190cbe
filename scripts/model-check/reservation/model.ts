import type { Model } from '../explore.ts';
import { keyOf } from './key.ts';
import { plansAsTheProduct } from './product-plan.ts';
import { finalChecksOf, invariantsOf } from './rules.ts';
import type { Scope } from './scope.ts';
import { stepsOf } from './steps.ts';
import { initialWorld, settingOf, type World } from './world.ts';

const isProductsGrouping = ({ strategy, mistake }: Scope): boolean => strategy === 'group-commit' && mistake === undefined;

/**
 * The reservation protocol over the product's own decider. Every path ends, because a write that fails has lost to one that
 * succeeded, so the final checks speak about every way a run can go.
 */
export const reservationModel = (scope: Scope): Model<World> => {
  const setting = settingOf(scope);
  return {
    initial: initialWorld(setting),
    steps: (world) => stepsOf(setting, world),
    key: keyOf(setting),
    invariants: [...invariantsOf(setting), ...(isProductsGrouping(scope) ? [plansAsTheProduct(setting)] : [])],
    finalChecks: finalChecksOf(setting),
    ends: { kind: 'always' },
  };
};
