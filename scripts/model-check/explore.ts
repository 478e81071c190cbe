// Explicit-state model checking: every state that a small model can be in, breadth first, so that the first violation found
// has a shortest trace. States are told apart by a key that the model makes; two states with one key must behave alike.

/** One way on from a state. The label names who does what. */
export type Step<State> = { readonly action: string; readonly state: State };

/** A rule over single states. */
export type Invariant<State> = {
  readonly name: string;
  /** What is wrong with the state, or undefined. */
  readonly violation: (state: State) => string | undefined;
};

export type Model<State> = {
  readonly initial: State;
  /** Every step that can be taken. Work that cannot fail to go on by itself must be a step too. */
  readonly steps: (state: State) => readonly Step<State>[];
  /** Equal for states that need not be told apart, such as those that differ by the names of like participants. */
  readonly key: (state: State) => string;
  readonly invariants: readonly Invariant<State>[];
  /** Rules of the states from which no step leads on: the ends of all paths. */
  readonly finalChecks: readonly Invariant<State>[];
  /**
   * With `always`, a path without an end is a violation. With a goal, every state must have a way to a state that meets it, made
   * of steps that `by` names: a way that rests on somebody's whim is none.
   */
  readonly ends:
    | { readonly kind: 'always' }
    | {
        readonly kind: 'can-reach';
        readonly name: string;
        readonly goal: (state: State) => boolean;
        readonly by: (action: string) => boolean;
      };
};

export type Violation = {
  readonly rule: string;
  readonly message: string;
  /** Actions from the initial state, as few as there can be. */
  readonly trace: readonly string[];
};

export type Exploration = {
  readonly states: number;
  readonly transitions: number;
  /** Longest of the shortest ways to a state, in steps. */
  readonly depth: number;
  /** States from which no step leads on. */
  readonly finals: number;
  /** False when the search stopped at a violation or at `statesMax`. */
  readonly complete: boolean;
  readonly violation: Violation | undefined;
};

/** Edges in the order found: `sources[i]` leads to `targets[i]` by `actions[i]`. `firstEdges[n]` found node n; the initial node has -1. */
type Found = {
  readonly index: Map<string, number>;
  readonly firstEdges: number[];
  readonly depths: number[];
  readonly sources: number[];
  readonly targets: number[];
  readonly actions: string[];
  readonly goals: Uint8Array;
};

const traceTo = (found: Found, state: number): readonly string[] => {
  const trace: string[] = [];
  for (let edge = found.firstEdges[state] ?? -1; edge >= 0; edge = found.firstEdges[found.sources[edge] ?? 0] ?? -1)
    trace.push(found.actions[edge] ?? '');
  return trace.reverse();
};

const firstViolation = <State>(
  rules: readonly Invariant<State>[],
  state: State,
): { readonly rule: string; readonly message: string } | undefined => {
  for (const { name, violation } of rules) {
    const message = violation(state);
    if (message !== undefined) return { rule: name, message };
  }
  return undefined;
};

/** Edge positions grouped by one of their ends: those of node n stand from `starts[n]` to `starts[n + 1]`. */
const grouped = (ends: readonly number[], nodes: number): { readonly starts: Int32Array; readonly edges: Int32Array } => {
  const starts = new Int32Array(nodes + 1);
  for (const end of ends) starts[end + 1] = (starts[end + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const edges = new Int32Array(ends.length);
  for (const [edge, end] of ends.entries()) {
    const place = next[end] ?? 0;
    edges[place] = edge;
    next[end] = place + 1;
  }
  return { starts, edges };
};

/** Walks every edge backwards from `ready` nodes; `visit` says whether the node before an edge has become ready. */
const walkBack = ({ sources, targets }: Found, nodes: number, ready: number[], visit: (source: number, edge: number) => boolean): void => {
  const { starts, edges } = grouped(targets, nodes);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (let place = starts[node] ?? 0; place < (starts[node + 1] ?? 0); place += 1) {
      const edge = edges[place] ?? 0;
      const source = sources[edge] ?? 0;
      if (visit(source, edge)) ready.push(source);
    }
  }
};

/** First state found from which a path need not end: it stands on a cycle, or leads to one. */
const endlessState = (found: Found, nodes: number): number | undefined => {
  const left = new Int32Array(nodes);
  for (const source of found.sources) left[source] = (left[source] ?? 0) + 1;
  const ready = Array.from({ length: nodes }, (_none, node) => node).filter((node) => left[node] === 0);
  walkBack(found, nodes, ready, (source) => {
    left[source] = (left[source] ?? 0) - 1;
    return left[source] === 0;
  });
  const endless = left.findIndex((edges) => edges > 0);
  return endless < 0 ? undefined : endless;
};

/** First state found from which no path leads to a goal. */
const stuckState = (found: Found, nodes: number, by: (action: string) => boolean): number | undefined => {
  const saved = found.goals.slice(0, nodes);
  const ready = Array.from({ length: nodes }, (_none, node) => node).filter((node) => saved[node] === 1);
  walkBack(found, nodes, ready, (source, edge) => {
    if (saved[source] === 1 || !by(found.actions[edge] ?? '')) return false;
    saved[source] = 1;
    return true;
  });
  const stuck = saved.indexOf(0);
  return stuck < 0 ? undefined : stuck;
};

/** A shortest way from a state back to itself; empty when there is none. */
const cycleFrom = (found: Found, nodes: number, start: number): readonly string[] => {
  const { starts, edges } = grouped(found.sources, nodes);
  const cameBy = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (let place = starts[node] ?? 0; place < (starts[node + 1] ?? 0); place += 1) {
      const edge = edges[place] ?? 0;
      const target = found.targets[edge] ?? 0;
      if (cameBy.has(target)) continue;
      cameBy.set(target, edge);
      if (target === start) return cycleOf(found, cameBy, start);
      queue.push(target);
    }
  }
  return [];
};

