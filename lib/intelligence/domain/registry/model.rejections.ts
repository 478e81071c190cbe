import { assertNever } from '../../../kernel/result.ts';
import { shareMaxPerMille, shareMinPerMille } from './model.values.ts';

/** Why a command on a model was refused. */
export type ModelRejection =
  | { readonly code: 'model-not-found' }
  | { readonly code: 'version-not-found'; readonly version: number }
  | { readonly code: 'feature-schema-differs'; readonly expected: string; readonly found: string }
  | { readonly code: 'artefact-conflict'; readonly version: number }
  | { readonly code: 'artefact-unusable'; readonly reason: string }
  | { readonly code: 'too-many-versions'; readonly limit: number }
  | { readonly code: 'version-retired'; readonly version: number }
  | { readonly code: 'gates-missing' }
  | { readonly code: 'gate-without-value'; readonly gate: string }
  | { readonly code: 'gates-not-evaluated'; readonly version: number }
  | { readonly code: 'gates-failed'; readonly version: number; readonly gates: readonly string[] }
  | { readonly code: 'not-approved'; readonly version: number }
  | { readonly code: 'is-champion'; readonly version: number }
  | { readonly code: 'in-use'; readonly version: number; readonly role: string }
  | { readonly code: 'other-challenger'; readonly version: number }
  | { readonly code: 'share-out-of-range'; readonly sharePerMille: number }
  | { readonly code: 'too-many-shadows'; readonly limit: number }
  | { readonly code: 'starter-stays' }
  | { readonly code: 'nothing-to-roll-back-to' };

/** One sentence for whoever looks after the models. */
export const describeModelRejection = (rejection: ModelRejection): string => {
  switch (rejection.code) {
    case 'model-not-found':
      return 'There is no such model.';
    case 'version-not-found':
      return `There is no version ${rejection.version} of this model.`;
    case 'feature-schema-differs':
      return 'The version was trained on other features than this release builds.';
    case 'artefact-conflict':
      return `Version ${rejection.version} has the same hash and other trees.`;
    case 'artefact-unusable':
      return `The artefact cannot be used: ${rejection.reason}.`;
    case 'too-many-versions':
      return `There are ${rejection.limit} versions; retire some first.`;
    case 'version-retired':
      return `Version ${rejection.version} is retired.`;
    case 'gates-missing':
      return 'At least one gate has to be named.';
    case 'gate-without-value':
      return `The gate ${rejection.gate} has no value, or no bound.`;
    case 'gates-not-evaluated':
      return `The gates of version ${rejection.version} have not been evaluated.`;
    case 'gates-failed':
      return `Version ${rejection.version} fails its gates: ${rejection.gates.join(', ')}.`;
    case 'not-approved':
      return `Version ${rejection.version} passes its gates and waits to be approved.`;
    case 'is-champion':
      return `Version ${rejection.version} is the champion.`;
    case 'in-use':
      return `Version ${rejection.version} is in use: ${rejection.role}.`;
    case 'other-challenger':
      return `Version ${rejection.version} is the challenger; end that first.`;
    case 'share-out-of-range':
      return `The share of a challenger is from ${shareMinPerMille} to ${shareMaxPerMille} per mille.`;
    case 'too-many-shadows':
      return `No more than ${rejection.limit} versions can be in shadow.`;
    case 'starter-stays':
      return 'The starter comes with the release: it needs no gates and cannot be retired.';
    case 'nothing-to-roll-back-to':
      return 'The starter is the champion: there is nothing to roll back to.';
    default:
      return assertNever(rejection);
  }
};
