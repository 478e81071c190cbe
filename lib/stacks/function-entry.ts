import type { Need } from '../platform/needs.ts';
import type { Carried, HandlerName } from '../platform/wiring.ts';

const portOpeners = './lib/platform/aws/port-openers.ts';

type Opener = { readonly name: string; readonly module: string };

/** The opener behind each port of a need. */
const openerNames: Readonly<Record<string, string | undefined>> = {
  ledger: 'openTables',
  views: 'openTables',
  vault: 'openTables',
  bus: 'openBus',
  queue: 'openQueues',
  workflows: 'openWorkflows',
  timers: 'openTimers',
  blobs: 'openBlobs',
  keys: 'openKeys',
  secrets: 'openSecrets',
  parameters: 'openParameters',
  models: 'openModels',
  edge: 'openEdge',
  training: 'openTraining',
  messages: 'openMessages',
};

/** Where people sign in has to be known to whoever checks a token, beside what is declared; inviting them takes a client. */
const directoryOpeners = (handler: HandlerName, needs: readonly Need[]): readonly Opener[] => {
  if (needs.some((need) => need.startsWith('directory:')))
    return [{ name: 'openDirectory', module: './lib/platform/aws/directory.cognito.ts' }];
  return handler.startsWith('access/') ? [{ name: 'openDirectoryIssuer', module: './lib/platform/aws/cognito-issuer.ts' }] : [];
};

/** Openers that a function takes, each once. */
const openersFor = (handler: HandlerName, needs: readonly Need[]): readonly Opener[] => {
  const names = new Set(needs.flatMap((need) => openerNames[need.split(':')[0] ?? ''] ?? []));
  return [...[...names].sort().map((name): Opener => ({ name, module: portOpeners })), ...directoryOpeners(handler, needs)];
};

export type FunctionSource = {
  readonly handler: HandlerName;
  readonly needs: readonly Need[];
  readonly fifoQueues: readonly string[];
  /** Whether somebody waits for its answer. */
  readonly answering: boolean;
  /** Whether it reads a stream. */
  readonly streaming: boolean;
  /** What lies beside its code. */
  readonly carries?: Carried;
};

/** Source of the module that Lambda loads: the handler over a platform with nothing but the ports that it needs. */
export const functionEntry = ({ handler, needs, fifoQueues, streaming }: Omit<FunctionSource, 'answering'>): string => {
  const openers = openersFor(handler, needs);
  const created = `create(openAwsPorts(parts, createAwsObservability(parts.names), [${openers.map(({ name }) => name).join(', ')}]))`;
  const wrapped = streaming ? `withPatience(${created})` : created;
  return [
    `import { create } from './lambdas/${handler}.handler.ts';`,
    `import { awsParts, installationFrom, openAwsPorts } from './lib/platform/aws/aws-settings.ts';`,
    `import { createAwsObservability } from './lib/platform/aws/observability.powertools.ts';`,
    ...openers.map(({ name, module }) => `import { ${name} } from '${module}';`),
    ...(streaming ? [`import { withPatience } from './lib/platform/aws/stream-patience.ts';`] : []),
    `const parts = awsParts(installationFrom(process.env), ${JSON.stringify(fifoQueues)}, process.env);`,
    `export const handler = ${wrapped};`,
  ].join('\n');
};
