// Fails when docs/requirements.md has lost a row, has one twice, or names a state or a file that does not exist.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './support/run-tool.ts';
import { readRequirementRows, requirementProblems } from './support/requirement-table.ts';

const markdown = readFileSync(join(projectRoot, 'docs', 'requirements.md'), 'utf8');
const problems = requirementProblems(markdown, (path) => existsSync(join(projectRoot, path)));
for (const problem of problems) console.log(problem);

const rows = readRequirementRows(markdown);
const inState = (state: string): number => rows.filter((row) => row.state === state).length;
console.log(`${inState('works')} work, ${inState('partly')} partly, ${inState('not yet')} not yet`);
if (problems.length > 0) process.exit(1);
