// PostgreSQL and Redis: where they are, and how to have them without being root.
import { existsSync, globSync, mkdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runProgram } from './processes.ts';

export type Programs = {
  /** Folder with initdb, postgres, createdb and pg_isready. */
  readonly postgresBin: string;
  readonly redisServer: string;
  /** For programs that were unpacked and not installed: where their libraries are. */
  readonly libraries: readonly string[];
};

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

// Debian keeps the programs of PostgreSQL's server outside the path, by version.
const postgresIn = (root: string): string | undefined =>
  globSync('usr/lib/postgresql/*/bin/initdb', { cwd: root })
    .toSorted((left, right) => right.localeCompare(left, 'en', { numeric: true }))
    .map((file) => join(root, file))[0];

/** Folder of the scratch folder that Debian's packages are unpacked into. */
const unpackedIn = (scratch: string): string => join(scratch, 'debian');

const findPostgres = (scratch: string): string | undefined => {
  const program = onPath('initdb') ?? postgresIn('/') ?? postgresIn(unpackedIn(scratch));
  return program && dirname(realpathSync(program));
};

const findRedis = (scratch: string): string | undefined =>
  [onPath('redis-server'), '/usr/bin/redis-server', join(unpackedIn(scratch), 'usr/bin/redis-server')].find(
    (file) => file !== undefined && existsSync(file),
  );

const missing = (name: string, debian: string, brew: string): Error =>
  new Error(`${name} is missing. On Debian and Ubuntu: apt-get install ${debian}; on macOS: brew install ${brew}`);

const linesOf = async (tool: string, args: readonly string[], cwd: string): Promise<readonly string[]> =>
  (await runProgram(tool, args, { cwd })).split('\n').filter(Boolean);

/** A package with its siblings, which are wanted side by side in one place, and all else that it needs and this computer has not installed. */
const closure = async (name: string, cwd: string): Promise<readonly string[]> => {
  const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`);
  const named = (await linesOf('apt-cache', ['depends', '--recurse', ...kinds, name], cwd)).filter((line) => /^[a-z0-9]/.test(line));
  const installed = new Set(
    (await linesOf('dpkg-query', ['--show', '--showformat', '${Package} ${db:Status-Abbrev}\\n'], cwd))
      .map((line) => line.split(' '))
      .filter(([, status]) => status === 'ii')
      .map(([installedName]) => installedName),
  );
  const family = name.split('-')[0] ?? name;
  return [...new Set(named)].filter((each) => each.startsWith(family) || !installed.has(each));
};

/** Downloads a package of Debian with what it needs, and unpacks it into the scratch folder: nothing is installed. */
const unpack = async (name: string, scratch: string): Promise<void> => {
  const folder = unpackedIn(scratch);
  const archives = join(folder, 'archives', name);
  mkdirSync(archives, { recursive: true });
  await runProgram('apt-get', ['download', ...(await closure(name, archives))], { cwd: archives });
  for (const file of globSync('*.deb', { cwd: archives })) await runProgram('dpkg', ['-x', file, folder], { cwd: archives });
};

/**
 * Finds PostgreSQL and Redis, and fetches Debian's packages into the scratch folder where they are not.
 * @throws Error that names the command to install what is missing
 */
export const findPrograms = async (scratch: string, tell: (line: string) => void): Promise<Programs> => {
  const find = async (name: string, debian: string, brew: string, look: () => string | undefined): Promise<string> => {
    const found = look();
    if (found !== undefined) return found;
    if (onPath('apt-get') === undefined || onPath('dpkg') === undefined) throw missing(name, debian, brew);
    tell(`${name} is unpacked from Debian's packages`);
    try {
      await unpack(debian, scratch);
    } catch (error) {
      throw new Error(`${missing(name, debian, brew).message} (${(error as Error).message})`, { cause: error });
    }
    const unpacked = look();
    if (unpacked === undefined) throw missing(name, debian, brew);
    return unpacked;
  };
  return {
    postgresBin: await find('PostgreSQL', 'postgresql', 'postgresql', () => findPostgres(scratch)),
    redisServer: await find('Redis', 'redis-server', 'redis', () => findRedis(scratch)),
    libraries: globSync(['usr/lib/*-linux-gnu*', 'lib/*-linux-gnu*'], { cwd: unpackedIn(scratch) }).map((path) =>
      join(unpackedIn(scratch), path),
    ),
  };
};
