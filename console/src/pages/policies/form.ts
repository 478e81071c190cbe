// Policies whose values are numbers, switches and tables: what their fields are, and the way between what is typed and JSON.
import type { FieldProblem } from '../../shared/field-message.ts';
import { inputError } from '../../shared/field-message.ts';
import type { PolicyJson } from '../../shared/types.ts';
import { durationOf, type Duration, secondsOf } from './duration-field.tsx';

type Json = PolicyJson[string];

type FieldParts = {
  /** Where the value stands in the policy, such as `bands.high.percent`. */
  readonly path: string;
  readonly label: string;
  readonly description?: string;
};

export type NumberField = FieldParts & {
  readonly kind: 'number';
  /** Stands behind the number, such as `%` or `days`. */
  readonly unit?: string;
  /** What is typed is so many times what is kept: 100 for a share of one that is shown in percent. */
  readonly times?: number;
  /** Nothing typed leaves the member out. */
  readonly optional?: boolean;
  /** Nothing typed is sent as null. */
  readonly orNull?: boolean;
  readonly slider?: { readonly max: number; readonly step: number };
};

/** Columns of a table that is typed row by row or pasted as CSV. */
export type TableColumn = {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'choice';
  /** Of a choice; the first stands in a new row. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly optional?: boolean;
  readonly times?: number;
};

type Cells = Readonly<Record<string, string>>;
export type TableRow = { readonly id: string; readonly cells: Cells };

export type TableField = FieldParts & {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  /** What a row is called: `exception`, `rate`. */
  readonly rowName: string;
  readonly empty: string;
  /** Where rows do not stand one by one in the JSON. */
  readonly nested?: {
    readonly rowsOf: (value: unknown) => readonly PolicyJson[];
    readonly jsonOf: (rows: readonly PolicyJson[]) => Json;
    /** Field of the API for each cell. */
    readonly fieldOf: (rows: readonly Cells[], index: number, key: string) => readonly string[];
  };
};

export type FormField =
  | NumberField
  | TableField
  | (FieldParts & {
      readonly kind: 'switch';
      /** What counts where the value says nothing; off without it. */
      readonly otherwise?: boolean;
    })
  | (FieldParts & { readonly kind: 'text'; readonly orNull?: boolean })
  | (FieldParts & { readonly kind: 'duration' })
  | (FieldParts & { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] })
  /** Any of several words; none leaves the member out. */
  | (FieldParts & { readonly kind: 'several'; readonly options: readonly { readonly value: string; readonly label: string }[] })
  /** Words separated by commas; none leaves the member out. */
  | (FieldParts & { readonly kind: 'list' })
  /** Fields that count only when they are switched on. `off` is what stands there otherwise. */
  | (FieldParts & {
      readonly kind: 'optional';
      readonly off: 'null' | 'absent';
      readonly start: PolicyJson;
      readonly fields: readonly FormField[];
    })
  | {
      readonly kind: 'group';
      /** Where all of its fields stand together; undefined where they do not. */
      readonly path?: string;
      readonly label: string;
      readonly description?: string;
      readonly fields: readonly FormField[];
    };

/** What is typed, by the path of its field. */
export type FormTyped = Readonly<Record<string, string | boolean | Duration | readonly string[] | readonly TableRow[]>>;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

const numberText = (value: unknown, times = 1): string =>
  typeof value === 'number' ? String(Number((value * times).toPrecision(12))) : '';

const cellText = (value: unknown, times?: number): string =>
  typeof value === 'number' ? numberText(value, times) : typeof value === 'string' ? value : '';

export const newRow = (cells: Cells = {}): TableRow => ({ id: crypto.randomUUID(), cells });

const rowsOf = ({ columns, nested }: TableField, value: unknown): readonly TableRow[] => {
  const rows = nested ? nested.rowsOf(value) : Array.isArray(value) ? value.filter(isObject) : [];
  return rows.map((row) => newRow(Object.fromEntries(columns.map(({ key, times }) => [key, cellText(row[key], times)]))));
};

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const switchPath = (path: string): string => `${path}?`;
export const isOn = (typed: FormTyped, path: string): boolean => typed[switchPath(path)] === true;
export const switched = (typed: FormTyped, path: string, on: boolean): FormTyped => ({ ...typed, [switchPath(path)]: on });

