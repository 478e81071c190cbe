// Processor time of a tree of processes, from Linux's /proc: unlike orders per second it hardly depends on what else the
// computer is doing.
import { readdirSync, readFileSync } from 'node:fs';

export type ProcessTime = { readonly pid: number; readonly parent: number; readonly ticks: number };

/** Linux counts in hundredths of a second, whatever the kernel's own tick. */
const msPerTick = 10;

/**
 * One line of /proc/<pid>/stat: the times of a process and of the children that it has waited for.
 * @returns undefined when it is no such line
 */
export const parseStat = (line: string): ProcessTime | undefined => {
  // The name stands in brackets and may hold spaces and brackets itself.
  const end = line.lastIndexOf(')');
  const pid = Number.parseInt(line, 10);
  const fields = line.slice(end + 2).split(' ');
  // Fields 4 and 14 to 17 of the whole line; the first after the name is field 3.
  const parent = Number(fields[1]);
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return end < 0 || !Number.isInteger(pid) || !Number.isInteger(parent) || !Number.isInteger(ticks) ? undefined : { pid, parent, ticks };
};

/** Milliseconds of all that descends from `root`, without `root` itself and without `except` and all that descends from it. */
export const treeCpuMs = (processes: readonly ProcessTime[], root: number, except?: number): number => {
  const children = Map.groupBy(processes, ({ parent }) => parent);
  let ticks = 0;
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    for (const child of children.get(pid) ?? []) {
      if (child.pid === except) continue;
      ticks += child.ticks;
      waiting.push(child.pid);
    }
  }
  return ticks * msPerTick;
};

const statOf = (pid: string): ProcessTime | undefined => {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // It has ended in the meantime.
    return undefined;
  }
};

/** The same of the processes that run now, or undefined on a system without /proc. */
export const readCpuMs = (root: number, except?: number): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return treeCpuMs(
    pids.flatMap((pid) => statOf(pid) ?? []),
    root,
    except,
  );
};
