import { parseInstant } from '../../../kernel/instant.ts';
import type { ChoiceRule, Scope, State } from './asl.types.ts';
import { exclusiveFields, isStateType, type QueryLanguage, refuseField, type StateType } from './asl.fields.ts';
import { checkJsonPathState } from './asl.jsonpath.ts';
import { isObject, type JsonObject, type ProblemSink } from './asl.problems.ts';
import { readCatchers, readRetriers } from './asl.rules.ts';
import { checkArguments, readResource } from './asl.tasks.ts';
import { type FieldPlace, readAssignments, readNumber, readOptionalTemplate, readTemplate } from './asl.templates.ts';

/** What a state is read in. `readScope` is handed in because states hold scopes and scopes hold states. */
export type ReadContext = {
  readonly sink: ProblemSink;
  readonly machineLanguage: QueryLanguage;
  readonly readScope: (raw: unknown, path: string, field: string, extraFields: readonly string[]) => Scope;
};

type StateReader = {
  readonly raw: JsonObject;
  readonly name: string;
  readonly path: string;
  readonly language: QueryLanguage;
  readonly context: ReadContext;
  readonly place: (field: string, access?: Partial<FieldPlace['access']>) => FieldPlace;
};

const languageOf = (raw: JsonObject, path: string, { sink, machineLanguage }: ReadContext): QueryLanguage => {
  const own = raw['QueryLanguage'];
  if (own === undefined) return machineLanguage;
  if (own !== 'JSONata' && own !== 'JSONPath') sink.invalid(path, 'QueryLanguage', 'must be JSONata or JSONPath');
  if (own === 'JSONPath' && machineLanguage === 'JSONata') sink.invalid(path, 'QueryLanguage', 'a JSONata machine has no JSONPath states');
  return own === 'JSONata' ? 'JSONata' : 'JSONPath';
};

const checkFields = (raw: JsonObject, type: StateType, path: string, language: QueryLanguage, sink: ProblemSink): void => {
  for (const field of Object.keys(raw)) {
    const refusal = refuseField(type, language, field);
    if (refusal !== undefined) sink.invalid(path, field, refusal);
  }
  for (const group of exclusiveFields) {
    const present = group.filter((field) => raw[field] !== undefined);
    if (present.length > 1) sink.invalid(path, present.join(', '), 'only one of these may be given');
  }
  const canContinue = refuseField(type, language, 'Next') === undefined;
  if (canContinue && raw['Next'] === undefined && raw['End'] !== true) sink.invalid(path, 'Next', 'either Next or "End": true is required');
  if (type === 'Wait' && !['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].some((field) => raw[field] !== undefined)) {
    sink.invalid(path, 'Seconds', 'either Seconds or Timestamp is required');
  }
  if (raw['End'] !== undefined && typeof raw['End'] !== 'boolean') sink.invalid(path, 'End', 'must be true or false');
  if (raw['Next'] !== undefined && typeof raw['Next'] !== 'string') sink.invalid(path, 'Next', 'must name a state');
};

const readChoiceRules = ({ raw, path, language, context, place }: StateReader): readonly ChoiceRule[] => {
  const choices = raw['Choices'];
  if (!Array.isArray(choices) || choices.length === 0 || !choices.every(isObject)) {
    context.sink.invalid(path, 'Choices', 'must be a list of at least one rule');
    return [];
  }
  return choices.map((rule: JsonObject, index) => {
    const at = `Choices[${index}]`;
    if (typeof rule['Next'] !== 'string') context.sink.invalid(path, `${at}.Next`, 'must name a state');
    if (language === 'JSONata') {
      for (const key of Object.keys(rule)) {
        if (!['Condition', 'Next', 'Assign', 'Output', 'Comment'].includes(key))
          context.sink.invalid(path, `${at}.${key}`, 'does not exist in a JSONata rule');
      }
      const condition = rule['Condition'];
      if (typeof condition !== 'boolean' && !(typeof condition === 'string' && condition.startsWith('{%'))) {
        context.sink.invalid(path, `${at}.Condition`, 'must be an expression, true or false');
      }
    }
    const readable = language === 'JSONata';
    return {
      condition: readable ? readTemplate(rule['Condition'], place(`${at}.Condition`)) : { kind: 'literal', value: false },
      next: String(rule['Next']),
      output: readable ? readOptionalTemplate(rule['Output'], place(`${at}.Output`)) : undefined,
      assign: readable ? readAssignments(rule['Assign'], place(`${at}.Assign`)) : [],
    };
  });
};

const unsupportedMapFields = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'ToleratedFailureCount', 'ToleratedFailurePercentage', 'Label'];

