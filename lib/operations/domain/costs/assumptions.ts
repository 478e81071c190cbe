// What cannot be counted on a laptop. Every one of these is printed with the result and can be set to another value.

export const functionKinds = ['http', 'authorizer', 'queue', 'stream', 'task'] as const;

/** What a function is called by; the functions of one kind do similar work. */
export type FunctionKind = (typeof functionKinds)[number];

type FunctionAssumption<K extends FunctionKind> = `${K}-memory-mb` | `${K}-ms`;

/** Numbers that are assumed, by name; units stand last in the name. */
export type Assumptions = Readonly<
  Record<
    | FunctionAssumption<FunctionKind>
    | 'model-memory-mb'
    | 'model-ms'
    | 'score-ms'
    | 'training-seconds'
    | 'trainings-per-month'
    | 'platform-log-bytes-per-invocation'
    | 'traced-percent'
    | 'log-retention-months'
    | 'idle-pollers-per-queue'
    | 'long-poll-seconds'
    | 'hot-months'
    | 'retention-months'
    | 'days-per-month'
    | 'waf-rules'
    | 'kms-keys'
    | 'secrets'
    | 'dashboards'
    | 'operators',
    number
  >
>;

export type AssumptionName = keyof Assumptions;

export const defaultAssumptions: Assumptions = {
  // Warm, with the AWS SDK and a few calls of 5 to 10 ms each to DynamoDB; a stream function handles a batch.
  'http-memory-mb': 512,
  'http-ms': 60,
  'authorizer-memory-mb': 512,
  'authorizer-ms': 10,
  'queue-memory-mb': 512,
  'queue-ms': 60,
  'stream-memory-mb': 512,
  'stream-ms': 60,
  'task-memory-mb': 512,
  'task-ms': 80,
  'model-memory-mb': 2_048,
  'model-ms': 30,
  // The bound of a score with its explanation in the process, for 99 of 100; most take a fraction of it.
  'score-ms': 5,
  // Billed from the start of the machine, most of which goes to its image; every model once a week.
  'training-seconds': 300,
  'trainings-per-month': 12,
  // START, END and REPORT lines, which Lambda writes itself.
  'platform-log-bytes-per-invocation': 300,
  'traced-percent': 5,
  'log-retention-months': 1,
  // Lambda reads an idle queue with five long polls of 20 seconds side by side, which SQS bills.
  'idle-pollers-per-queue': 5,
  'long-poll-seconds': 20,
  'hot-months': 3,
  'retention-months': 84,
  'days-per-month': 30,
  'waf-rules': 4,
  'kms-keys': 6,
  secrets: 3,
  dashboards: 2,
  operators: 20,
};

const names: ReadonlySet<string> = new Set(Object.keys(defaultAssumptions));

/** Whether there is an assumption of this name. */
export const isAssumptionName = (name: string): name is AssumptionName => names.has(name);
