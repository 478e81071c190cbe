import { describe, expect, it, vi } from 'vitest';
import { addCounts } from '../../scripts/support/vitest-report.ts';
import { canRun } from './optional-suite.ts';

const missing = { missing: 'there is no Java', install: 'apt-get install java' };

describe('a suite that needs something', () => {
  it('runs where that is there', () => {
    expect(canRun('some suite', { ...missing, missing: undefined })).toBe(true);
  });

  it('is left out with one line that names it and what to do', () => {
    vi.stubEnv('WAYBILL_REQUIRE_ALL_SUITES', '');
    const line = vi.spyOn(console, 'error').mockReturnValue();
    expect(canRun('some suite', missing)).toBe(false);
    expect(line.mock.calls).toEqual([['SUITE NOT RUN: some suite: there is no Java. To run it: apt-get install java']]);
  });

  it('fails where every suite has to run', () => {
    vi.stubEnv('WAYBILL_REQUIRE_ALL_SUITES', '1');
    expect(() => canRun('some suite', missing)).toThrow('SUITE NOT RUN: some suite');
  });
});

describe('several runs of tests', () => {
  it('count as one', () => {
    const counts = [
      { passed: 10, failed: 1 },
      { passed: 5, failed: 0 },
      { passed: 0, failed: 2 },
    ];
    expect(addCounts(counts)).toEqual({ passed: 15, failed: 3 });
  });
});
