import * as z from 'zod';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Candidate } from '../../domain/replay.ts';
import { presetPolicy, presetPolicyNames } from '../../domain/sourcing.policy.ts';
import { policyFromJson, policyInFile } from '../policy.schema.ts';

/** Stands for the policy that each decision was made under: what it costs is then what it did cost. */
export const livePreset = 'live';

/** Names that a replay knows a policy by. */
export const replayPresets: readonly string[] = [livePreset, ...presetPolicyNames];

export type CandidateProblem = { readonly field: string; readonly code: string; readonly message: string };

const problemsOf = (error: z.ZodError): readonly CandidateProblem[] =>
  error.issues.map(({ path, code, message }) => ({
    field: ['policy', ...path].join('.'),
    code: code.replaceAll('_', '-'),
    message,
  }));

const presetNamed = (preset: string | undefined, field: string): Result<Candidate, readonly CandidateProblem[]> => {
  const found = preset === undefined || preset === livePreset ? 'logged' : presetPolicy(preset);
  return found ? ok(found) : err([{ field, code: 'unknown-preset', message: `must be one of ${replayPresets.join(', ')}` }]);
};

const readPolicy = (given: unknown): Result<Candidate, readonly CandidateProblem[]> => {
  const { preset, policy } = policyInFile(given);
  if (preset !== undefined) return presetNamed(preset, 'policy.preset');
  try {
    return ok(policyFromJson(policy));
  } catch (error) {
    if (error instanceof z.ZodError) return err(problemsOf(error));
    throw error;
  }
};

/** The policy to be replayed, by name, in full or as the tenant's policy `sourcing` holds it, or what is wrong with which field. */
export const replayCandidate = (given: {
  readonly preset?: string | undefined;
  readonly policy?: unknown;
}): Result<Candidate, readonly CandidateProblem[]> => {
  const { preset, policy } = given;
  if (policy !== undefined && preset !== undefined)
    return err([{ field: 'preset', code: 'ambiguous', message: 'must be left out where a policy is given' }]);
  if (policy !== undefined) return readPolicy(policy);
  return presetNamed(preset, 'preset');
};
