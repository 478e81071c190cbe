import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Databases } from './databases.ts';
import type { Installation } from './installation.ts';
import type { VendureSeed } from './messages.ts';
import { answers, freePort, runProgram, type Service, startService } from './processes.ts';
import { preparePeer, readSeeded } from './project.ts';
import { peers } from './systems.ts';

const fileNames = ['vendure-config.cjs', 'server.cjs', 'worker.cjs', 'seed.cjs'];

/** Vendure in its production mode: a server and a worker, PostgreSQL, jobs in Redis. */
export const installVendure = async (
  scratch: string,
  databases: Databases,
  logs: string,
  tell: (line: string) => void,
): Promise<Installation> => {
  const peer = peers.vendure;
  const files = Object.fromEntries(fileNames.map((name) => [name, join(import.meta.dirname, 'vendure-project', name)]));
  const cwd = await preparePeer(peer, scratch, files, tell);
  await databases.createDatabase('vendure');
  const environment = {
    NODE_ENV: 'production',
    APP_ENV: 'prod',
    SUPERADMIN_PASSWORD: randomBytes(16).toString('hex'),
    COOKIE_SECRET: randomBytes(16).toString('hex'),
    DB_PORT: String(databases.postgresPort),
    DB_USER: databases.user,
    DB_NAME: 'vendure',
    REDIS_PORT: String(databases.redisPort),
    VENDURE_DISABLE_TELEMETRY: 'true',
  };
  tell('Vendure gets its tables and the catalogue');
  const seeding = { ...environment, DB_SYNCHRONIZE: 'true', SEEDING: 'true', PORT: String(await freePort()) };
  await runProgram(process.execPath, ['seed.cjs'], { cwd, env: seeding });
  const seeded = readSeeded<VendureSeed>(cwd);

  const start = async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const options = { cwd, env: { ...environment, PORT: String(port) } };
    const services: Service[] = [];
    const stop = async (): Promise<void> => {
      for (const service of services.toReversed()) await service.stop();
    };
    try {
      services.push(
        await startService(process.execPath, ['server.cjs'], {
          ...options,
          name: 'Vendure',
          logFile: join(logs, 'vendure.log'),
          isReady: () => answers(`${url}/health`),
        }),
        // It has no address to ask; it is up by the time the warm-up is over.
        await startService(process.execPath, ['worker.cjs'], {
          ...options,
          name: "Vendure's worker",
          logFile: join(logs, 'vendure-worker.log'),
          isReady: async () => true,
        }),
      );
    } catch (error) {
      await stop();
      throw error;
    }
    const title = `${peer.title} ${peer.version}`;
    const target = { kind: 'vendure', url, seeded } as const;
    return {
      variants: [
        { id: 'vendure', title, target: { ...target, documents: 'each-step' } as const },
        { id: 'vendure_fewest', title: `${title}, checkout in one document`, target: { ...target, documents: 'fewest' } as const },
      ],
      stop,
    };
  };
  return { start };
};
