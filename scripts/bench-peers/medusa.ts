import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Databases } from './databases.ts';
import type { Installation } from './installation.ts';
import type { MedusaSeed } from './messages.ts';
import { answers, freePort, runProgram, type Service, startService } from './processes.ts';
import { preparePeer, readSeeded } from './project.ts';
import { peers } from './systems.ts';

// Medusa looks for its settings and its scripts by these endings.
const project = join(import.meta.dirname, 'medusa-project');
const files = { 'medusa-config.js': join(project, 'medusa-config.cjs'), 'seed.js': join(project, 'seed.cjs') };

const program = join('node_modules', '@medusajs', 'cli', 'cli.js');

/** Medusa in its production mode: a server and a worker, PostgreSQL, everything else in Redis. */
export const installMedusa = async (
  scratch: string,
  databases: Databases,
  logs: string,
  tell: (line: string) => void,
): Promise<Installation> => {
  const peer = peers.medusa;
  const cwd = await preparePeer(peer, scratch, files, tell);
  await databases.createDatabase('medusa');
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: `postgres://${databases.user}@127.0.0.1:${databases.postgresPort}/medusa`,
    REDIS_URL: `redis://127.0.0.1:${databases.redisPort}`,
    JWT_SECRET: randomBytes(16).toString('hex'),
    COOKIE_SECRET: randomBytes(16).toString('hex'),
    MEDUSA_DISABLE_TELEMETRY: 'true',
    LOG_LEVEL: 'warn',
  };
  const env = { ...environment, MEDUSA_WORKER_MODE: 'server' };
  tell('Medusa gets its tables and the catalogue');
  await runProgram(process.execPath, [program, 'db:migrate'], { cwd, env });
  await runProgram(process.execPath, [program, 'exec', './seed.js'], { cwd, env });
  const seeded = readSeeded<MedusaSeed>(cwd);

  const startOne = async (mode: 'server' | 'worker'): Promise<{ readonly service: Service; readonly url: string }> => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const service = await startService(process.execPath, [program, 'start', '--host', '127.0.0.1', '--port', String(port)], {
      cwd,
      env: { ...environment, MEDUSA_WORKER_MODE: mode },
      name: mode === 'server' ? 'Medusa' : "Medusa's worker",
      logFile: join(logs, `medusa-${mode}.log`),
      isReady: () => answers(`${url}/health`),
    });
    return { service, url };
  };
  const start = async () => {
    const server = await startOne('server');
    try {
      const worker = await startOne('worker');
      return {
        variants: [{ id: 'medusa', title: `${peer.title} ${peer.version}`, target: { kind: 'medusa', url: server.url, seeded } as const }],
        stop: async () => {
          await worker.service.stop();
          await server.service.stop();
        },
      };
    } catch (error) {
      await server.service.stop();
      throw error;
    }
  };
  return { start };
};
