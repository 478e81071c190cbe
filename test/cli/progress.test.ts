import { describe, expect, it } from 'vitest';
import { createProgressView, progressText } from '../../bin/commands/progress.ts';

const open = (over: { readonly json?: boolean; readonly isTerminal?: boolean; readonly share?: number } = {}) => {
  const said: string[] = [];
  const time = { ms: 1_000_000 };
  const io = {
    out: () => undefined,
    err: (text: string) => void said.push(text),
    readStdin: async () => Buffer.alloc(0),
    isTerminal: over.isTerminal ?? false,
  };
  const view = createProgressView(io, { json: over.json ?? false, nowMs: () => time.ms, start: { share: over.share ?? 0 } });
  return { said, time, view };
};

describe('the progress of a long command', () => {
  it('is a share, a pace and the time that it leaves', () => {
    expect(progressText({ share: 0.25, orders: 120, problem: null }, { share: 0 }, 60_000)).toBe(
      '25 %, 120 orders, 2.0/s, about 3 min left',
    );
  });

  it('goes by the pace of this run, not by what was there before', () => {
    expect(progressText({ share: 0.75, orders: 10, problem: null }, { share: 0.5 }, 20_000)).toBe(
      '75 %, 10 orders, 0.5/s, about 20 s left',
    );
  });

  it('guesses no time without progress, and says what it waits for', () => {
    expect(progressText({ share: 0.5, orders: 0, problem: 'unavailable' }, { share: 0.5 }, 20_000)).toBe(
      '50 %, 0 orders, 0.0/s, waiting for the channel (unavailable)',
    );
    expect(progressText({ share: 1, orders: 1, problem: null }, { share: 0 }, 7_200_000)).toBe('100 %, 1 order, 0.0/s');
    expect(progressText({ share: 0.1, orders: 0, problem: null }, { share: 0 }, 3_600_000)).toContain('about 9.0 h left');
  });

  it('is a bar on a terminal, drawn over itself until it ends', () => {
    const { said, view } = open({ isTerminal: true });
    view.show({ share: 0.5, orders: 1, problem: null });
    view.show({ share: 1, orders: 2, problem: null });
    view.end();
    expect(said).toEqual([
      `\r\u001b[K[${'#'.repeat(12)}${'.'.repeat(12)}] 50 %, 1 order`,
      `\r\u001b[K[${'#'.repeat(24)}] 100 %, 2 orders`,
      '\n',
    ]);
  });

  it('is a line every ten seconds elsewhere', () => {
    const { said, time, view } = open();
    for (let second = 1; second <= 25; second += 1) {
      time.ms += 1_000;
      view.show({ share: second / 25, orders: second, problem: null });
    }
    view.end();
    expect(said).toEqual(['40 %, 10 orders, 1.0/s, about 15 s left\n', '80 %, 20 orders, 1.0/s, about 5 s left\n']);
  });

  it('is silent where only a document is wanted', () => {
    const { said, time, view } = open({ json: true, isTerminal: true });
    time.ms += 60_000;
    view.show({ share: 0.5, orders: 1, problem: null });
    view.end();
    expect(said).toEqual([]);
  });
});
