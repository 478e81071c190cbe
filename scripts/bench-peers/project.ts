// A peer's own project in the scratch folder: its packages, our settings for it, its seed.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from './goods.ts';
import { runProgram } from './processes.ts';
import { dependenciesOf, type Peer } from './systems.ts';

/** What is installed, as npm reads it; also the mark by which a finished installation is known again. */
const manifestOf = ({ title, packages }: Peer): string =>
  `${JSON.stringify({ name: `peer-${title.toLowerCase()}`, private: true, dependencies: packages }, null, 2)}\n`;

const isInstalled = (folder: string, manifest: string): boolean => {
  const mark = join(folder, 'installed.json');
  return existsSync(mark) && readFileSync(mark, 'utf8') === manifest;
};

/**
 * Installs a peer into its folder, unless it is there, and copies its settings beside it.
 * @param files paths of the files that are copied there, by their names in the folder
 * @returns the folder
 */
export const preparePeer = async (
  peer: Peer,
  scratch: string,
  files: Readonly<Record<string, string>>,
  tell: (line: string) => void,
): Promise<string> => {
  const folder = join(scratch, `${peer.title.toLowerCase()}-${peer.version}`);
  const manifest = manifestOf(peer);
  mkdirSync(folder, { recursive: true });
  if (!isInstalled(folder, manifest)) {
    tell(`${peer.title} ${peer.version} is installed from npm into the scratch folder; that takes a minute`);
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    rmSync(join(folder, 'package-lock.json'), { force: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    // Nothing of a peer runs before the peer itself is started.
    const options = ['--before', dependenciesOf, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runProgram('npm', ['install', ...options], { cwd: folder });
    writeFileSync(join(folder, 'installed.json'), manifest);
  }
  for (const [name, file] of Object.entries(files)) copyFileSync(file, join(folder, name));
  writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  rmSync(join(folder, 'seeded.json'), { force: true });
  return folder;
};

/** What the seed has left for the clients. @throws Error when it left nothing */
export const readSeeded = <T>(folder: string): T => JSON.parse(readFileSync(join(folder, 'seeded.json'), 'utf8')) as T;
