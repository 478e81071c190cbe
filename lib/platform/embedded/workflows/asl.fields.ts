export type QueryLanguage = 'JSONata' | 'JSONPath';
export type StateType = 'Task' | 'Choice' | 'Wait' | 'Pass' | 'Succeed' | 'Fail' | 'Map' | 'Parallel';

type FieldSet = { readonly both: readonly string[]; readonly JSONata: readonly string[]; readonly JSONPath: readonly string[] };

const inputOutputPaths = ['InputPath', 'OutputPath'];

/** Fields of each state type beside `Type`, `Comment` and `QueryLanguage`, after the Amazon States Language specification. */
const fieldsByType: Readonly<Record<StateType, FieldSet>> = {
  Task: {
    both: ['Resource', 'TimeoutSeconds', 'HeartbeatSeconds', 'Retry', 'Catch', 'Assign', 'Credentials', 'Next', 'End'],
    JSONata: ['Arguments', 'Output'],
    JSONPath: [...inputOutputPaths, 'ResultPath', 'Parameters', 'ResultSelector', 'TimeoutSecondsPath', 'HeartbeatSecondsPath'],
  },
  Choice: { both: ['Choices', 'Default', 'Assign'], JSONata: ['Output'], JSONPath: inputOutputPaths },
  Wait: {
    both: ['Seconds', 'Timestamp', 'Assign', 'Next', 'End'],
    JSONata: ['Output'],
    JSONPath: [...inputOutputPaths, 'SecondsPath', 'TimestampPath'],
  },
  Pass: { both: ['Assign', 'Next', 'End'], JSONata: ['Output'], JSONPath: [...inputOutputPaths, 'ResultPath', 'Parameters', 'Result'] },
  Succeed: { both: [], JSONata: ['Output'], JSONPath: inputOutputPaths },
  Fail: { both: ['Error', 'Cause'], JSONata: [], JSONPath: ['ErrorPath', 'CausePath'] },
  Map: {
    both: [
      'ItemProcessor',
      'ItemSelector',
      'ItemReader',
      'ItemBatcher',
      'ResultWriter',
      'MaxConcurrency',
      'ToleratedFailureCount',
      'ToleratedFailurePercentage',
      'Label',
      'Retry',
      'Catch',
      'Assign',
      'Next',
      'End',
    ],
    JSONata: ['Items', 'Output'],
    JSONPath: [
      ...inputOutputPaths,
      'ResultPath',
      'ResultSelector',
      'ItemsPath',
      'Iterator',
      'Parameters',
      'MaxConcurrencyPath',
      'ToleratedFailureCountPath',
      'ToleratedFailurePercentagePath',
    ],
  },
  Parallel: {
    both: ['Branches', 'Retry', 'Catch', 'Assign', 'Next', 'End'],
    JSONata: ['Arguments', 'Output'],
    JSONPath: [...inputOutputPaths, 'ResultPath', 'Parameters', 'ResultSelector'],
  },
};

const otherLanguage = (language: QueryLanguage): QueryLanguage => (language === 'JSONata' ? 'JSONPath' : 'JSONata');

export const isStateType = (value: unknown): value is StateType => typeof value === 'string' && Object.hasOwn(fieldsByType, value);

/** Says why a field may not stand in a state, or undefined when it may. */
export const refuseField = (type: StateType, language: QueryLanguage, field: string): string | undefined => {
  const fields = fieldsByType[type];
  if (['Type', 'Comment', 'QueryLanguage'].includes(field) || fields.both.includes(field) || fields[language].includes(field))
    return undefined;
  if (fields[otherLanguage(language)].includes(field)) return `belongs to ${otherLanguage(language)}, and this state uses ${language}`;
  return `does not exist in a ${type} state`;
};

/** Fields of which at most one may stand in a state. */
export const exclusiveFields: readonly (readonly string[])[] = [
  ['Next', 'End'],
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ['Error', 'ErrorPath'],
  ['Cause', 'CausePath'],
  ['MaxConcurrency', 'MaxConcurrencyPath'],
  ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
  ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
  ['ItemProcessor', 'Iterator'],
  ['ItemSelector', 'Parameters'],
];
