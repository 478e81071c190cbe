import { describe, expect, it } from 'vitest';
import { parseStat, treeCpuMs } from '../../scripts/bench-peers/cpu.ts';

const line = (pid: number, name: string, parent: number, times: readonly number[]): string =>
  `${pid} (${name}) S ${parent} ${pid} ${pid} 0 -1 4194560 1000 0 0 0 ${times.join(' ')} 20 0 11 0 2500 1000000 5000 18446744073709551615`;

describe('processor time', () => {
  it('reads the times of a process and of the children that it has waited for', () => {
    expect(parseStat(line(42, 'node', 7, [1, 2, 4, 8]))).toEqual({ pid: 42, parent: 7, ticks: 15 });
  });

  it('is not misled by brackets and spaces in a name', () => {
    expect(parseStat(line(42, 'a) R 9 (b', 7, [3, 0, 0, 0]))).toEqual({ pid: 42, parent: 7, ticks: 3 });
  });

  it('makes nothing of a line that is none', () => {
    expect(parseStat('')).toBeUndefined();
    expect(parseStat('no such process')).toBeUndefined();
  });

  it('adds up a tree without its root and without the branch that is left out', () => {
    const processes = [
      { pid: 1, parent: 0, ticks: 1_000 },
      { pid: 2, parent: 1, ticks: 100 },
      { pid: 3, parent: 2, ticks: 10 },
      { pid: 4, parent: 1, ticks: 7_000 },
      { pid: 5, parent: 4, ticks: 7_000 },
      { pid: 6, parent: 0, ticks: 9_000 },
    ];
    expect(treeCpuMs(processes, 1, 4)).toBe(1_100);
    expect(treeCpuMs(processes, 1)).toBe(141_100);
    expect(treeCpuMs(processes, 3)).toBe(0);
  });
});
