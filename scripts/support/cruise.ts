import { join } from 'node:path';
import { runTool } from './run-tool.ts';

export type Violation = { readonly rule: string; readonly from: string; readonly to: string };

/** `modules` counts our own files; packages and Node's built-ins are not among them. */
export type Cruise = { readonly modules: number; readonly violations: readonly Violation[] };

type CruiserReport = {
  readonly modules: readonly { readonly source: string; readonly coreModule?: boolean; readonly couldNotResolve?: boolean }[];
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
  };
};

const isOurs = (module: CruiserReport['modules'][number]): boolean =>
  module.coreModule !== true && module.couldNotResolve !== true && !module.source.includes('node_modules/');

/**
 * Applies the project's architecture rules to the folders below `root`.
 * @throws Error when dependency-cruiser itself fails, which says nothing about the rules
 */
export const cruise = async (root: string, folders: readonly string[]): Promise<Cruise> => {
  const config = join(root, '.dependency-cruiser.cjs');
  const { output } = await runTool('depcruise', ['--config', config, '--output-type', 'json', ...folders], { cwd: root });
  // The exit code is the number of violations, so only the report tells a broken run from a broken rule.
  if (!output.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${output.trim()}`);
  const report = JSON.parse(output) as CruiserReport;
  return {
    modules: report.modules.filter(isOurs).length,
    violations: report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
};
