import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DeploymentOptions, DeploymentOptionsError, parseDeploymentOptions } from '../../../lib/stacks/options.ts';
import { CommandError, exitCodes } from '../command-error.ts';

/** The options of a deployment, as `npx cdk deploy` reads them. @throws CommandError that names each field that is wrong */
export const readOptions = async (file: string): Promise<DeploymentOptions> => {
  const path = resolve(file);
  if (!existsSync(path))
    throw new CommandError('options-missing', `There is no options file at ${file}; --config names another one.`, exitCodes.usage);
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { readonly default?: unknown };
  } catch (error) {
    throw new CommandError(
      'options-unreadable',
      `${file} cannot be loaded: ${(error as Error).message.split('\n', 1)[0]}`,
      exitCodes.usage,
    );
  }
  try {
    return parseDeploymentOptions(loaded.default, file);
  } catch (error) {
    if (error instanceof DeploymentOptionsError) throw new CommandError('options-invalid', error.message, exitCodes.usage);
    throw error;
  }
};
