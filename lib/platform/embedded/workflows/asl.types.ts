import type jsonata from 'jsonata';

export type CompiledExpression = {
  readonly source: string;
  readonly expression: jsonata.Expression;
  /** It may call a function that Step Functions adds; most do not, and then none is bound. */
  readonly callsAdded: boolean;
};

/** A JSON value in which some strings are expressions. Parts without any expression are kept as one literal. */
export type Template =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'expression'; readonly expression: CompiledExpression }
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Template])[] };

/** Workflow variables to set, by name. */
export type Assignments = readonly (readonly [string, Template])[];

type Shaping = {
  readonly name: string;
  readonly output: Template | undefined;
  readonly assign: Assignments;
};

/** `next` undefined ends the scope. */
type Continuing = { readonly next: string | undefined };

export type Retrier = {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: 'NONE' | 'FULL';
};

export type Catcher = {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly output: Template | undefined;
  readonly assign: Assignments;
};

type Recovering = { readonly retry: readonly Retrier[]; readonly catch: readonly Catcher[] };

export type TaskTarget = 'function' | 'execution' | 'send-success' | 'send-failure';

/** `response`: done when the call returns. `token`: done when the token is sent back. `sync`: done when the child ends. */
export type TaskPattern = 'response' | 'token' | 'sync';

export type TaskState = Shaping &
  Continuing &
  Recovering & {
    readonly type: 'Task';
    readonly target: TaskTarget;
    readonly pattern: TaskPattern;
    readonly arguments: Template | undefined;
    readonly timeoutSeconds: Template | undefined;
    readonly heartbeatSeconds: Template | undefined;
  };

export type ChoiceRule = {
  readonly condition: Template;
  readonly next: string;
  readonly output: Template | undefined;
  readonly assign: Assignments;
};

export type ChoiceState = Shaping & {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
  readonly default: string | undefined;
};

export type WaitState = Shaping &
  Continuing & { readonly type: 'Wait'; readonly seconds: Template | undefined; readonly timestamp: Template | undefined };

export type PassState = Shaping & Continuing & { readonly type: 'Pass' };
export type SucceedState = Shaping & { readonly type: 'Succeed' };
export type FailState = {
  readonly type: 'Fail';
  readonly name: string;
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
};

export type MapState = Shaping &
  Continuing &
  Recovering & {
    readonly type: 'Map';
    readonly items: Template | undefined;
    readonly itemSelector: Template | undefined;
    readonly maxConcurrency: Template | undefined;
    readonly processor: Scope;
  };

export type ParallelState = Shaping &
  Continuing &
  Recovering & { readonly type: 'Parallel'; readonly arguments: Template | undefined; readonly branches: readonly Scope[] };

export type State = TaskState | ChoiceState | WaitState | PassState | SucceedState | FailState | MapState | ParallelState;

/** A set of states with its own variables: the machine, a branch of a Parallel, or the processor of a Map. */
export type Scope = { readonly startAt: string; readonly states: ReadonlyMap<string, State> };

export type Machine = Scope & { readonly timeoutSeconds: number | undefined };
