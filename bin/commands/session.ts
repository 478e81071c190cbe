import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Composition } from '../../lambdas/composition.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import type { Installation } from '../../lib/platform/aws/names.ts';
import { databaseFileName } from '../../lib/platform/embedded/store.ts';
import type { Caller } from '../../lib/platform/event-store/caller.ts';
import type { AwsDoors } from './aws/doors.ts';
import { CommandError, exitCodes } from './command-error.ts';

export { CommandError, exitCodes };

/** What a command may reach of the process that runs it. */
export type Io = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Whether standard error is a terminal, on which a line can be drawn over. @default false */
  readonly isTerminal?: boolean;
  /** Runs once when the person at the keyboard wants to stop; what is returned takes that back. Absent where nobody can. */
  readonly onInterrupt?: (run: () => void) => () => void;
};

export type GlobalOptions = {
  readonly json?: boolean;
  readonly debug?: boolean;
  readonly dataDir: string;
  readonly tenant: string;
  /** Set when the command is about an installation in AWS instead of the data folder. */
  readonly stage?: string;
  readonly region?: string;
  /** Options file of the deployment. */
  readonly config: string;
};

/**
 * The product over the data folder or a stage, without its pumps: it reads and writes, and leaves following up to the running
 * server, or to the functions in AWS.
 */
export type Product = Composition;

/** One call of a command. */
export type Call<Options = unknown> = {
  readonly io: Io;
  readonly options: Options & GlobalOptions;
  readonly tenantId: TenantId;
  /** Who the ledger names for what this call does. */
  readonly caller: Caller;
  /** One JSON document under `--json`, otherwise text for people. Keys become snake_case. */
  readonly print: (document: unknown, text: () => string) => void;
  /** Opens the product for as long as `use` takes. @throws CommandError when there is no data folder, or AWS refuses */
  readonly withProduct: <T>(use: (product: Product) => Promise<T>) => Promise<T>;
  /** Something of the stage that `--stage` names. @throws CommandError when it cannot be told where that is */
  readonly openStage: <T>(open: (doors: AwsDoors, installation: Installation) => Promise<T>) => Promise<T>;
};

/** An unexpected failure, with the file in which more is written about it. */
export class LoggedError extends Error {
  override readonly name = 'LoggedError';
  readonly logFile: string;
  constructor(cause: Error, logFile: string) {
    super(cause.message, { cause });
    this.logFile = logFile;
  }
}

const withDataFolder = async <T>(dataDir: string, use: (product: Product) => Promise<T>): Promise<T> => {
  if (!existsSync(join(dataDir, databaseFileName))) {
    throw new CommandError('no-data-folder', `There is no data folder at ${dataDir}. "npm start" makes one; --data-dir names another.`);
  }
  const [{ openProduct }, { compose }, { logFileName }] = await Promise.all([
    import('./open-product.ts'),
    import('../../lambdas/composition.ts'),
    import('../../lib/platform/embedded/observability.local.ts'),
  ]);
  const runtime = openProduct(dataDir);
  try {
    return await use(compose(runtime.platform));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    runtime.observability.logger.error('command failed', { error: error as Error });
    throw new LoggedError(error as Error, join(dataDir, logFileName));
  } finally {
    await runtime.stop();
  }
};

/** The tenant `main` is there from the first start on, or is about to be made; any other must have been made. */
const requireTenant = async ({ access }: Product, tenantId: TenantId): Promise<void> => {
  if (tenantId === 'main' || (await access.tenantExists(tenantId))) return;
  throw new CommandError('tenant-not-found', `There is no tenant ${tenantId}. "oms tenant list" shows which there are.`);
};

const openStage = async <T>(
  { stage, region, config }: GlobalOptions,
  doors: AwsDoors,
  open: (doors: AwsDoors, installation: Installation) => Promise<T>,
): Promise<T> => {
  if (stage === undefined) throw new Error('No stage was named');
  const { findInstallation } = await import('./aws/installation.ts');
  return open(doors, await findInstallation({ stage, region, config }, await doors.account()));
};

const withStage = async <T>(options: GlobalOptions, doors: AwsDoors, use: (product: Product) => Promise<T>): Promise<T> => {
  const [{ compose }, { stageFailure }] = await Promise.all([import('../../lambdas/composition.ts'), import('./aws/failures.ts')]);
  try {
    return await use(compose(await openStage(options, doors, (through, installation) => through.platform(installation))));
  } catch (error) {
    throw stageFailure(error, options.stage ?? '');
  }
};

const createCall = <Options>({ io, doors }: Session, options: Options & GlobalOptions): Call<Options> => {
  const tenantId = TenantId(options.tenant);
  const trace = `oms-${process.pid}-${Date.now()}`;
  return {
    io,
    options,
    tenantId,
    caller: { tenantId, context: { actor: { kind: 'system', id: 'oms' }, correlationId: trace, causationId: trace } },
    print: (document, text) => io.out(options.json ? `${JSON.stringify(toWire(document), null, 2)}\n` : `${text()}\n`),
    withProduct: (use) => {
      const checked = async (product: Product) => {
        await requireTenant(product, tenantId);
        return use(product);
      };
      return options.stage === undefined ? withDataFolder(options.dataDir, checked) : withStage(options, doors, checked);
    },
    openStage: (open) => openStage(options, doors, open),
  };
};

/** Keeps the exit code of the command that has run. */
export type Session = { readonly io: Io; readonly doors: AwsDoors; exitCode: number };

/** A command's action: gets its arguments as text and answers with an exit code, 0 when it says nothing. */
export const action =
  <Options = unknown, Arguments extends readonly unknown[] = readonly string[]>(
    session: Session,
    run: (call: Call<Options>, ...given: Arguments) => Promise<number | void>,
  ) =>
  async (...given: readonly unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const call = createCall<Options>(session, command.optsWithGlobals<Options & GlobalOptions>());
    session.exitCode = (await run(call, ...(given.slice(0, -2) as unknown as Arguments))) ?? exitCodes.ok;
  };

/** Bytes of a file, or of standard input for `-`. @throws CommandError when it cannot be read */
export const readInput = async (io: Io, file: string, exitCode: number = exitCodes.failed): Promise<Uint8Array> => {
  if (file === '-') return io.readStdin();
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (code ?? 'unknown reason');
    throw new CommandError('file-unreadable', `${file} cannot be read: ${reason}.`, exitCode);
  }
};
