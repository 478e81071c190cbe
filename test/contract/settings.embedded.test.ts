import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEnvSource, variableName } from '../../lib/platform/embedded/env-file.ts';
import { parametersFromEnv } from '../../lib/platform/embedded/parameters.env.ts';
import { secretsFromEnv } from '../../lib/platform/embedded/secrets.env.ts';
import { temporaryFolder } from './engine.ts';
import { describeSettingsContract } from './settings.contract.ts';

describeSettingsContract('embedded', async () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'waybill.env');
  const values = new Map<string, string>();
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) values.delete(variableName(name));
    else values.set(variableName(name), value);
    writeFileSync(file, [...values].map(([variable, text]) => `${variable}=${text}\n`).join(''));
  };
  const source = openEnvSource({ file, env: {} });
  return {
    secrets: secretsFromEnv(source),
    parameters: parametersFromEnv(source),
    setSecret: async (name, current, previous) => {
      set(name, current);
      set(`${name}_PREVIOUS`, previous);
    },
    setParameter: async (name, value) => set(name, value),
    close: async () => folder.remove(),
  };
});