/** A value as its fields show it. */
export const formOf = (fields: readonly FormField[], value: unknown): FormTyped => {
  const entries = fields.flatMap((field): readonly (readonly [string, FormTyped[string]])[] => {
    if (field.kind === 'group') return Object.entries(formOf(field.fields, value));
    const { path } = field;
    const found = at(value, path);
    switch (field.kind) {
      case 'number':
        return [[path, numberText(found, field.times)]];
      case 'switch':
        return [[path, (found ?? field.otherwise) === true]];
      case 'duration':
        return [[path, typeof found === 'number' ? durationOf(found) : { count: '', unit: '60' }]];
      case 'text':
      case 'choice':
        return [[path, cellText(found)]];
      case 'several':
        return [[path, texts(found)]];
      case 'list':
        return [[path, texts(found).join(', ')]];
      case 'table':
        return [[path, rowsOf(field, found)]];
      case 'optional': {
        const isThere = isObject(found);
        const inner = formOf(field.fields, isThere ? value : wrapped(path, field.start));
        return [[switchPath(path), isThere], ...Object.entries(inner)];
      }
    }
  });
  return Object.fromEntries(entries);
};

const wrapped = (path: string, value: Json): PolicyJson =>
  path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as PolicyJson;

const numberIn = (text: string, times = 1): number | undefined => {
  const trimmed = text.trim().replace(',', '.');
  if (!/^-?\d{1,12}(\.\d{1,12})?$/.test(trimmed)) return undefined;
  return Number((Number(trimmed) / times).toPrecision(12));
};

const cellJson = (column: TableColumn, text: string, say: (message: string) => void): Json | undefined => {
  if (text.trim() === '') {
    if (!column.optional) say('must be given');
    return undefined;
  }
  if (column.kind !== 'number') return text.trim();
  const read = numberIn(text, column.times);
  if (read === undefined) say('must be a number');
  return read;
};

const defined = (entries: readonly (readonly [string, Json | undefined])[]): PolicyJson =>
  Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));

/** Several words as they are typed into one cell. */
export const wordsIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

/** Names of a list that is typed into one cell, and of each of its words by its place. */
export const fieldsOfWords = (path: string, text: string): readonly string[] => [
  path,
  ...wordsIn(text).map((_, place) => `${path}.${place}`),
];

/** Names by which the API may speak of a cell, below the policy. */
export const fieldsOfCell = (field: TableField, rows: readonly TableRow[], index: number, key: string): readonly string[] =>
  field.nested
    ? field.nested.fieldOf(
        rows.map(({ cells }) => cells),
        index,
        key,
      )
    : [`${field.path}.${index}.${key}`];

type Say = (field: string, message: string) => void;

const tableJson = (field: TableField, rows: readonly TableRow[], say: Say): Json => {
  const json = rows.map(({ cells }, index) =>
    defined(
      field.columns.map((column) => {
        const name = fieldsOfCell(field, rows, index, column.key)[0] ?? field.path;
        return [column.key, cellJson(column, cells[column.key] ?? '', (message) => say(name, message))];
      }),
    ),
  );
  return field.nested ? field.nested.jsonOf(json) : json;
};

