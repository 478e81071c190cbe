import * as z from 'zod';

type RawIssue = Parameters<NonNullable<ReturnType<typeof z.config>['localeError']>>[0];

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  array: 'a list',
  tuple: 'a list',
  date: 'a date',
  null: 'null',
  never: 'left out',
};

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'an address such as https://example.com',
  datetime: 'an instant such as 2026-12-24T08:00:00Z',
  date: 'a day such as 2026-12-24',
  uuid: 'a UUID',
  safeint: 'a whole number',
};

/** What a length counts, by what has it. */
const units: Readonly<Record<string, string>> = { string: 'character', array: 'entry', set: 'entry', map: 'entry', file: 'byte' };

const plural = (count: number | bigint, unit: string): string =>
  `${count} ${Number(count) === 1 ? unit : unit.endsWith('y') ? `${unit.slice(0, -1)}ies` : `${unit}s`}`;

const quoted = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ');

const limit = (origin: string, bound: number | bigint, words: { readonly length: string; readonly size: string }): string => {
  const unit = units[origin];
  return unit === undefined ? `must be ${bound} ${words.size}` : `must have ${words.length} ${plural(bound, unit)}`;
};

/** What is wrong with a value that no schema has words of its own for, and what is allowed. */
export const issueInWords = (issue: RawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'must be given' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      if (issue.input === undefined) return 'must be given';
      return issue.values.length === 1 ? `must be ${quoted(issue.values)}` : `must be one of ${quoted(issue.values)}`;
    case 'too_small':
      if (issue.exact) return limit(issue.origin, issue.minimum, { length: 'exactly', size: 'exactly' });
      if (!issue.inclusive && units[issue.origin] === undefined) return `must be above ${issue.minimum}`;
      return limit(issue.origin, issue.minimum, { length: 'at least', size: 'or more' });
    case 'too_big':
      if (issue.exact) return limit(issue.origin, issue.maximum, { length: 'exactly', size: 'exactly' });
      if (!issue.inclusive && units[issue.origin] === undefined) return `must be below ${issue.maximum}`;
      return limit(issue.origin, issue.maximum, { length: 'at most', size: 'or less' });
    case 'invalid_format':
      return issue.format === 'regex'
        ? `must match ${issue.pattern ?? 'its pattern'}`
        : `must be ${formats[issue.format] ?? `valid as ${issue.format}`}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `must not have ${quoted(issue.keys)}: there is no such member`;
    case 'invalid_union':
      return issue.input === undefined ? 'must be given' : 'must have one of the forms that are described for it';
    case 'invalid_key':
      return 'must not have a member of this name';
    default:
      return 'must be as it is described';
  }
};

/** Has every schema of the process say what is wrong in these words, where it has none of its own. */
export const speakPlainly = (): void => void z.config({ localeError: issueInWords });
