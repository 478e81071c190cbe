import { SourcingPolicyBody } from '../../contracts/http/sourcing-policy.ts';
import { fromWire } from '../../kernel/wire.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';

/** Reads a policy from JSON. @throws ZodError that names each wrong field */
export const policyFromJson = (json: unknown): SourcingPolicy => fromWire<SourcingPolicy>(SourcingPolicyBody.parse(json));

const isOnly = (json: object, member: string): boolean => Object.keys(json).length === 1 && member in json;

/** What was written down as a policy: a whole one, or a value as the tenant's policy `sourcing` holds it. It is not checked. */
export const policyInFile = (json: unknown): { readonly preset?: string; readonly policy?: unknown } => {
  if (json === null || typeof json !== 'object') return { policy: json };
  const { preset, policy } = json as { readonly preset?: unknown; readonly policy?: unknown };
  if (isOnly(json, 'preset') && typeof preset === 'string') return { preset };
  return { policy: isOnly(json, 'policy') ? policy : json };
};
