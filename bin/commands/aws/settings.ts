import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Argument, InvalidArgumentError } from 'commander';
import {
  internalSecretPrefix,
  isParameterName,
  parameterNames,
  settingNamePattern,
  type SettingsStore,
} from '../../../lib/operations/app/settings.ts';
import { databaseFileName } from '../../../lib/platform/embedded/store.ts';
import { table } from '../output.ts';
import { action, type Call, CommandError, exitCodes, type Session } from '../session.ts';
import { stageFailure } from './failures.ts';

const secretName = (text: string): string => {
  if (!settingNamePattern.test(text))
    throw new InvalidArgumentError('It must be 1 to 200 letters, digits, dots, dashes, underscores and slashes.');
  if (text.startsWith(internalSecretPrefix))
    throw new InvalidArgumentError(`Secrets under ${internalSecretPrefix} are made by the deployment and never by hand.`);
  return text;
};

const parameterName = (text: string): string => {
  if (!isParameterName(text)) throw new InvalidArgumentError(`Allowed are ${parameterNames.join(', ')}.`);
  return text;
};

/** Settings of the stage, or of the data folder. @throws CommandError when there is no data folder, or AWS refuses */
const withSettings = async <T>(call: Call, use: (settings: SettingsStore) => Promise<T>): Promise<T> => {
  const { stage, dataDir } = call.options;
  if (stage === undefined && !existsSync(join(dataDir, databaseFileName)))
    throw new CommandError('no-data-folder', `There is no data folder at ${dataDir}. "npm start" makes one; --data-dir names another.`);
  try {
    return await use(
      await (stage === undefined ? openDataFolder(dataDir) : call.openStage((doors, installation) => doors.settings(installation))),
    );
  } catch (error) {
    throw stageFailure(error, stage ?? dataDir);
  }
};

const openDataFolder = async (dataDir: string): Promise<SettingsStore> => {
  const [{ createEnvFileSettings }, { envFileName }] = await Promise.all([
    import('../../../lib/operations/adapters/settings.env-file.ts'),
    import('../../../lib/platform/embedded/embedded-platform.ts'),
  ]);
  return createEnvFileSettings(join(dataDir, envFileName));
};

/** One line break at the end belongs to the terminal or the file, not to the secret. */
const readSecret = async (call: Call): Promise<string> => {
  const value = Buffer.from(await call.io.readStdin())
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (value === '') throw new CommandError('secret-empty', 'Nothing came in on standard input; nothing was changed.', exitCodes.usage);
  return value;
};

const whereOf = ({ options: { stage, dataDir } }: Call): string => (stage === undefined ? dataDir : `stage ${stage}`);

const outcomeTexts = {
  created: 'is set',
  replaced: 'is replaced; the value before is good until "oms secret retire"',
  unchanged: 'was this already; nothing was changed',
} as const;

const registerSecret = (program: Command, session: Session): void => {
  const group = program
    .command('secret')
    .summary('put secrets in')
    .description('Secrets of the stage or of the data folder. None is ever shown.');

  group
    .command('put')
    .summary('set a secret to what stands on standard input')
    .description(
      'Reads the value from standard input, because a command line stands in the history and in the list of processes. A value that is replaced goes on counting, so that a rotation loses nothing.',
    )
    .addArgument(new Argument('<name>', 'such as pagerduty or shopify-main-webhook-secret').argParser(secretName))
    .action(
      action<unknown, [string]>(session, async (call, name) => {
        const value = await readSecret(call);
        const outcome = await withSettings(call, (settings) => settings.putSecret(name, value));
        call.print({ secret: name, outcome }, () => `Secret ${name} of ${whereOf(call)} ${outcomeTexts[outcome]}.`);
      }),
    );

  group
    .command('retire')
    .summary('end a rotation: the value before counts no longer')
    .addArgument(new Argument('<name>', 'name of the secret').argParser(secretName))
    .action(
      action<unknown, [string]>(session, async (call, name) => {
        const retired = await withSettings(call, (settings) => settings.retirePreviousSecret(name));
        call.print({ secret: name, retired }, () =>
          retired ? `Of secret ${name} only the current value counts now.` : `Secret ${name} of ${whereOf(call)} has no previous value.`,
        );
      }),
    );
};

const registerParameter = (program: Command, session: Session): void => {
  const group = program
    .command('parameter')
    .summary('read and set parameters')
    .description(`Parameters of the stage or of the data folder: ${parameterNames.join(', ')}.`);
  const name = (): Argument => new Argument('<name>', 'name of the parameter').argParser(parameterName);

  group
    .command('put')
    .summary('set a parameter; it counts within a minute')
    .addArgument(name())
    .argument('<value>', 'its value')
    .action(
      action<unknown, [string, string]>(session, async (call, parameter, value) => {
        if (value === '') throw new CommandError('value-empty', 'A parameter cannot be empty.', exitCodes.usage);
        await withSettings(call, (settings) => settings.putParameter(parameter, value));
        call.print({ parameter, value }, () => `${parameter} of ${whereOf(call)} is ${value}.`);
      }),
    );

  group
    .command('get')
    .summary('print a parameter')
    .addArgument(name())
    .action(
      action<unknown, [string]>(session, async (call, parameter) => {
        const value = await withSettings(call, (settings) => settings.getParameter(parameter));
        call.print({ parameter, value: value ?? null }, () => value ?? `${parameter} is not set; its default counts.`);
      }),
    );

  group
    .command('list')
    .summary('print every parameter that is set')
    .action(
      action(session, async (call) => {
        const parameters = await withSettings(call, (settings) => settings.listParameters());
        call.print({ parameters }, () =>
          parameters.length === 0
            ? `${whereOf(call)} sets no parameter; the defaults count.`
            : table(
                ['Parameter', 'Value'],
                parameters.map((one) => [one.name, one.value]),
              ),
        );
      }),
    );
};

/** `oms secret` and `oms parameter`. */
export const registerSettings = (program: Command, session: Session): void => {
  registerSecret(program, session);
  registerParameter(program, session);
};
