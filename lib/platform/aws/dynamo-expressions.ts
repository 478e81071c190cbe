import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { assertNever } from '../../kernel/result.ts';
import type { Change, Condition } from '../ports.ts';
import { toAttribute } from './dynamo-attributes.ts';

/** Names and values that an expression refers to: attribute names of ours may be words that the language reserves. */
export type Placeholders = {
  readonly name: (attribute: string) => string;
  readonly value: (value: unknown) => string;
  /** The parts of a request that carry them; members without content are left out, as the service wants it. */
  readonly asInput: () => {
    readonly ExpressionAttributeNames?: Record<string, string>;
    readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
  };
};

type Naming = Pick<Placeholders, 'name' | 'value'>;

export const createPlaceholders = (): Placeholders => {
  const names = new Map<string, string>();
  const values: Record<string, AttributeValue> = {};
  return {
    name: (attribute) => {
      const placeholder = names.get(attribute) ?? `#n${names.size}`;
      names.set(attribute, placeholder);
      return placeholder;
    },
    value: (value) => {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = toAttribute(value);
      return placeholder;
    },
    asInput: () => ({
      ...(names.size > 0
        ? { ExpressionAttributeNames: Object.fromEntries(Array.from(names, ([attribute, placeholder]) => [placeholder, attribute])) }
        : {}),
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    }),
  };
};

/** A condition in the service's language. `inner` says that it becomes part of another. */
export const conditionExpression = (condition: Condition, placeholders: Naming, inner = false): string => {
  const { name, value } = placeholders;
  // Redundant parentheses are refused, so only several parts inside another expression get them.
  const join = (conditions: readonly Condition[], word: 'AND' | 'OR'): string => {
    const parts = conditions.map((each) => conditionExpression(each, placeholders, conditions.length > 1 || inner));
    const text = parts.join(` ${word} `);
    return inner && parts.length > 1 ? `(${text})` : text;
  };
  const [absent, present]: readonly [Condition, Condition] = [{ kind: 'absent' }, { kind: 'present' }];
  switch (condition.kind) {
    case 'absent':
      return `attribute_not_exists(${name('PK')})`;
    case 'present':
      return `attribute_exists(${name('PK')})`;
    case 'equals':
      return `${name(condition.attribute)} = ${value(condition.value)}`;
    case 'less-than':
      return `${name(condition.attribute)} < ${value(condition.value)}`;
    case 'attribute-absent':
      return `attribute_not_exists(${name(condition.attribute)})`;
    // All of nothing always holds, any of nothing never does; the language has no words for either.
    case 'all':
      return condition.conditions.length > 0 ? join(condition.conditions, 'AND') : join([absent, present], 'OR');
    case 'any':
      return condition.conditions.length > 0 ? join(condition.conditions, 'OR') : join([absent, present], 'AND');
    default:
      return assertNever(condition);
  }
};

/** A change in the service's language. */
export const updateExpression = ({ set = {}, add = {}, remove = [] }: Change, { name, value }: Naming): string => {
  const clauses = [
    ['SET', Object.entries(set).map(([attribute, next]) => `${name(attribute)} = ${value(next)}`)],
    ['ADD', Object.entries(add).map(([attribute, amount]) => `${name(attribute)} ${value(amount)}`)],
    ['REMOVE', remove.map(name)],
  ] as const;
  const text = clauses.flatMap(([word, parts]) => (parts.length > 0 ? [`${word} ${parts.join(', ')}`] : [])).join(' ');
  // A change of nothing still creates a missing record, and a transaction takes no empty expression.
  return text === '' ? `REMOVE ${name('nothing at all')}` : text;
};
