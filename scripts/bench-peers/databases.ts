// A fresh PostgreSQL and a fresh Redis, both as they are shipped.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { freePort, runProgram, startService } from './processes.ts';
import type { Programs } from './programs.ts';

export type Databases = {
  readonly postgresPort: number;
  readonly redisPort: number;
  readonly user: string;
  readonly createDatabase: (name: string) => Promise<void>;
  /** Versions, as the programs tell them. */
  readonly versions: string;
  readonly stop: () => Promise<void>;
};

const user = 'waybill';
const host = '127.0.0.1';

/** PostgreSQL refuses to run as root, so there it runs as the user that Debian has for it, or as nobody. */
const unprivileged = (): { readonly uid: number; readonly gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: '-u' | '-g', name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // This system has no such user.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody');
};

const redisAnswers = async (port: number): Promise<boolean> => {
  const socket = connect(port, host);
  // An error before the answer is the answer; one after it does not matter.
  socket.on('error', () => undefined);
  try {
    const deadline = { signal: AbortSignal.timeout(1_000) };
    await once(socket, 'connect', deadline);
    socket.write('PING\r\n');
    const [chunk] = (await once(socket, 'data', deadline)) as [Buffer];
    return chunk.toString('utf8').startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** @param folder an empty one, which the caller removes after `stop`; every user must be able to enter it */
export const startDatabases = async (programs: Programs, folder: string): Promise<Databases> => {
  const [postgresPort, redisPort] = [await freePort(), await freePort()];
  const owner = unprivileged();
  const libraryPath = [...programs.libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  const env = programs.libraries.length > 0 ? { LD_LIBRARY_PATH: libraryPath } : {};
  const [data, redisData] = [join(folder, 'postgres'), join(folder, 'redis')];
  for (const made of [data, redisData]) mkdirSync(made, { recursive: true });
  if (owner) chownSync(data, owner.uid, owner.gid);

  const tool = (name: string, args: readonly string[], as = {}) =>
    runProgram(join(programs.postgresBin, name), args, { cwd: data, env, ...as });
  const at = ['-h', host, '-p', String(postgresPort), '-U', user];
  await tool('initdb', ['-D', data, '-U', user, '--auth=trust', '-E', 'UTF8', '--no-locale'], owner);
  // Nothing is tuned: where it listens, and the time zone that Vendure asks for. Every commit waits for the disk.
  const settings = [`listen_addresses=${host}`, `port=${postgresPort}`, 'unix_socket_directories=', 'timezone=UTC'];
  const postgres = await startService(
    join(programs.postgresBin, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      name: 'PostgreSQL',
      cwd: data,
      env,
      ...owner,
      logFile: join(folder, 'postgres.log'),
      // A fast shutdown, which does not wait for those that are connected.
      stopSignal: 'SIGINT',
      isReady: () =>
        tool('pg_isready', at).then(
          () => true,
          () => false,
        ),
    },
  );
  try {
    const redis = await startService(programs.redisServer, ['--port', String(redisPort), '--bind', host, '--dir', redisData], {
      name: 'Redis',
      cwd: redisData,
      env,
      logFile: join(folder, 'redis.log'),
      isReady: () => redisAnswers(redisPort),
    });
    const versions = [
      (await tool('postgres', ['--version'])).replace(/^postgres \(PostgreSQL\) (\S+)[^]*$/, 'PostgreSQL $1'),
      (await runProgram(programs.redisServer, ['--version'], { cwd: folder, env })).replace(/^Redis server v=(\S+)[^]*$/, 'Redis $1'),
    ];
    return {
      postgresPort,
      redisPort,
      user,
      versions: versions.join(', '),
      createDatabase: async (name) => {
        await tool('createdb', [...at, name]);
      },
      stop: async () => {
        await redis.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
};
