// Trains the models of the repository anew and writes their artefacts:
//   npm run train -- [--python python3] [--seed 20261101] [--check]
// The Python packages go into a virtual environment under .cache. With --check nothing is written: the training is
// repeated and compared with the artefacts byte by byte, and the archives are unpacked and asked as an endpoint would be.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { modelArchive } from '../lib/stacks/model-images.ts';
import { projectRoot, runTool } from './support/run-tool.ts';

const models = ['fraud', 'routing', 'forecast'];

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    seed: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

class TrainingFailedError extends Error {
  override readonly name = 'TrainingFailedError';
}

const run = async (tool: string, args: readonly string[]): Promise<void> => {
  const { exitCode } = await runTool(tool, args, { output: 'show', env: { PYTHONDONTWRITEBYTECODE: '1' } });
  if (exitCode !== 0) throw new TrainingFailedError(`${tool} ${args.join(' ')} ended with ${exitCode}`);
};

/** The interpreter of an environment that holds exactly what models/requirements.txt names. */
const environment = async (): Promise<string> => {
  const requirements = join(projectRoot, 'models', 'requirements.txt');
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

const train = (python: string, model: string, out: string): Promise<void> =>
  run(python, [
    join(projectRoot, 'models', model, 'train.py'),
    '--out',
    out,
    ...(values.seed === undefined ? [] : ['--seed', values.seed]),
  ]);

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
for (const model of models) {
  const artefact = join(projectRoot, 'models', model, 'artefact');
  const out = values.check ? join(scratch, model) : artefact;
  await train(python, model, out);
  if (values.check) await serve(python, model, join(scratch, 'served', model));
  for (const file of values.check ? differences(artefact, out) : []) {
    console.log(`models/${model}/artefact/${file} is not what the training makes`);
    found += 1;
  }
}
rmSync(scratch, { recursive: true, force: true });
if (values.check && found === 0) console.log('The training makes every artefact again, byte by byte.');
process.exit(found > 0 ? 1 : 0);
