import type { AwsAccount } from '../../../lib/operations/app/doctor/doctor.ts';
import type { SettingsStore } from '../../../lib/operations/app/settings.ts';
import type { Installation } from '../../../lib/platform/aws/names.ts';
import type { Platform } from '../../../lib/platform/ports.ts';

/** Ways into AWS. A test puts others in their place. */
export type AwsDoors = {
  readonly account: () => Promise<AwsAccount>;
  readonly settings: (installation: Installation) => Promise<SettingsStore>;
  readonly platform: (installation: Installation) => Promise<Platform>;
};

/** Everything of AWS is loaded behind these doors only, so that a command on a data folder starts without it. */
export const awsDoors: AwsDoors = {
  account: async () => (await import('../../../lib/operations/adapters/aws-account.ts')).createAwsAccount(),
  settings: async (installation) => (await import('../../../lib/operations/adapters/settings.aws.ts')).createStageSettings(installation),
  platform: async (installation) => {
    const [{ openAwsPlatform }, { wirings }, { createTerminalObservability }] = await Promise.all([
      import('../../../lib/platform/aws/aws-platform.ts'),
      import('../../../lib/wirings.ts'),
      import('./terminal-observability.ts'),
    ]);
    const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
    return openAwsPlatform(installation, {
      fifoQueues: queues.filter(({ fifo }) => fifo).map(({ name }) => name),
      observability: createTerminalObservability(),
      env: process.env,
    });
  },
};
