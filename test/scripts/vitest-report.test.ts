import { describe, expect, it } from 'vitest';
import { countVitest } from '../../scripts/support/vitest-report.ts';

const file = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }, () => ({})) });
const report = (passed: number, failed: number, files: readonly unknown[]): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files });

describe('the count of a test run', () => {
  it('takes over what vitest counted', () => {
    expect(countVitest(report(12, 0, [file('passed', 12)]), 0)).toEqual({ passed: 12, failed: 0 });
    expect(countVitest(report(10, 2, [file('failed', 12)]), 1)).toEqual({ passed: 10, failed: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest(report(3, 0, [file('passed', 3), file('failed', 0)]), 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts an error outside every test as a failure', () => {
    expect(countVitest(report(3, 0, [file('passed', 3)]), 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('never reads silence as success', () => {
    expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countVitest(report(0, 0, []), 0)).toEqual({ passed: 0, failed: 1 });
  });
});
