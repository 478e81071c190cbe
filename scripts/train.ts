// Trains the models of the repository anew and writes their artefacts, all of them or those that are named:
//   npm run train -- [fraud routing forecast returns] [--python python3] [--seed 20261101] [--history history.jsonl] [--check]
// With --history one model learns from a history file (`node scripts/history-simulator.ts` writes one) through the functions that
// serve; that takes --out. Every training that writes is noted in models/<model>/experiments.jsonl.
// With --distil one model of half the trees learns from one with eight times as many, into the folder that --out names; what that loses,
// and what it saves, is printed.
// With --requirements and --out one model is trained with other packages into another folder; --rounds gives it fewer trees.
// The Python packages go into a virtual environment under .cache. With --check nothing is written: the training is
// repeated and compared with the artefacts byte by byte, and the archives are unpacked and asked as an endpoint would be.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { distillableModels } from '../lib/intelligence/app/training/begin-training.ts';
import { modelArchive } from '../lib/stacks/model-images.ts';
import { distillationReport } from './train/distillation-report.ts';
import { noteExperiment } from './train/experiments.ts';
import { fraudSetFrom } from './train/training-set.ts';
import { projectRoot, runTool } from './support/run-tool.ts';

const models = ['fraud', 'routing', 'forecast', 'returns'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    requirements: { type: 'string' },
    out: { type: 'string' },
    rounds: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    seed: { type: 'string' },
    history: { type: 'string' },
    check: { type: 'boolean', default: false },
    distil: { type: 'boolean', default: false },
  },
});

const unknown = positionals.filter((name) => !models.includes(name));
const wanted = positionals.length === 0 ? models : models.filter((name) => positionals.includes(name));
if (unknown.length > 0 || (values.out !== undefined && (wanted.length !== 1 || values.check))) {
  console.error(
    unknown.length > 0
      ? `There is no model ${unknown.join(', ')}; there are ${models.join(', ')}`
      : '--out takes one model, and is not compared with anything',
  );
  process.exit(2);
}

if (values.history !== undefined && (values.out === undefined || wanted[0] !== 'fraud')) {
  console.error('--history trains fraud, into the folder that --out names');
  process.exit(2);
}

if (values.distil && (values.out === undefined || !wanted.every((model) => distillableModels.includes(model)))) {
  console.error(`--distil trains one of ${distillableModels.join(', ')}, into the folder that --out names: starters stay as they are`);
  process.exit(2);
}

class TrainingFailedError extends Error {
  override readonly name = 'TrainingFailedError';
}

const run = async (tool: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> => {
  const { exitCode } = await runTool(tool, args, { output: 'show', env: { PYTHONDONTWRITEBYTECODE: '1', ...env } });
  if (exitCode !== 0) throw new TrainingFailedError(`${tool} ${args.join(' ')} ended with ${exitCode}`);
};

/** The interpreter of an environment that holds exactly what the requirements name, models/requirements.txt by default. */
const environment = async (): Promise<string> => {
  const requirements = resolve(values.requirements ?? join(projectRoot, 'models', 'requirements.txt'));
  // Named after what is in it, so that a changed requirement makes a new one.
  const name = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(projectRoot, '.cache', `train-${name}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  // The folder ignores itself, so that nothing in it is ever taken for a file of the project.
  mkdirSync(join(projectRoot, '.cache'), { recursive: true });
  writeFileSync(join(projectRoot, '.cache', '.gitignore'), '*\n');
  await run(values.python, ['-m', 'venv', '--clear', folder]);
  // Not the packages' own dependencies: XGBoost asks for a library of GPUs that is larger than everything else together.
  await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements]);
  await run(python, ['-c', `import xgboost; open(${JSON.stringify(complete)}, "w").close()`]);
  return python;
};

const filesOf = (folder: string): readonly string[] => globSync('**/*.json', { cwd: folder }).toSorted();

/** Files in which two artefacts differ. */
const differences = (one: string, other: string): readonly string[] =>
  [...new Set([...filesOf(one), ...filesOf(other)])].filter(
    (file) =>
      !existsSync(join(one, file)) ||
      !existsSync(join(other, file)) ||
      !readFileSync(join(one, file)).equals(readFileSync(join(other, file))),
  );

const train = (python: string, model: string, out: string, channel: string | undefined): Promise<void> =>
  run(
    python,
    [
      join(projectRoot, 'models', model, 'train.py'),
      '--out',
      out,
      ...(values.seed === undefined ? [] : ['--seed', values.seed]),
      ...(values.rounds === undefined ? [] : ['--rounds', values.rounds]),
      ...(values.distil ? ['--distil', '1'] : []),
    ],
    channel === undefined ? {} : { SM_CHANNEL_TRAIN: channel },
  );

/** Unpacks the model's archive and asks its `inference.py` for the golden vectors. */
const serve = async (python: string, model: string, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}.tar.gz`, modelArchive(join(projectRoot, 'models', model)));
  await run('tar', ['-xzf', `${folder}.tar.gz`, '-C', folder]);
  await run(python, [join(projectRoot, 'models', 'common', 'check_inference.py'), folder]);
};

const python = await environment();
const scratch = mkdtempSync(join(tmpdir(), 'waybill-train-'));
let found = 0;
let channel: string | undefined;
if (values.history !== undefined) {
  channel = join(scratch, 'channel');
  mkdirSync(channel);
  console.log('fraud: building the training set …');
  const { csv, dataset } = await fraudSetFrom(readFileSync(values.history, 'utf8'));
  writeFileSync(join(channel, 'history.csv'), csv);
  console.log(`fraud: ${dataset.rows} rows, ${dataset.positives} charged back, ${dataset.from.slice(0, 10)} to ${dataset.to.slice(0, 10)}`);
}
for (const model of wanted) {
  const artefact = join(projectRoot, 'models', model, 'artefact');
  const out = values.check ? join(scratch, model) : resolve(values.out ?? artefact);
  const startedMs = performance.now();
  console.log(`${model}: training …`);
  await train(python, model, out, channel);
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  console.log(`${model}: done in ${seconds} s`);
  // What was learnt from a teacher is nobody's starter.
  if (!values.check && !values.distil) noteExperiment(join(projectRoot, 'models', model), out, seconds);
  if (values.distil) for (const line of distillationReport(out)) console.log(line);
  if (values.check) await serve(python, model, join(scratch, 'served', model));
  for (const file of values.check ? differences(artefact, out) : []) {
    console.log(`models/${model}/artefact/${file} is not what the training makes`);
    found += 1;
  }
}
rmSync(scratch, { recursive: true, force: true });
if (values.check && found === 0) console.log(`The training makes ${wanted.join(', ')} again, byte by byte.`);
process.exit(found > 0 ? 1 : 0);
