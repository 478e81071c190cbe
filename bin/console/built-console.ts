import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const consoleDir = join(root, 'console');
/** A folder for each state of what the pages are made of, named after it. */
const distDir = join(consoleDir, 'dist');
const nameLength = 16;

/** What the pages are made of. */
const sources = [consoleDir, join(root, 'clients', 'typescript', 'src'), join(root, 'docs', 'runbooks'), join(root, 'package-lock.json')];

const filesIn = (path: string): readonly string[] => {
  if (path === distDir || !existsSync(path)) return [];
  const entries = path.endsWith('.json') ? undefined : readdirSync(path, { withFileTypes: true });
  if (!entries) return [path];
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)])).toSorted();
};

const hashOfSources = (): string => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn)) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const viteProgram = (): string | undefined => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    return undefined;
  }
};

/** Runs the builder to its end. @returns what it wrote, when it failed */
const build = (program: string, outDir: string): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'build', consoleDir, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'], {
      cwd: root,
      // A build of the pages people use, whoever starts it: the test runner says `test` here.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? undefined : Buffer.concat(output).toString('utf8').trim()));
  });

/** Puts a finished build in its place; whoever comes second finds that it is there. */
const keep = (built: string, folder: string): void => {
  try {
    renameSync(built, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(built, { recursive: true, force: true });
  }
};

/** Others may be serving the build before this one; what is older than that is nobody's. */
const forgetOlder = (folder: string): void => {
  const others = readdirSync(distDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]+$/.test(entry.name) && join(distDir, entry.name) !== folder)
    .map((entry) => ({ path: join(distDir, entry.name), at: statSync(join(distDir, entry.name)).mtimeMs }))
    .toSorted((left, right) => right.at - left.at);
  for (const { path } of others.slice(1)) rmSync(path, { recursive: true, force: true });
};

/**
 * The folder of the console's pages, built if there are none yet or if what they are made of has changed. The build runs in a
 * process of its own, so that whoever waits for it goes on with everything else; several may ask at once.
 * @throws Error when it cannot be built, with what the builder says
 */
export const builtConsole = async (): Promise<string> => {
  const folder = join(distDir, hashOfSources().slice(0, nameLength));
  if (existsSync(folder)) return folder;
  const program = viteProgram();
  if (program === undefined) throw new Error('the console is built with vite, which is not installed: npm ci');
  const unfinished = join(distDir, `unfinished-${randomUUID()}`);
  const failure = await build(program, unfinished);
  if (failure !== undefined) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`the console could not be built:\n${failure}`);
  }
  keep(unfinished, folder);
  forgetOlder(folder);
  return folder;
};
