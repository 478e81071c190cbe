import type { Catcher, Retrier } from './asl.types.ts';
import { isObject, type JsonObject, type ProblemSink } from './asl.problems.ts';
import { readAssignments, readOptionalTemplate } from './asl.templates.ts';
import type { QueryLanguage } from './asl.fields.ts';

const largestSeconds = 99_999_999;

const readErrorNames = (rule: JsonObject, isLast: boolean, state: string, field: string, sink: ProblemSink): readonly string[] => {
  const names = rule['ErrorEquals'];
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) {
    sink.invalid(state, `${field}.ErrorEquals`, 'must be a list of at least one error name');
    return [];
  }
  if (names.includes('States.ALL') && (names.length > 1 || !isLast)) {
    sink.invalid(state, `${field}.ErrorEquals`, 'States.ALL must stand alone, in the last rule');
  }
  return names;
};

const refuseUnknown = (rule: JsonObject, known: readonly string[], state: string, field: string, sink: ProblemSink): void => {
  for (const key of Object.keys(rule)) if (!known.includes(key)) sink.invalid(state, `${field}.${key}`, 'does not exist here');
};

const readRules = (raw: unknown, state: string, field: string, sink: ProblemSink): readonly JsonObject[] => {
  if (raw === undefined) return [];
  if (Array.isArray(raw) && raw.every(isObject)) return raw;
  sink.invalid(state, field, 'must be a list of rules');
  return [];
};

type NumberRule = {
  readonly field: string;
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
};

const readRuleNumber = (
  rule: JsonObject,
  { field, fallback, min, max, whole }: NumberRule,
  state: string,
  at: string,
  sink: ProblemSink,
): number => {
  const value = rule[field];
  if (value === undefined) return fallback;
  if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  sink.invalid(state, `${at}.${field}`, `must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  return fallback;
};

/** Reads `Retry`. Defaults are Step Functions': 1 second, 3 attempts, doubling, no jitter. */
export const readRetriers = (raw: unknown, state: string, sink: ProblemSink): readonly Retrier[] => {
  const rules = readRules(raw, state, 'Retry', sink);
  return rules.map((rule, index) => {
    const at = `Retry[${index}]`;
    const number = (field: string, fallback: number, min: number, whole: boolean): number =>
      readRuleNumber(rule, { field, fallback, min, max: largestSeconds, whole }, state, at, sink);
    refuseUnknown(
      rule,
      ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy', 'Comment'],
      state,
      at,
      sink,
    );
    const intervalSeconds = number('IntervalSeconds', 1, 1, true);
    const maxDelaySeconds = rule['MaxDelaySeconds'] === undefined ? undefined : number('MaxDelaySeconds', 1, 1, true);
    if (maxDelaySeconds !== undefined && maxDelaySeconds <= intervalSeconds) {
      sink.invalid(state, `${at}.MaxDelaySeconds`, 'must be greater than IntervalSeconds');
    }
    const jitter = rule['JitterStrategy'] ?? 'NONE';
    if (jitter !== 'NONE' && jitter !== 'FULL') sink.invalid(state, `${at}.JitterStrategy`, 'must be NONE or FULL');
    return {
      errorEquals: readErrorNames(rule, index === rules.length - 1, state, at, sink),
      intervalSeconds,
      maxAttempts: number('MaxAttempts', 3, 0, true),
      backoffRate: number('BackoffRate', 2, 1, false),
      maxDelaySeconds,
      jitter: jitter === 'FULL' ? 'FULL' : 'NONE',
    };
  });
};

/** Reads `Catch`. The target's existence is checked with the scope's other transitions. */
export const readCatchers = (raw: unknown, language: QueryLanguage, state: string, sink: ProblemSink): readonly Catcher[] => {
  const rules = readRules(raw, state, 'Catch', sink);
  return rules.map((rule, index) => {
    const at = `Catch[${index}]`;
    refuseUnknown(rule, ['ErrorEquals', 'Next', 'Assign', 'Comment', language === 'JSONata' ? 'Output' : 'ResultPath'], state, at, sink);
    const next = rule['Next'];
    if (typeof next !== 'string') sink.invalid(state, `${at}.Next`, 'must name a state');
    const access = { result: false, errorOutput: true };
    const readable = language === 'JSONata';
    return {
      errorEquals: readErrorNames(rule, index === rules.length - 1, state, at, sink),
      next: String(next),
      output: readable ? readOptionalTemplate(rule['Output'], { state, field: `${at}.Output`, sink, access }) : undefined,
      assign: readable ? readAssignments(rule['Assign'], { state, field: `${at}.Assign`, sink, access }) : [],
    };
  });
};
