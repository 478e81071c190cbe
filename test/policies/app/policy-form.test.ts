import { describe, expect, it } from 'vitest';
import { policyForm } from '../../../lib/policies/app/policy-form.ts';
import { readPolicyValue } from '../../../lib/policies/app/policy-value.ts';
import { policyNames } from '../../../lib/policies/domain/policy.ts';

type Schema = {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly minimum?: number;
  readonly default?: unknown;
  readonly 'x-unit'?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: string;
};

const parts = (schema: Schema): readonly Schema[] => [
  schema,
  ...[
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ].flatMap(parts),
];

const policySchema = (): Schema => {
  const own = (policyForm('sourcing').schema as Schema).anyOf?.find(({ properties }) => properties?.['policy']);
  const policy = own?.properties?.['policy'];
  if (!policy) throw new Error('the schema has no whole policy');
  return policy;
};

describe('the form of a policy', () => {
  it.each(policyNames)('of %s needs no reference to be followed', (name) => {
    const { schema } = policyForm(name);
    expect(JSON.stringify(schema)).not.toContain('$ref');
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it.each(policyNames)('of %s has values to begin with, each accepted as it is', (name) => {
    const { examples } = policyForm(name);
    expect(examples.length).toBeGreaterThan(0);
    for (const { value } of examples) expect(readPolicyValue(name, value)).toMatchObject({ ok: true });
  });

  it('of a sourcing policy has words for each member, and a unit for each amount', () => {
    for (const [name, member] of Object.entries(policySchema().properties ?? {})) {
      expect([name, member.title, member.description]).toEqual([name, expect.stringMatching(/./), expect.stringMatching(/./)]);
      if (name.endsWith('_minor')) expect([name, member['x-unit']]).toEqual([name, 'minor units']);
    }
    const counted = parts(policySchema()).filter(({ type }) => type === 'integer' || type === 'number');
    expect(counted.length).toBeGreaterThan(20);
    expect(counted.filter((schema) => schema['x-unit'] === undefined).map(({ title }) => title)).toEqual([
      'Version',
      'Parcels',
      'Locations',
    ]);
  });

  it('tells the defaults and the bounds that values are held to', () => {
    const { properties = {} } = policySchema();
    expect(properties['method']).toMatchObject({ default: 'lowest-score' });
    expect(properties['unknown_distance_km']).toMatchObject({ default: 3_000, 'x-unit': 'kilometres' });
    expect(properties['constraints']?.properties?.['max_parcels']).toMatchObject({ minimum: 1 });
    const [example] = policyForm('sourcing').examples.filter(({ value }) => 'policy' in value);
    const {
      method: _left,
      remainder: _out,
      unknown_distance_km: _too,
      version: _last,
      ...rest
    } = (example?.value['policy'] ?? {}) as Record<string, unknown>;
    expect(readPolicyValue('sourcing', { policy: rest })).toMatchObject({
      ok: true,
      value: { policy: { version: 1, method: 'lowest-score', unknownDistanceKm: 3_000, remainder: 'wait' } },
    });
  });
});
