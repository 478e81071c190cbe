import * as z from 'zod';
import { policyValueSchemas } from '../../contracts/http/policies.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { toWire } from '../../kernel/wire.ts';
import { presetPolicy, presetPolicyNames } from '../../sourcing/index.ts';
import type { PolicyName } from '../domain/policy.ts';
import { defaultPolicies } from './policy-settings.ts';
import { policyValueToWire } from './policy-value.ts';

type JsonObject = { readonly [member: string]: Json };

export type PolicyForm = {
  readonly name: PolicyName;
  /** JSON Schema, draft 2020-12, without references. */
  readonly schema: JsonObject;
  /** Values to begin with, in their wire form. */
  readonly examples: readonly { readonly title: string; readonly value: Readonly<Record<string, unknown>> }[];
};

const reference = '#/$defs/';

/** Puts each named schema where it is referred to, so that whoever makes an editor needs to follow nothing. None holds itself. */
const inlined = (part: Json, named: JsonObject): Json => {
  if (Array.isArray(part)) return part.map((entry) => inlined(entry as Json, named));
  if (part === null || typeof part !== 'object') return part;
  const { $ref: to, ...rest } = part as JsonObject;
  const members = Object.entries(rest)
    // zod writes the bounds of safe integers into every integer.
    .filter(([member, value]) => !(member === 'maximum' && value === Number.MAX_SAFE_INTEGER))
    .map(([member, value]) => [member, inlined(value, named)] as const);
  const own = Object.fromEntries(members) as JsonObject;
  if (typeof to !== 'string') return own;
  return { ...(inlined(named[to.slice(reference.length)] ?? {}, named) as JsonObject), ...own };
};

const schemaOf = (name: PolicyName): JsonObject => {
  const { $defs: named = {}, ...whole } = z.toJSONSchema(policyValueSchemas[name], { io: 'input', unrepresentable: 'any' }) as JsonObject;
  return inlined(whole, named as JsonObject) as JsonObject;
};

/** Every preset by its name, and as a policy of one's own that decides the same. */
const sourcingExamples = (): PolicyForm['examples'] =>
  presetPolicyNames.flatMap((preset) => [
    { title: preset, value: { preset } },
    { title: `own, as ${preset}`, value: { policy: toWire({ ...presetPolicy(preset), name: 'own', version: 1 }) } },
  ]);

/** What the values of a policy may be, for whoever makes an editor of it. */
export const policyForm = (name: PolicyName): PolicyForm => ({
  name,
  schema: schemaOf(name),
  examples: name === 'sourcing' ? sourcingExamples() : [{ title: 'default', value: policyValueToWire(defaultPolicies[name]) }],
});