const readProcessor = ({ raw, path, context }: StateReader): Scope => {
  const { sink } = context;
  const field = raw['Iterator'] === undefined ? 'ItemProcessor' : 'Iterator';
  const processor = raw[field];
  const config = isObject(processor) ? processor['ProcessorConfig'] : undefined;
  const mode = isObject(config) ? (config['Mode'] ?? 'INLINE') : 'INLINE';
  if (mode !== 'INLINE' && mode !== 'DISTRIBUTED') sink.invalid(path, `${field}.ProcessorConfig.Mode`, 'must be INLINE or DISTRIBUTED');
  if (mode === 'DISTRIBUTED') sink.unsupported(path, `${field}.ProcessorConfig.Mode`, 'a distributed Map is not supported');
  for (const name of unsupportedMapFields)
    if (raw[name] !== undefined) sink.unsupported(path, name, 'belongs to the distributed Map, which is not supported');
  const percentage = raw['ToleratedFailurePercentage'];
  if (typeof percentage === 'number' && (percentage < 0 || percentage > 100))
    sink.invalid(path, 'ToleratedFailurePercentage', 'must be from 0 to 100');
  return context.readScope(processor, path, field, ['ProcessorConfig']);
};

const readBranches = ({ raw, path, context }: StateReader): readonly Scope[] => {
  const branches = raw['Branches'];
  if (Array.isArray(branches) && branches.length > 0)
    return branches.map((branch, index) => context.readScope(branch, path, `Branches[${index}]`, []));
  context.sink.invalid(path, 'Branches', 'must be a list of at least one branch');
  return [];
};

const largestSeconds = 99_999_999;

const readTask = (reader: StateReader, shaping: Shaping, recovering: Recovering): State => {
  const { raw, path, language, context, place } = reader;
  const kind = readResource(raw['Resource'], path, context.sink);
  const argumentTemplate = readOptionalTemplate(raw['Arguments'], place('Arguments'));
  if (kind !== undefined && language === 'JSONata') checkArguments(kind, argumentTemplate, path, context.sink);
  if (raw['Credentials'] !== undefined)
    context.sink.unsupported(path, 'Credentials', 'calls on behalf of another account are not supported');
  const timeout = raw['TimeoutSeconds'];
  const heartbeat = raw['HeartbeatSeconds'];
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    context.sink.invalid(path, 'HeartbeatSeconds', 'must be smaller than TimeoutSeconds');
  }
  return {
    ...shaping,
    ...recovering,
    type: 'Task',
    target: kind?.target ?? 'function',
    pattern: kind?.pattern ?? 'response',
    arguments: argumentTemplate,
    timeoutSeconds: readNumber(timeout, place('TimeoutSeconds'), { min: 1, max: largestSeconds }),
    heartbeatSeconds: readNumber(heartbeat, place('HeartbeatSeconds'), { min: 1, max: largestSeconds }),
  };
};

const readTimestamp = ({ raw, path, context, place }: StateReader): ReturnType<typeof readOptionalTemplate> => {
  const template = readOptionalTemplate(raw['Timestamp'], place('Timestamp'));
  if (template?.kind === 'literal' && (typeof template.value !== 'string' || parseInstant(template.value) === undefined)) {
    context.sink.invalid(path, 'Timestamp', 'must be an RFC 3339 moment with a zone, or an expression');
  }
  return template;
};

