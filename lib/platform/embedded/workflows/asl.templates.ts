import type { Assignments, Template } from './asl.types.ts';
import { isObject, type ProblemSink } from './asl.problems.ts';
import { compileExpression } from './expression.ts';
import { checkExpression, type StatesAccess } from './expression.check.ts';

/** Where a template stands, and where to report. */
export type FieldPlace = { readonly state: string; readonly field: string; readonly sink: ProblemSink; readonly access: StatesAccess };

const within = (place: FieldPlace, part: string): FieldPlace => ({ ...place, field: `${place.field}${part}` });

const expressionPattern = /^\{%\s+(\S[\s\S]*?)\s+%\}$/;
const nothing: Template = { kind: 'literal', value: null };

const readString = (text: string, place: FieldPlace): Template => {
  if (!text.startsWith('{%') && !text.endsWith('%}')) return { kind: 'literal', value: text };
  const source = expressionPattern.exec(text)?.[1];
  if (source === undefined) {
    place.sink.invalid(place.state, place.field, 'an expression is written "{% … %}", with a space inside each end');
    return nothing;
  }
  try {
    const expression = compileExpression(source);
    for (const message of checkExpression(expression, place.access)) place.sink.invalid(place.state, place.field, message);
    return { kind: 'expression', expression };
  } catch (thrown) {
    place.sink.invalid(place.state, place.field, `not a JSONata expression: ${String((thrown as { readonly message?: unknown }).message)}`);
    return nothing;
  }
};

/** Reads a JSON value whose strings may be expressions. */
export const readTemplate = (raw: unknown, place: FieldPlace): Template => {
  if (typeof raw === 'string') return readString(raw, place);
  if (Array.isArray(raw)) {
    const items = raw.map((entry, index) => readTemplate(entry, within(place, `[${index}]`)));
    return items.every((item) => item.kind === 'literal') ? { kind: 'literal', value: raw } : { kind: 'array', items };
  }
  if (isObject(raw)) {
    const entries = Object.entries(raw).map(([key, entry]) => [key, readTemplate(entry, within(place, `.${key}`))] as const);
    return entries.every(([, entry]) => entry.kind === 'literal') ? { kind: 'literal', value: raw } : { kind: 'object', entries };
  }
  return { kind: 'literal', value: raw };
};

export const readOptionalTemplate = (raw: unknown, place: FieldPlace): Template | undefined =>
  raw === undefined ? undefined : readTemplate(raw, place);

/** Reads a whole number within a range, or an expression that will give one. */
export const readNumber = (
  raw: unknown,
  place: FieldPlace,
  range: { readonly min: number; readonly max: number },
): Template | undefined => {
  if (raw === undefined) return undefined;
  const template = readTemplate(raw, place);
  if (template.kind === 'expression') return template;
  if (typeof raw !== 'number' || !Number.isInteger(raw) || raw < range.min || raw > range.max) {
    place.sink.invalid(place.state, place.field, `must be a whole number from ${range.min} to ${range.max}, or an expression`);
  }
  return template;
};

const variableNamePattern = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;

/** Reads `Assign`: an object of variable names and values. */
export const readAssignments = (raw: unknown, place: FieldPlace): Assignments => {
  if (raw === undefined) return [];
  if (!isObject(raw)) {
    place.sink.invalid(place.state, place.field, 'must be an object of variable names and values');
    return [];
  }
  return Object.entries(raw).map(([name, value]) => {
    if (name === 'states') place.sink.invalid(place.state, `${place.field}.states`, 'states is a reserved name');
    else if (!variableNamePattern.test(name)) {
      place.sink.unsupported(place.state, `${place.field}.${name}`, 'no expression could read a variable of this name');
    }
    return [name, readTemplate(value, within(place, `.${name}`))] as const;
  });
};
