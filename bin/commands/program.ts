import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { speakPlainly } from '../../lib/contracts/issue-words.ts';
import { stagePattern } from '../../lib/platform/aws/names.ts';
import { type AwsDoors, awsDoors } from './aws/doors.ts';
import { registerSettings } from './aws/settings.ts';
import { registerAvailability } from './availability.ts';
import { registerBulk } from './bulk.ts';
import { registerCarriers } from './carriers.ts';
import { registerChannels } from './channels.ts';
import { registerConsents } from './consents.ts';
import { registerCustomers } from './customers.ts';
import { registerDeadLetters } from './dead-letters.ts';
import { registerDecisions } from './decisions.ts';
import { registerDeliveryOptions } from './delivery-options.ts';
import { registerDoctor } from './doctor.ts';
import { registerDrift } from './drift.ts';
import { registerFeeds } from './feeds.ts';
import { registerForecastAccuracy } from './forecast-accuracy.ts';
import { registerForecasts } from './forecasts.ts';
import { registerFraud } from './fraud.ts';
import { registerImportHistory } from './import-history.ts';
import { registerHindsight } from './hindsight.ts';
import { registerImports } from './imports.ts';
import { registerKeys } from './keys.ts';
import { registerKpi } from './kpi.ts';
import { registerMaintenance } from './maintenance.ts';
import { registerModels } from './models.ts';
import { registerNormalize } from './normalize.ts';
import { registerOrders } from './orders.ts';
import { registerOrderAnomalies } from './order-anomalies.ts';
import { registerRecordChecks } from './record-checks.ts';
import { registerReturns } from './returns.ts';
import { registerOrderViews } from './order-views.ts';
import { registerPickups } from './pickups.ts';
import { registerPlanning } from './planning.ts';
import { registerPolicies } from './policies.ts';
import { registerPromotions } from './promotions.ts';
import { tenant, wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type GlobalOptions, type Io, LoggedError, type Session } from './session.ts';
import { registerReturnRisk } from './return-risk.ts';
import { registerReplayPolicy } from './replay-policy.ts';
import { registerRetrain } from './retrain.ts';
import { registerRoute } from './route.ts';
import { registerSimulate } from './simulate.ts';
import { registerStockAlerts } from './stock-alerts.ts';
import { registerSupply } from './supply.ts';
import { registerSuppliers } from './suppliers.ts';
import { registerTenants } from './tenants.ts';
import { registerUsers } from './users.ts';
import { registerVerify } from './verify.ts';
import { registerWaiting } from './waiting.ts';
import { registerWarehouse } from './warehouse.ts';

type StartCommandOptions = { readonly port: number; readonly host: string; readonly empty?: boolean };

const registerStart = (program: Command, session: Session): void => {
  program
    .command('start')
    .summary('run the whole product until it is stopped')
    .description('Runs the API, the workflows and everything else in this process. The first start brings a demo, unless --empty.')
    .option('--port <port>', 'port of the API', wholeNumber(0, 65_535), 4000)
    .option('--host <address>', 'address that the API listens on', '127.0.0.1')
    .option('--empty', 'without the demo')
    .action(
      action<StartCommandOptions>(session, async ({ options: { port, host, dataDir, empty = false, stage } }) => {
        if (stage !== undefined)
          throw new CommandError(
            'embedded-only',
            `"oms start" runs the product in this process, over a data folder. Stage ${stage} runs in AWS by itself.`,
            exitCodes.usage,
          );
        const { start } = await import('./start.ts');
        await start({ port, host, dataDir, empty });
      }),
    );
};

const stage = (text: string): string => {
  if (!stagePattern.test(text))
    throw new InvalidArgumentError('It must begin with a letter and have 1 to 12 lower-case letters and digits.');
  return text;
};

const region = (text: string): string => {
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) throw new InvalidArgumentError('It must be a region such as eu-central-1.');
  return text;
};

