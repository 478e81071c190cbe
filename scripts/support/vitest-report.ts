export type Count = { readonly passed: number; readonly failed: number };

type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
};

/**
 * Tests passed and failed, from vitest's JSON report and its exit code.
 * A file that could not even be loaded counts as one failure, and so does anything else that let vitest fail, such as
 * an error outside every test or no test found: silence never reads as success.
 * @param reportText undefined when vitest wrote no report
 */
export const countVitest = (reportText: string | undefined, exitCode: number): Count => {
  if (reportText === undefined) return { passed: 0, failed: 1 };
  const report = JSON.parse(reportText) as VitestReport;
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = report.numFailedTests + unloadable;
  const silentFailure = failed === 0 && (exitCode !== 0 || report.numPassedTests === 0);
  return { passed: report.numPassedTests, failed: silentFailure ? 1 : failed };
};

/** Several runs as one. */
export const addCounts = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((sum, count) => sum + count.passed, 0),
  failed: counts.reduce((sum, count) => sum + count.failed, 0),
});
