// How IAM decides, for policies of one account: a request is refused by any statement that denies it, and otherwise allowed
// by any that allows it. Statements with `Not…` elements are not understood, and the tests let none through.

type Listed = string | readonly string[];

export type PolicyStatement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: Listed;
  readonly Resource?: Listed;
  readonly Principal?: Principal;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Listed>>>>;
};

export type Principal = '*' | Readonly<Record<string, Listed>>;
export type PolicyDocument = { readonly Version?: string; readonly Statement: readonly PolicyStatement[] };

/** One thing that somebody asks to do. Context keys are such as `aws:SecureTransport`. */
export type AccessRequest = { readonly action: string; readonly resource: string; readonly context?: Readonly<Record<string, string>> };

export const listOf = (value: Listed | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** `*` stands for any text, `?` for one character. */
export const fits = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(value);

/** Each holds when one of the expected values fits. */
const operators: Readonly<Record<string, (expected: string, actual: string) => boolean>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: fits,
  ArnLike: fits,
  ArnEquals: fits,
  Bool: (expected, actual) => expected === actual,
  NumericLessThan: (expected, actual) => Number(actual) < Number(expected),
};

/** @throws Error for an operator that no policy here had so far */
const meets = ({ Condition = {} }: PolicyStatement, context: Readonly<Record<string, string>>): boolean =>
  Object.entries(Condition).every(([operator, keys]) => {
    const holds = operators[operator];
    if (!holds) throw new Error(`The tests do not understand the condition ${operator}`);
    return Object.entries(keys).every(([key, expected]) => {
      const actual = context[key];
      // A key that the request does not bring meets no condition.
      return actual !== undefined && listOf(expected).some((one) => holds(one, actual));
    });
  });

const concerns = (statement: PolicyStatement, { action, resource, context = {} }: AccessRequest): boolean =>
  listOf(statement.Action).some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase())) &&
  listOf(statement.Resource).some((pattern) => fits(pattern, resource)) &&
  meets(statement, context);

/** Whether a role with these statements may do it. */
export const isAllowed = (statements: readonly PolicyStatement[], request: AccessRequest): boolean => {
  const concerned = statements.filter((statement) => concerns(statement, request));
  return concerned.some(({ Effect }) => Effect === 'Allow') && concerned.every(({ Effect }) => Effect === 'Allow');
};

/** A statement for each pair of action and resource, so that single rights can be taken away. */
export const pairsOf = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
  statements.flatMap((statement) =>
    listOf(statement.Action).flatMap((Action) => listOf(statement.Resource).map((Resource) => ({ ...statement, Action, Resource }))),
  );

export const toldPair = ({ Action, Resource }: PolicyStatement): string => `${listOf(Action).join()} on ${listOf(Resource).join()}`;
