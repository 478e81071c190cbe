import * as z from 'zod';
import { code, page, table } from './markdown.ts';

export type EventCatalogue = {
  readonly title: string;
  readonly source: string;
  readonly payloads: Readonly<Record<string, z.ZodType>>;
  readonly detailTypes: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, number>>;
};

type Schema = z.core.JSONSchema.BaseSchema;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

const isOfType = (schema: Schema, type: string): boolean => [schema.type].flat().some((each) => each === type);

const choices = (schema: Schema): readonly Schema[] => [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema);

const range = ({ minimum, maximum }: Schema): string => {
  // zod writes the bounds of safe integers into every integer; they say nothing about this field.
  const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (least !== undefined && most !== undefined) return ` ${least}–${most}`;
  if (least !== undefined) return ` ≥ ${least}`;
  return most === undefined ? '' : ` ≤ ${most}`;
};

const typeName = (schema: Schema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const alternatives = choices(schema);
  if (alternatives.length > 0) return alternatives.map(typeName).join(' or ');
  // A nullable field has a list of types.
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeName({ ...schema, type })).join(' or ');
  if (schema.type === 'array') return `list of ${isSchema(schema.items) && !Array.isArray(schema.items) ? typeName(schema.items) : 'any'}`;
  if (schema.type === 'object') return 'object';
  if (schema.type === 'string') return schema.format ?? 'text';
  if (schema.type === 'integer' || schema.type === 'number') return schema.type + range(schema);
  return typeof schema.type === 'string' ? schema.type : 'any';
};

type FieldRow = readonly [name: string, type: string, required: string];

/** The objects that a field may hold: itself, one of its alternatives, or the entries of a list. */
const innerObjects = (schema: Schema): readonly Schema[] => {
  if (isOfType(schema, 'object') && schema.properties) return [schema];
  if (isOfType(schema, 'array') && isSchema(schema.items) && !Array.isArray(schema.items)) return innerObjects(schema.items);
  return choices(schema).flatMap(innerObjects);
};

/** One row per field, fields of nested objects under their path (`lines[].sku`). */
const fieldRows = (schema: Schema, prefix = ''): readonly FieldRow[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (!isSchema(field)) return [];
    const path = `${prefix}${name}${isOfType(field, 'array') ? '[]' : ''}`;
    const row: FieldRow = [code(path), typeName(field), schema.required?.includes(name) ? 'yes' : 'no'];
    const inner = innerObjects(field).flatMap((object) => fieldRows(object, `${path}.`));
    const known = new Set<string>();
    return [row, ...inner.filter(([innerName]) => !known.has(innerName) && known.add(innerName))];
  });

const rowsOf = (payload: z.ZodType): readonly FieldRow[] =>
  fieldRows(z.toJSONSchema(payload, { io: 'output', unrepresentable: 'any', reused: 'inline' }));

const fieldTable = (rows: readonly FieldRow[]): string => table(['field', 'type', 'always there'], rows);

const isAmong = (rows: readonly FieldRow[], [name, type, required]: FieldRow): boolean =>
  rows.some((row) => row[0] === name && row[1] === type && row[2] === required);

const section = ({ title, source, payloads, detailTypes, versions }: EventCatalogue): readonly string[] => {
  const events = Object.entries(payloads).map(([type, payload]) => ({ type, rows: rowsOf(payload) }));
  const shared = (events[0]?.rows ?? []).filter((row) => events.length > 1 && events.every(({ rows }) => isAmong(rows, row)));
  return [
    `## ${title}`,
    `Source on the bus: ${code(source)}.`,
    ...(shared.length > 0 ? ['Every event below has these fields:', fieldTable(shared)] : []),
    ...events.flatMap(({ type, rows }) => {
      const own = rows.filter((row) => !isAmong(shared, row));
      return [
        `### ${type}`,
        `Detail type ${code(detailTypes[type] ?? '')}, schema version ${versions[type] ?? 1}.`,
        own.length === 0 ? 'No fields of its own.' : fieldTable(own),
      ];
    }),
  ];
};

/**
 * Page of every event: its type in the store, its detail type on the bus, the fields of its payload.
 * @throws Error for an event type without a detail type, since no rule on the bus could match it
 */
export const renderEvents = (catalogues: readonly EventCatalogue[]): string => {
  for (const { payloads, detailTypes } of catalogues) {
    for (const type of Object.keys(payloads)) if (!detailTypes[type]) throw new Error(`${type} has no detail type`);
  }
  return page(
    '# Events',
    'What the event store holds and the bus carries. A payload stands under `payload` of the stored record and of the published detail; the record around it is `EventDetail` in `lib/contracts/events/envelope.ts`. Changes only add: anything else is a new type.',
    ...catalogues.flatMap(section),
  );
};