const isRows = (value: FormTyped[string] | undefined): value is readonly TableRow[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object');

export const rowsTyped = (typed: FormTyped, path: string): readonly TableRow[] => {
  const found = typed[path];
  return isRows(found) ? found : [];
};
export const textTyped = (typed: FormTyped, path: string): string => {
  const found = typed[path];
  return typeof found === 'string' ? found : '';
};
export const severalTyped = (typed: FormTyped, path: string): readonly string[] => texts(typed[path]);
export const durationTyped = (typed: FormTyped, path: string): Duration => {
  const found = typed[path];
  return typeof found === 'object' && 'count' in found ? found : { count: '', unit: '60' };
};

type Leaf = Exclude<FormField, { readonly kind: 'group' } | { readonly kind: 'optional' }>;

const numberJson = ({ path, times, optional, orNull }: NumberField, typed: FormTyped, say: Say): Json | undefined => {
  const text = textTyped(typed, path);
  if (optional && text.trim() === '') return undefined;
  if (orNull && text.trim() === '') return null;
  const read = numberIn(text, times);
  if (read === undefined) say(path, 'must be a number');
  return read;
};

const listed = (words: readonly string[]): Json | undefined => (words.length === 0 ? undefined : [...words]);

const leafJson = (field: Leaf, typed: FormTyped, say: Say): Json | undefined => {
  const { path } = field;
  switch (field.kind) {
    case 'number':
      return numberJson(field, typed, say);
    case 'switch':
      return typed[path] === true;
    case 'text':
      return field.orNull && textTyped(typed, path).trim() === '' ? null : textTyped(typed, path).trim();
    case 'choice':
      return textTyped(typed, path).trim();
    case 'several':
      return listed(severalTyped(typed, path));
    case 'list':
      return listed(
        textTyped(typed, path)
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      );
    case 'table':
      return tableJson(field, rowsTyped(typed, path), say);
    case 'duration': {
      const seconds = secondsOf(durationTyped(typed, path));
      if (seconds === undefined) say(path, 'must be a number that comes to whole seconds');
      return seconds;
    }
  }
};

const put = (into: PolicyJson, path: string, value: Json): PolicyJson => {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...into, [key]: value };
  const inner = into[key];
  return { ...into, [key]: put(isObject(inner) ? (inner as PolicyJson) : {}, rest.join('.'), value) };
};

const filled = (into: PolicyJson, fields: readonly FormField[], typed: FormTyped, say: Say): PolicyJson =>
  fields.reduce((json, field) => {
    if (field.kind === 'group') return filled(json, field.fields, typed, say);
    if (field.kind === 'optional') {
      if (isOn(typed, field.path)) return filled(json, field.fields, typed, say);
      return field.off === 'null' ? put(json, field.path, null) : json;
    }
    const read = leafJson(field, typed, say);
    return read === undefined ? json : put(json, field.path, read);
  }, into);

/**
 * The value that was typed. @param above the path of the value in what is sent, such as `value`, empty where it is the whole; what it cannot read is named below it
 * @throws ProblemError that names what cannot be read
 */
export const jsonOfForm = (fields: readonly FormField[], typed: FormTyped, above: string, constant: PolicyJson = {}): PolicyJson => {
  const problems: FieldProblem[] = [];
  const json = filled(constant, fields, typed, (field, message) =>
    problems.push({ field: above === '' ? field : `${above}.${field}`, message }),
  );
  if (problems.length > 0) throw inputError(problems);
  return json;
};

const seconds = (value: unknown, spanText: (seconds: number) => string): string => (typeof value === 'number' ? spanText(value) : '');

const rowText = (columns: readonly TableColumn[], { cells }: TableRow): string =>
  columns
    .filter(({ key }) => (cells[key] ?? '') !== '')
    .map(({ key, label }) => `${label} ${cells[key]}`)
    .join(', ');

/** A value member by member in words, for holding two of them against each other. */
export const membersOfForm = (
  fields: readonly FormField[],
  value: unknown,
  spanText: (seconds: number) => string,
): readonly (readonly [string, string])[] =>
  fields.flatMap((field): readonly (readonly [string, string])[] => {
    if (field.kind === 'group') return membersOfForm(field.fields, value, spanText);
    const found = at(value, field.path);
    switch (field.kind) {
      case 'optional':
        return [[field.label, isObject(found) ? 'on' : 'off'], ...(isObject(found) ? membersOfForm(field.fields, value, spanText) : [])];
      case 'table':
        return rowsOf(field, found).map((row, index) => [`${field.label}: ${field.rowName} ${index + 1}`, rowText(field.columns, row)]);
      case 'duration':
        return [[field.label, seconds(found, spanText)]];
      case 'switch':
        return [[field.label, (found ?? field.otherwise) === true ? 'on' : 'off']];
      case 'choice':
        return [[field.label, field.options.find((option) => option.value === found)?.label ?? cellText(found)]];
      case 'several':
      case 'list':
        return texts(found).length === 0 ? [] : [[field.label, texts(found).join(', ')]];
      case 'number': {
        const text = numberText(found, field.times);
        return text === '' ? [] : [[field.label, field.unit === undefined ? text : `${text} ${field.unit}`]];
      }
      case 'text':
        return cellText(found) === '' ? [] : [[field.label, cellText(found)]];
    }
  });
