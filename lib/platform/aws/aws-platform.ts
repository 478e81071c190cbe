import type { Observability } from '../observability.ts';
import type { Platform } from '../ports.ts';
import { awsParts, openAwsPorts } from './aws-settings.ts';
import type { Installation } from './names.ts';
import {
  openBlobs,
  openBus,
  openKeys,
  openModels,
  openParameters,
  openQueues,
  openSecrets,
  openTables,
  openTimers,
  openWorkflows,
} from './port-openers.ts';

/** Every port of an installation, for a process outside of Lambda such as the command line. */
export const openAwsPlatform = (
  installation: Installation,
  settings: {
    readonly fifoQueues: readonly string[];
    readonly observability: Observability;
    readonly env?: Readonly<Record<string, string | undefined>>;
  },
): Platform =>
  openAwsPorts(awsParts(installation, settings.fifoQueues, settings.env ?? {}), settings.observability, [
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
  ]);
