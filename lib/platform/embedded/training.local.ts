import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archiveOf, type BlobStore, type Queue, type Training, type TrainingEnd, trainingEndsQueue, type TrainingJob } from '../ports.ts';
import { preparePython, PythonUnavailableError, type RunProgram } from './python-environment.ts';

const modelsDir = fileURLToPath(new URL('../../../models/', import.meta.url));
const cacheDir = fileURLToPath(new URL('../../../.cache/', import.meta.url));
const outputKept = 4_000;

/** A job could not be done; the message goes to whoever asked for it. */
class TrainingFailedError extends Error {
  override readonly name = 'TrainingFailedError';
}

type Run = (
  ...given: [...Parameters<RunProgram>, { readonly env?: Readonly<Record<string, string>>; readonly secondsMax?: number }?]
) => ReturnType<RunProgram>;

const runProgram: Run = (tool, args, { env = {}, secondsMax } = {}) =>
  new Promise((resolve) => {
    const child = spawn(tool, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
      ...(secondsMax === undefined ? {} : { timeout: secondsMax * 1_000 }),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-outputKept);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ exitCode: 127, output: `${output}${error.message}` }));
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });

export type LocalTrainingParts = {
  readonly blobs: BlobStore;
  readonly queue: (name: string) => Queue;
  /** Interpreter that makes the environment. @default `WAYBILL_PYTHON`, or `python3` */
  readonly python?: string;
  readonly run?: Run;
};

const train = async (job: TrainingJob, { blobs, python: given, run = runProgram }: LocalTrainingParts, folder: string): Promise<void> => {
  const python = await preparePython({
    python: given ?? process.env['WAYBILL_PYTHON'] ?? 'python3',
    requirements: join(modelsDir, 'requirements.txt'),
    cacheDir,
    run: (tool, args) => run(tool, args),
  });
  const [channel, out] = [join(folder, 'train'), join(folder, 'model')];
  mkdirSync(channel);
  mkdirSync(out);
  for (const key of await blobs.list({ prefix: job.input, limit: 100 })) {
    const blob = await blobs.get(key);
    if (blob) writeFileSync(join(channel, key.slice(job.input.length).replaceAll('/', '_')), blob.bytes);
  }
  const script = join(modelsDir, job.model, 'train.py');
  const trained = await run(python, [script, '--seed', String(job.seed), '--out', out, ...(job.distil ? ['--distil', '1'] : [])], {
    env: { SM_CHANNEL_TRAIN: channel },
    secondsMax: job.secondsMax,
  });
  if (trained.exitCode !== 0)
    throw new TrainingFailedError(`train.py of ${job.model} ended with ${trained.exitCode}: ${trained.output.trim().slice(-600)}`);
  const archive = join(folder, 'model.tar.gz');
  const packing = 'import sys, tarfile\nwith tarfile.open(sys.argv[1], "w:gz") as archive: archive.add(sys.argv[2], arcname=".")';
  const packed = await run(python, ['-c', packing, archive, out]);
  if (packed.exitCode !== 0 || readdirSync(out).length === 0) throw new TrainingFailedError(`train.py of ${job.model} left no model`);
  await blobs.put(archiveOf(job), { bytes: readFileSync(archive), contentType: 'application/gzip' });
};

/**
 * Jobs as programs beside this process: the `train.py` of the model, in a virtual environment of its own, with what the
 * requirements of the training image pin. They end with a message, so that a restart of the product loses nothing but a job
 * under way, which its workflow gives up by its deadline.
 */
export const createLocalTraining = (parts: LocalTrainingParts): Training => {
  const begun = new Set<string>();

  const work = async (job: TrainingJob): Promise<void> => {
    const startedMs = performance.now();
    const folder = mkdtempSync(join(tmpdir(), 'waybill-training-'));
    let reason: string | null = null;
    try {
      await train(job, parts, folder);
    } catch (error) {
      reason =
        error instanceof PythonUnavailableError || error instanceof TrainingFailedError
          ? error.message
          : `The job broke off: ${String(error)}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const seconds = Math.ceil((performance.now() - startedMs) / 1_000);
    const end: TrainingEnd = { name: job.name, ok: reason === null, seconds, reason };
    await parts.queue(trainingEndsQueue).send([{ body: JSON.stringify(end) }]);
  };

  return {
    microUsdPerSecond: 0,
    start: async (job) => {
      if (begun.has(job.name)) return;
      begun.add(job.name);
      // Not awaited: a training takes minutes, and its end is a message. When even that cannot be sent, the process is stopping.
      void work(job).catch(() => undefined);
    },
  };
};
