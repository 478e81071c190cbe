import { isObject, type JsonObject, type ProblemSink } from './asl.problems.ts';

// JSONPath states are never run here. They are read only so far that an ill-formed one is called invalid rather than
// merely unsupported; intrinsic functions and filters are not examined.

const pathFields = [
  'InputPath',
  'OutputPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
];
const templateFields = ['Parameters', 'ResultSelector', 'ItemSelector', 'Credentials', 'Assign'];
const mayBeNull = ['InputPath', 'OutputPath', 'ResultPath'];
const mayCallFunction = ['ErrorPath', 'CausePath'];

const isPath = (text: string): boolean => text.startsWith('$') && !/\.\.\.|\.$/.test(text);
const isReferencePath = (text: string): boolean => /^\$([.[].*)?$/s.test(text) && isPath(text);
const isFunctionCall = (text: string): boolean => /^States\.[A-Za-z0-9]+\(.*\)$/s.test(text);

const checkTemplate = (value: unknown, state: string, field: string, sink: ProblemSink): void => {
  if (Array.isArray(value)) return value.forEach((entry, index) => checkTemplate(entry, state, `${field}[${index}]`, sink));
  if (!isObject(value)) return;
  for (const [key, entry] of Object.entries(value)) {
    const at = `${field}.${key}`;
    if (!key.endsWith('.$')) checkTemplate(entry, state, at, sink);
    else if (Object.hasOwn(value, key.slice(0, -2)))
      sink.invalid(state, at, `stands beside ${JSON.stringify(key.slice(0, -2))}, and both give the same member`);
    else if (typeof entry !== 'string' || !(isPath(entry) || isFunctionCall(entry)))
      sink.invalid(state, at, 'must be a path or a States.* function');
  }
};

const checkComparison = (rule: unknown, state: string, field: string, sink: ProblemSink): void => {
  if (!isObject(rule)) return sink.invalid(state, field, 'must be an object');
  const { Variable, And, Or, Not } = rule as { readonly [key: string]: unknown };
  if (Variable !== undefined && (typeof Variable !== 'string' || !isPath(Variable)))
    sink.invalid(state, `${field}.Variable`, 'must be a reference path');
  if (Not !== undefined) checkComparison(Not, state, `${field}.Not`, sink);
  for (const [name, list] of [
    ['And', And],
    ['Or', Or],
  ] as const) {
    if (Array.isArray(list)) list.forEach((entry, index) => checkComparison(entry, state, `${field}.${name}[${index}]`, sink));
  }
};

/** `MaxItems` and `MaxItemsPath` (and the like) say the same thing twice. */
const checkPathPairs = (value: unknown, state: string, field: string, sink: ProblemSink): void => {
  if (!isObject(value)) return;
  for (const [key, entry] of Object.entries(value)) {
    if (Object.hasOwn(value, `${key}Path`)) sink.invalid(state, `${field}.${key}, ${field}.${key}Path`, 'only one of these may be given');
    checkPathPairs(entry, state, `${field}.${key}`, sink);
  }
};

export const checkJsonPathState = (raw: JsonObject, state: string, sink: ProblemSink): void => {
  for (const field of pathFields) {
    const value = raw[field];
    if (value === undefined || (value === null && mayBeNull.includes(field))) continue;
    const acceptable = typeof value === 'string' && (isPath(value) || (mayCallFunction.includes(field) && isFunctionCall(value)));
    if (!acceptable) sink.invalid(state, field, 'must be a path');
  }
  const resultPath = raw['ResultPath'];
  if (resultPath !== undefined && resultPath !== null && (typeof resultPath !== 'string' || !isReferencePath(resultPath))) {
    sink.invalid(state, 'ResultPath', 'must be a reference path into the input');
  }
  for (const field of templateFields) checkTemplate(raw[field], state, field, sink);
  for (const field of ['ItemBatcher', 'ItemReader', 'ResultWriter']) checkPathPairs(raw[field], state, field, sink);
  const choices = raw['Choices'];
  if (Array.isArray(choices)) choices.forEach((rule, index) => checkComparison(rule, state, `Choices[${index}]`, sink));
};
