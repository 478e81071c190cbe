import type { CompiledExpression } from './asl.types.ts';
import { isObject, type JsonObject } from './asl.problems.ts';

/** Members of `$states` that exist only in some fields. */
export type StatesAccess = { readonly result: boolean; readonly errorOutput: boolean };

const nodesOf = (node: JsonObject, key: string): readonly JsonObject[] => {
  const value = node[key];
  if (Array.isArray(value)) return value.flat().filter(isObject);
  return isObject(value) ? [value] : [];
};

// Where each kind of node evaluates its parts against the context of the whole expression. Later steps of a path,
// predicates, sort terms and groupings run against the value before them, so names there are data, not context.
const partsInContext: Readonly<Record<string, readonly string[]>> = {
  unary: ['expression', 'expressions', 'lhs'],
  binary: ['lhs', 'rhs'],
  apply: ['lhs', 'rhs'],
  function: ['procedure', 'arguments'],
  partial: ['procedure', 'arguments'],
  lambda: ['body'],
  condition: ['condition', 'then', 'else'],
  block: ['expressions'],
  bind: ['rhs'],
};

const contextReferences = (node: JsonObject, found: string[]): void => {
  const { type, value } = node as { readonly type?: unknown; readonly value?: unknown };
  if (type === 'path') {
    const first = nodesOf(node, 'steps')[0];
    if (first !== undefined) contextReferences(first, found);
  } else if (type === 'name') found.push(String(value));
  else if (type === 'variable' && value === '') found.push('$');
  else if (type === 'variable' && value === '$') found.push('$$');
  for (const key of partsInContext[String(type)] ?? []) for (const part of nodesOf(node, key)) contextReferences(part, found);
};

const visitAll = (value: unknown, visit: (node: JsonObject) => void): void => {
  if (Array.isArray(value)) for (const entry of value) visitAll(entry, visit);
  else if (isObject(value)) {
    visit(value);
    for (const entry of Object.values(value)) visitAll(entry, visit);
  }
};

/**
 * What Step Functions refuses in an expression when a machine is created: a read of the context at the top level (there is
 * none: input is `$states.input`), `$eval`, and members of `$states` that the field does not have.
 * @returns messages, empty when the expression is acceptable
 */
export const checkExpression = ({ expression }: CompiledExpression, access: StatesAccess): readonly string[] => {
  const ast: unknown = expression.ast();
  const messages: string[] = [];
  const references: string[] = [];
  if (isObject(ast)) contextReferences(ast, references);
  for (const name of new Set(references))
    messages.push(`reference to ${JSON.stringify(name)} at the top level; read $states.input or a variable instead`);
  visitAll(ast, (node) => {
    if (node['type'] === 'variable' && node['value'] === 'eval') messages.push('$eval is not available; use $parse');
    if (node['type'] !== 'path') return;
    const [first, second] = nodesOf(node, 'steps');
    if (first?.['type'] !== 'variable' || first['value'] !== 'states' || second?.['type'] !== 'name') return;
    const member = second['value'];
    if (member === 'result' && !access.result) messages.push('$states.result does not exist in this field');
    else if (member === 'errorOutput' && !access.errorOutput) messages.push('$states.errorOutput exists only inside Catch');
    else if (!['input', 'context', 'result', 'errorOutput'].includes(String(member)))
      messages.push(`$states.${String(member)} does not exist`);
  });
  return messages;
};