const shape = ({ raw, name, place }: StateReader, result: boolean) => ({
  name,
  output: readOptionalTemplate(raw['Output'], place('Output', { result })),
  assign: readAssignments(raw['Assign'], place('Assign', { result })),
  next: typeof raw['Next'] === 'string' ? raw['Next'] : undefined,
});
type Shaping = ReturnType<typeof shape>;

const recover = ({ raw, path, language, context }: StateReader) => ({
  retry: readRetriers(raw['Retry'], path, context.sink),
  catch: readCatchers(raw['Catch'], language, path, context.sink),
});
type Recovering = ReturnType<typeof recover>;

const readByType = (type: StateType, reader: StateReader): State => {
  const { raw, name, path, context, place } = reader;
  const shaping = shape(reader, type === 'Task' || type === 'Map' || type === 'Parallel');
  switch (type) {
    case 'Task':
      return readTask(reader, shaping, recover(reader));
    case 'Choice': {
      const fallback = raw['Default'];
      if (fallback !== undefined && typeof fallback !== 'string') context.sink.invalid(path, 'Default', 'must name a state');
      return { ...shaping, type, rules: readChoiceRules(reader), default: typeof fallback === 'string' ? fallback : undefined };
    }
    case 'Wait':
      return {
        ...shaping,
        type,
        seconds: readNumber(raw['Seconds'], place('Seconds'), { min: 0, max: largestSeconds }),
        timestamp: readTimestamp(reader),
      };
    case 'Pass':
    case 'Succeed':
      return { ...shaping, type };
    case 'Fail':
      return {
        type,
        name,
        error: readOptionalTemplate(raw['Error'], place('Error')),
        cause: readOptionalTemplate(raw['Cause'], place('Cause')),
      };
    case 'Map':
      return {
        ...shaping,
        ...recover(reader),
        type,
        items: readOptionalTemplate(raw['Items'], place('Items')),
        itemSelector: readOptionalTemplate(raw['ItemSelector'], place('ItemSelector')),
        maxConcurrency: readNumber(raw['MaxConcurrency'], place('MaxConcurrency'), { min: 0, max: largestSeconds }),
        processor: readProcessor(reader),
      };
    case 'Parallel':
      return {
        ...shaping,
        ...recover(reader),
        type,
        arguments: readOptionalTemplate(raw['Arguments'], place('Arguments')),
        branches: readBranches(reader),
      };
  }
};

/** Reads one state and reports what is wrong with it. The result is meaningful only when nothing was reported. */
export const readState = (name: string, raw: unknown, path: string, context: ReadContext): State => {
  const { sink } = context;
  const standIn: State = { type: 'Pass', name, output: undefined, assign: [], next: undefined };
  if (!isObject(raw)) {
    sink.invalid(path, '', 'must be an object');
    return standIn;
  }
  if (name.length > 80) sink.invalid(path, '', 'a state name has at most 80 characters');
  const type = raw['Type'];
  if (!isStateType(type)) {
    sink.invalid(path, 'Type', `${JSON.stringify(type)} is not a state type`);
    return standIn;
  }
  const language = languageOf(raw, path, context);
  checkFields(raw, type, path, language, sink);
  if (language === 'JSONPath') {
    checkJsonPathState(raw, path, sink);
    sink.unsupported(path, 'QueryLanguage', 'JSONPath is not supported; write the state in JSONata');
  }
  const place = (field: string, access: Partial<FieldPlace['access']> = {}): FieldPlace => ({
    state: path,
    field,
    sink,
    access: { result: false, errorOutput: false, ...access },
  });
  // Values of a JSONPath state are not templates: its strings mean something else.
  const values = language === 'JSONata' ? raw : withoutValues(raw);
  return readByType(type, { raw: values, name, path, language, context, place });
};

const valueFields = [
  'Assign',
  'Seconds',
  'Timestamp',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'Error',
  'Cause',
  'ItemSelector',
  'MaxConcurrency',
];

const withoutValues = (raw: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(raw).filter(([field]) => !valueFields.includes(field)));
