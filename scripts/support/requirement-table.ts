export type RequirementRow = {
  readonly id: string;
  readonly requirement: string;
  readonly where: string;
  readonly how: string;
  readonly state: string;
};

export const requirementCount = 403;
const states: readonly string[] = ['works', 'partly', 'not yet'];

const cells = (line: string): readonly string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Rows of the tables in docs/requirements.md: every table line whose first cell begins with `S` and a digit. */
export const readRequirementRows = (markdown: string): readonly RequirementRow[] =>
  markdown
    .split('\n')
    .filter((line) => /^\|\s*S\d/.test(line))
    .map((line) => {
      const [id = '', requirement = '', where = '', how = '', state = ''] = cells(line);
      return { id, requirement, where, how, state };
    });

const filePattern = /^(bin|lib|lambdas|state-machines|models|console|test|docs|scripts|\.ci)\/[\w./-]+$|^[\w.-]+\.(md|json|ts)$/;

/** Paths of this repository that a cell names between backticks. */
export const namedFiles = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '').filter((name) => filePattern.test(name));

const rowProblems = (row: RequirementRow, exists: (path: string) => boolean): readonly string[] => {
  const problems: string[] = [];
  if (row.requirement === '') problems.push('has no wording');
  if (!states.includes(row.state)) problems.push(`has the state "${row.state}"; allowed are ${states.join(', ')}`);
  const where = namedFiles(row.where);
  if (row.state === 'not yet') return problems;
  if (where.length === 0) problems.push(`is "${row.state}" but names no file in backticks under "where it lives"`);
  if (row.how === '') problems.push(`is "${row.state}" but does not say how to see it`);
  for (const path of [...where, ...namedFiles(row.how)]) if (!exists(path)) problems.push(`names ${path}, which does not exist`);
  return problems;
};

/**
 * What is wrong with the table, one sentence each; empty when all is well.
 * @param exists whether a path from the root of the repository is there
 */
export const requirementProblems = (markdown: string, exists: (path: string) => boolean): readonly string[] => {
  const rows = readRequirementRows(markdown);
  const seen = new Map<string, number>();
  for (const { id } of rows) seen.set(id, (seen.get(id) ?? 0) + 1);
  const expected = Array.from({ length: requirementCount }, (_, index) => `S${index + 1}`);
  return [
    ...expected.filter((id) => !seen.has(id)).map((id) => `${id} is missing`),
    ...[...seen].filter(([id]) => !expected.includes(id)).map(([id]) => `${id} is not an id between S1 and S${requirementCount}`),
    ...[...seen].filter(([, count]) => count > 1).map(([id, count]) => `${id} stands ${count} times`),
    ...rows.flatMap((row) => rowProblems(row, exists).map((problem) => `${row.id} ${problem}`)),
  ];
};
