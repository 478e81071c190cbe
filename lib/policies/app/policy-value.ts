import type * as z from 'zod';
import { policyValueSchemas } from '../../contracts/http/policies.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { FieldProblem } from '../../platform/http/refusal.ts';
import type { PolicyName, PolicyValues } from '../domain/policy.ts';

type Issue = z.core.$ZodIssue;

/** Members that the alternative does not have; one that has them is the one that was meant. */
const strangers = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length : 0), 0);

/** Of a value with alternatives, what is wrong with the one that was meant: else nobody could name the field. */
const meant = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [closest = []] = [...issue.errors].sort((left, right) => strangers(left) - strangers(right) || left.length - right.length);
  return closest.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }));
};

const problemsOf = (error: z.ZodError): readonly FieldProblem[] =>
  error.issues.flatMap(meant).map(({ path, code, message }) => ({
    field: ['value', ...path].join('.'),
    code: code.replaceAll('_', '-'),
    message,
  }));

/** A policy's value from its wire form, or what is wrong with which field. */
export const readPolicyValue = <N extends PolicyName>(name: N, value: unknown): Result<PolicyValues[N], readonly FieldProblem[]> => {
  const parsed = policyValueSchemas[name].safeParse(value);
  return parsed.success ? ok(fromWire<PolicyValues[N]>(parsed.data)) : err(problemsOf(parsed.error));
};

/** The value as it is stored and shown. */
export const policyValueToWire = (value: PolicyValues[PolicyName]): Readonly<Record<string, unknown>> =>
  toWire(value) as Readonly<Record<string, unknown>>;
