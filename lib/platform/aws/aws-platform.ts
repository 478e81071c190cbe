import type { Observability } from '../observability.ts';
import type { Platform } from '../ports.ts';
import { awsParts, openAwsPorts } from './aws-settings.ts';
import { userPoolVariablesOf } from './cognito-issuer.ts';
import { openDirectory } from './directory.cognito.ts';
import type { Installation } from './names.ts';
import {
  openBlobs,
  openBus,
  openEdge,
  openMessages,
  openKeys,
  openModels,
  openParameters,
  openQueues,
  openSecrets,
  openTables,
  openTimers,
  openTraining,
  openWorkflows,
} from './port-openers.ts';

/** Every port of an installation, for a process outside of Lambda such as the command line. */
export const openAwsPlatform = async (
  installation: Installation,
  settings: {
    readonly fifoQueues: readonly string[];
    readonly observability: Observability;
    readonly env?: Readonly<Record<string, string | undefined>>;
  },
): Promise<Platform> => {
  const parts = awsParts(installation, settings.fifoQueues, settings.env ?? {});
  const { parameters } = openParameters(parts);
  // What functions are told by their variables stands in the stage's parameters for everybody else.
  const people = parameters ? await userPoolVariablesOf(parameters) : {};
  return openAwsPorts({ ...parts, env: { ...parts.env, ...people } }, settings.observability, [
    openTables,
    openBus,
    openQueues,
    openWorkflows,
    openTimers,
    openBlobs,
    openSecrets,
    openKeys,
    openParameters,
    openModels,
    openEdge,
    openTraining,
    openMessages,
    openDirectory,
  ]);
};
