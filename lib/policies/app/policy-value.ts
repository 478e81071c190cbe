import type * as z from 'zod';
import { policyValueSchemas } from '../../contracts/http/policies.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { FieldProblem } from '../../platform/http/refusal.ts';
import type { PolicyName, PolicyValues } from '../domain/policy.ts';

const problemsOf = (error: z.ZodError): readonly FieldProblem[] =>
  error.issues.map(({ path, code, message }) => ({
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
