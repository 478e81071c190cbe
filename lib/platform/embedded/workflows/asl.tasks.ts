import type { TaskPattern, TaskTarget, Template } from './asl.types.ts';
import type { ProblemSink } from './asl.problems.ts';

type TaskKind = {
  readonly target: TaskTarget;
  readonly pattern: TaskPattern;
  readonly required: readonly string[];
  readonly optional: readonly string[];
};

const invocation = { target: 'function', required: ['FunctionName'], optional: ['Payload'] } as const;
const childExecution = { target: 'execution', required: ['StateMachineArn'], optional: ['Input', 'Name'] } as const;

const kinds: Readonly<Record<string, TaskKind>> = {
  'lambda:invoke': { ...invocation, pattern: 'response' },
  'lambda:invoke.waitForTaskToken': { ...invocation, pattern: 'token' },
  'states:startExecution': { ...childExecution, pattern: 'response' },
  'states:startExecution.waitForTaskToken': { ...childExecution, pattern: 'token' },
  'states:startExecution.sync:2': { ...childExecution, pattern: 'sync' },
  'aws-sdk:sfn:sendTaskSuccess': { target: 'send-success', pattern: 'response', required: ['TaskToken', 'Output'], optional: [] },
  'aws-sdk:sfn:sendTaskFailure': { target: 'send-failure', pattern: 'response', required: ['TaskToken'], optional: ['Error', 'Cause'] },
};

const resourcePattern = /^arn:aws[a-z-]*:states:::(.+)$/;

/** Reads a Task's `Resource`. A definition in a template may hold an object (`Fn::GetAtt`) or a substitution there. */
export const readResource = (raw: unknown, state: string, sink: ProblemSink): TaskKind | undefined => {
  if (typeof raw === 'object' && raw !== null) {
    sink.unsupported(state, 'Resource', 'a template function is resolved by CloudFormation, not here');
    return undefined;
  }
  if (typeof raw !== 'string' || raw === '') {
    sink.invalid(state, 'Resource', 'must name what the task calls');
    return undefined;
  }
  const integration = resourcePattern.exec(raw)?.[1];
  const kind = integration !== undefined && Object.hasOwn(kinds, integration) ? kinds[integration] : undefined;
  if (kind !== undefined) return kind;
  if (/^arn:[^:]*:lambda:[^:]*:[^:]*:function:.*:$/.test(raw)) sink.invalid(state, 'Resource', 'ends in an empty alias');
  else if (raw.startsWith('arn:') || raw.includes('${')) sink.unsupported(state, 'Resource', `${raw} is not an integration of this engine`);
  else sink.invalid(state, 'Resource', `${JSON.stringify(raw)} is not an ARN`);
  return undefined;
};

/** Checks that `Arguments` names exactly what the integration takes. */
export const checkArguments = (kind: TaskKind, template: Template | undefined, state: string, sink: ProblemSink): void => {
  const names = argumentNames(template);
  if (names === undefined) return sink.unsupported(state, 'Arguments', 'must be an object written out, so that its members can be checked');
  for (const name of kind.required) if (!names.includes(name)) sink.invalid(state, `Arguments.${name}`, 'is required');
  for (const name of names) {
    if (!kind.required.includes(name) && !kind.optional.includes(name))
      sink.unsupported(state, `Arguments.${name}`, 'is not handled by this engine');
  }
};

const argumentNames = (template: Template | undefined): readonly string[] | undefined => {
  if (template === undefined) return [];
  if (template.kind === 'object') return template.entries.map(([name]) => name);
  const isWrittenOut =
    template.kind === 'literal' && typeof template.value === 'object' && template.value !== null && !Array.isArray(template.value);
  return isWrittenOut ? Object.keys(template.value) : undefined;
};