const createProgram = (session: Session): Command => {
  const { io } = session;
  const program = new Command('oms')
    .description('Waybill: order management from received to delivered.')
    .option('--json', 'one JSON document on standard output, and nothing else')
    .option('--data-dir <folder>', 'data folder of the installation', '.waybill')
    .addOption(new Option('--tenant <id>', 'tenant that the command is about').argParser(tenant).default('main'))
    .addOption(new Option('--stage <stage>', 'installation in AWS that the command is about, instead of the data folder').argParser(stage))
    .addOption(
      new Option('--region <region>', 'region of the stage; by default that of the options file or of AWS_REGION').argParser(region),
    )
    .option('--config <file>', 'options file of the deployment', 'waybill.config.ts')
    .option('--debug', 'show where an unexpected error comes from')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('"--help" shows what is possible.')
    .exitOverride();
  registerStart(program, session);
  registerNormalize(program, session);
  registerVerify(program, session);
  registerOrders(program, session);
  registerBulk(program, session);
  registerOrderViews(program, session);
  registerOrderAnomalies(program, session);
  registerRecordChecks(program, session);
  registerReturns(program, session);
  registerCustomers(program, session);
  registerDeliveryOptions(program, session);
  registerPromotions(program, session);
  registerReturnRisk(program, session);
  registerWaiting(program, session);
  registerAvailability(program, session);
  registerWarehouse(program, session);
  registerSupply(program, session);
  registerStockAlerts(program, session);
  registerForecasts(program, session);
  registerForecastAccuracy(program, session);
  registerPlanning(program, session);
  registerFraud(program, session);
  registerModels(program, session);
  registerPickups(program, session);
  registerSuppliers(program, session);
  registerMaintenance(program, session);
  registerDeadLetters(program, session);
  registerDecisions(program, session);
  registerConsents(program, session);
  registerKpi(program, session);
  registerImports(program, session);
  registerFeeds(program, session);
  registerImportHistory(program, session);
  registerRetrain(program, session);
  registerDrift(program, session);
  registerTenants(program, session);
  registerUsers(program, session);
  registerKeys(program, session);
  registerChannels(program, session);
  registerPolicies(program, session);
  registerReplayPolicy(program, session);
  registerRoute(program, session);
  registerCarriers(program, session);
  registerHindsight(program, session);
  registerSettings(program, session);
  registerDoctor(program, session);
  registerSimulate(program, session);
  return program;
};

type Failure = { readonly code: string; readonly message: string; readonly exitCode: number };

const failureOf = (error: unknown): Failure => {
  if (error instanceof CommandError) return error;
  if (!(error instanceof Error)) return { code: 'unexpected', message: `Unexpected error: ${String(error)}`, exitCode: exitCodes.failed };
  const [line = ''] = error.message.split('\n');
  const more = error instanceof LoggedError ? ` More is in ${error.logFile}.` : '';
  return { code: 'unexpected', message: `Unexpected error: ${line}.${more}`.replace('..', '.'), exitCode: exitCodes.failed };
};

const printFailure = (io: Io, { code, message }: Pick<Failure, 'code' | 'message'>): void =>
  io.out(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);

/** Commander has written its own errors to standard error already. Help that was asked for is no error. */
const tellUsage = (io: Io, given: readonly string[], error: CommanderError): number => {
  if (error.code === 'commander.helpDisplayed') return exitCodes.ok;
  if (given.includes('--json')) printFailure(io, { code: 'usage', message: error.message.replace(/^error: /, '') });
  return exitCodes.usage;
};

const tell = (io: Io, { json, debug }: GlobalOptions, failure: Failure, error: unknown): number => {
  if (json) printFailure(io, failure);
  else io.err(`${failure.message}\n`);
  if (debug && error instanceof Error) io.err(`${(error.cause instanceof Error ? error.cause : error).stack ?? ''}\n`);
  return failure.exitCode;
};

/**
 * Runs one command line.
 * @param given arguments after the program's name
 * @param doors ways into AWS, for commands that go there
 * @returns 0 done, 1 something failed or was found wrong, 2 wrong usage, 3 refused input
 */
export const run = async (given: readonly string[], io: Io, doors: AwsDoors = awsDoors): Promise<number> => {
  speakPlainly();
  const session: Session = { io, doors, exitCode: exitCodes.ok };
  const program = createProgram(session);
  try {
    await program.parseAsync(given, { from: 'user' });
    return session.exitCode;
  } catch (error) {
    return error instanceof CommanderError ? tellUsage(io, given, error) : tell(io, program.opts<GlobalOptions>(), failureOf(error), error);
  }
};
