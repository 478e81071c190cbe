import { err, ok, type Result } from '../../../kernel/result.ts';
import { findDuplicateKeys, substitute } from './asl.json.ts';
import { createProblemSink, isObject, type JsonObject, type LoadProblem, type ProblemSink } from './asl.problems.ts';
import { readState, type ReadContext } from './asl.states.ts';
import type { Machine, Scope, State } from './asl.types.ts';
import type { QueryLanguage } from './asl.fields.ts';

const transitionsOf = (state: State): readonly string[] => {
  const targets: (string | undefined)[] = [];
  if ('next' in state) targets.push(state.next);
  if ('catch' in state) targets.push(...state.catch.map((rule) => rule.next));
  if (state.type === 'Choice') targets.push(...state.rules.map((rule) => rule.next), state.default);
  return targets.filter((target) => target !== undefined);
};

const isTerminal = (state: State): boolean =>
  state.type === 'Succeed' || state.type === 'Fail' || (state.type !== 'Choice' && state.next === undefined);

const checkTransitions = ({ startAt, states }: Scope, path: string, sink: ProblemSink): void => {
  const at = (name: string): string => (path === '' ? name : `${path} / ${name}`);
  if (!states.has(startAt)) return sink.invalid(path, 'StartAt', `there is no state ${JSON.stringify(startAt)} in this scope`);
  const reached = new Set([startAt]);
  for (const name of reached) {
    for (const target of states.get(name) === undefined ? [] : transitionsOf(states.get(name) as State)) {
      if (states.has(target)) reached.add(target);
      else sink.invalid(at(name), 'Next', `there is no state ${JSON.stringify(target)} in this scope`);
    }
  }
  for (const name of states.keys()) if (!reached.has(name)) sink.invalid(at(name), '', 'cannot be reached from StartAt');
  if (![...states.values()].some(isTerminal)) sink.invalid(path, 'States', 'no state ends this scope');
};

const readScopeWith = (
  context: ReadContext,
  seen: Set<string>,
  raw: unknown,
  path: string,
  field: string,
  extraFields: readonly string[],
): Scope => {
  const { sink } = context;
  const states = new Map<string, State>();
  if (!isObject(raw)) {
    sink.invalid(path, field, 'must be an object with StartAt and States');
    return { startAt: '', states };
  }
  const at = field === '' ? '' : `${field}.`;
  for (const key of Object.keys(raw))
    if (!['Comment', 'StartAt', 'States', ...extraFields].includes(key)) sink.invalid(path, `${at}${key}`, 'does not exist here');
  const startAt = raw['StartAt'];
  if (typeof startAt !== 'string') sink.invalid(path, `${at}StartAt`, 'must name a state');
  if (!isObject(raw['States']) || Object.keys(raw['States']).length === 0) {
    sink.invalid(path, `${at}States`, 'must be an object of at least one state');
    return { startAt: '', states };
  }
  for (const [name, value] of Object.entries(raw['States'])) {
    const statePath = path === '' ? name : `${path} / ${name}`;
    if (seen.has(name)) sink.invalid(statePath, '', 'state names are unique within a machine');
    seen.add(name);
    states.set(name, readState(name, value, statePath, context));
  }
  const scope = { startAt: String(startAt), states };
  if (typeof startAt === 'string') checkTransitions(scope, path, sink);
  return scope;
};

const assignedIn = (scope: Scope): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const state of scope.states.values()) {
    if (state.type === 'Fail') continue;
    const rules = [...('catch' in state ? state.catch : []), ...(state.type === 'Choice' ? state.rules : [])];
    for (const assign of [state.assign, ...rules.map((rule) => rule.assign)]) for (const [name] of assign) names.add(name);
  }
  return names;
};

// Step Functions keeps inner scopes from assigning a name that an outer scope uses: it would hide the outer variable.
const checkVariableScopes = (scope: Scope, path: string, outer: ReadonlySet<string>, sink: ProblemSink): void => {
  const own = assignedIn(scope);
  for (const name of own)
    if (outer.has(name))
      sink.invalid(path, 'Assign', `variable ${JSON.stringify(name)} belongs to an outer scope and cannot be assigned here`);
  const visible = new Set([...outer, ...own]);
  for (const state of scope.states.values()) {
    const inner = state.type === 'Map' ? [state.processor] : state.type === 'Parallel' ? state.branches : [];
    for (const child of inner) checkVariableScopes(child, path === '' ? state.name : `${path} / ${state.name}`, visible, sink);
  }
};

const readMachine = (raw: JsonObject, sink: ProblemSink): Machine => {
  const language = raw['QueryLanguage'] ?? 'JSONPath';
  if (language !== 'JSONata' && language !== 'JSONPath') sink.invalid('', 'QueryLanguage', 'must be JSONata or JSONPath');
  const machineLanguage: QueryLanguage = language === 'JSONata' ? 'JSONata' : 'JSONPath';
  const version = raw['Version'];
  if (version !== undefined && version !== '1.0') sink.invalid('', 'Version', 'must be "1.0"');
  const timeout = raw['TimeoutSeconds'];
  const timeoutSeconds = typeof timeout === 'number' ? timeout : undefined;
  if (timeout !== undefined && !(Number.isInteger(timeout) && (timeout as number) >= 1))
    sink.invalid('', 'TimeoutSeconds', 'must be a whole number above zero');
  const seen = new Set<string>();
  const context: ReadContext = {
    sink,
    machineLanguage,
    readScope: (inner, path, field, extraFields) => readScopeWith(context, seen, inner, path, field, extraFields),
  };
  const scope = readScopeWith(context, seen, raw, '', '', ['QueryLanguage', 'TimeoutSeconds', 'Version']);
  checkVariableScopes(scope, '', new Set(), sink);
  return { ...scope, timeoutSeconds };
};

// The quota of Step Functions for one definition.
const definitionLimitBytes = 1_048_576;

/**
 * Reads a definition in the Amazon States Language into a machine that this engine can run.
 * @param substitutions values for `${Name}` in the text
 * @returns every problem found: `invalid` where Step Functions would refuse it too, `unsupported` where only this engine does
 */
export const loadMachine = (
  definition: string,
  substitutions: Readonly<Record<string, string>> = {},
): Result<Machine, readonly LoadProblem[]> => {
  const sink = createProblemSink();
  const { text, missing } = substitute(definition, substitutions);
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (thrown) {
    sink.invalid('', '', `not JSON: ${(thrown as Error).message}`);
    return err(sink.problems);
  }
  if (Buffer.byteLength(text) > definitionLimitBytes) sink.invalid('', '', `larger than ${definitionLimitBytes} bytes`);
  for (const key of findDuplicateKeys(text)) sink.invalid('', '', `the key ${JSON.stringify(key)} stands twice in one object`);
  for (const name of missing) sink.unsupported('', '', `no value is given for the substitution ${JSON.stringify(name)}`);
  if (!isObject(raw)) {
    sink.invalid('', '', 'must be a JSON object');
    return err(sink.problems);
  }
  const machine = readMachine(raw, sink);
  return sink.problems.length === 0 ? ok(machine) : err(sink.problems);
};
