// Titles, descriptions and units of a policy's members, as the schema of the API has them.
import type { PolicyJson } from '../../shared/types.ts';
import type { FormField } from './form.ts';

type Json = PolicyJson[string] | undefined;

const isObject = (value: Json): value is PolicyJson => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: Json): readonly PolicyJson[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A member by its name, in whichever form of a union has one. */
const memberOf = (node: PolicyJson, name: string): PolicyJson | undefined => {
  for (const form of [node, ...objects(node['anyOf']), ...objects(node['oneOf'])]) {
    const { properties } = form;
    const found = isObject(properties) ? properties[name] : undefined;
    if (isObject(found)) return found;
  }
  return undefined;
};

const nodeAt = (schema: PolicyJson, path: string): PolicyJson | undefined =>
  path.split('.').reduce<PolicyJson | undefined>((node, name) => node && memberOf(node, name), schema);

const units: Readonly<Record<string, string>> = { percent: '%', kilometres: 'km' };

const wordsAt = (schema: PolicyJson, path: string) => {
  const node = nodeAt(schema, path) ?? {};
  const { title, description } = node;
  const unit = node['x-unit'];
  return {
    words: {
      ...(typeof title === 'string' ? { label: title } : {}),
      ...(typeof description === 'string' ? { description } : {}),
    },
    unit: typeof unit === 'string' ? { unit: units[unit] ?? unit } : {},
  };
};

/** Fields in the words of the schema; where it has none they keep their own. @param schema of what the paths begin at */
export const worded = (fields: readonly FormField[], schema: PolicyJson): readonly FormField[] =>
  fields.map((field): FormField => {
    const { words, unit } = field.path === undefined ? { words: {}, unit: {} } : wordsAt(schema, field.path);
    switch (field.kind) {
      case 'group':
      case 'optional':
        return { ...field, ...words, fields: worded(field.fields, schema) };
      case 'number':
        return { ...field, ...words, ...unit };
      // Tables say how their rows are typed, and choices what each word means, which the schema says by codes.
      case 'table':
      case 'choice':
        return field;
      default:
        return { ...field, ...words };
    }
  });

/** Schema of a policy of one's own, in that of the value. */
export const ownPolicySchema = (schema: PolicyJson): PolicyJson => memberOf(schema, 'policy') ?? {};