const cycleOf = (found: Found, cameBy: ReadonlyMap<number, number>, start: number): readonly string[] => {
  const cycle: string[] = [];
  let node = start;
  do {
    const edge = cameBy.get(node) ?? 0;
    cycle.push(found.actions[edge] ?? '');
    node = found.sources[edge] ?? 0;
  } while (node !== start);
  return cycle.reverse();
};

const endCheck = <State>(model: Model<State>, found: Found): Violation | undefined => {
  const nodes = found.depths.length;
  if (model.ends.kind === 'can-reach') {
    const stuck = stuckState(found, nodes, model.ends.by);
    if (stuck === undefined) return undefined;
    return { rule: model.ends.name, message: 'no step, or chain of steps, leads there from here', trace: traceTo(found, stuck) };
  }
  // The first state on a cycle is the one found first of those that come back to themselves.
  for (let state = endlessState(found, nodes); state !== undefined && state < nodes; state += 1) {
    const cycle = cycleFrom(found, nodes, state);
    if (cycle.length === 0) continue;
    const message = `the last ${cycle.length} steps lead back to where they began`;
    return { rule: 'every path ends', message, trace: [...traceTo(found, state), ...cycle] };
  }
  return undefined;
};

const addState = (found: Found, key: string, edge: number, depth: number): number => {
  const state = found.depths.length;
  found.index.set(key, state);
  found.firstEdges.push(edge);
  found.depths.push(depth);
  return state;
};

/**
 * Explores a model whole, or to its first violation, or to `statesMax` states.
 * @throws RangeError when the model has more states than `statesMax`, because an unfinished search proves nothing
 */
export const explore = <State>(model: Model<State>, { statesMax = 5_000_000 }: { readonly statesMax?: number } = {}): Exploration => {
  const found: Found = {
    index: new Map(),
    firstEdges: [],
    depths: [],
    sources: [],
    targets: [],
    actions: [],
    goals: new Uint8Array(statesMax),
  };
  let finals = 0;
  const outcome = (violation: Violation | undefined): Exploration => ({
    states: found.depths.length,
    transitions: found.sources.length,
    depth: found.depths.at(-1) ?? 0,
    finals,
    complete: violation === undefined,
    violation,
  });

  addState(found, model.key(model.initial), -1, 0);
  let layer: { readonly node: number; readonly state: State }[] = [{ node: 0, state: model.initial }];
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const { node, state } of layer) {
      const broken = firstViolation(model.invariants, state);
      if (broken) return outcome({ ...broken, trace: traceTo(found, node) });
      if (model.ends.kind === 'can-reach' && model.ends.goal(state)) found.goals[node] = 1;
      const steps = model.steps(state);
      if (steps.length === 0) {
        finals += 1;
        const wrong = firstViolation(model.finalChecks, state);
        if (wrong) return outcome({ ...wrong, trace: traceTo(found, node) });
      }
      for (const step of steps) {
        const key = model.key(step.state);
        let target = found.index.get(key);
        if (target === undefined) {
          if (found.depths.length >= statesMax) throw new RangeError(`the model has more than ${statesMax} states`);
          target = addState(found, key, found.sources.length, (found.depths[node] ?? 0) + 1);
          next.push({ node: target, state: step.state });
        }
        found.sources.push(node);
        found.targets.push(target);
        found.actions.push(step.action);
      }
    }
    layer = next;
  }
  return outcome(endCheck(model, found));
};
