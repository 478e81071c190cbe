import { describe, expect, it } from 'vitest';
import { namedFiles, readRequirementRows, requirementCount, requirementProblems } from '../../scripts/support/requirement-table.ts';

const row = (number: number, rest = '| wording |  |  | not yet |'): string => `| S${number} ${rest}`;
const inOrder: readonly string[] = Array.from({ length: requirementCount }, (_, index) => row(index + 1));
const everyFile = (): boolean => true;
const noFile = (): boolean => false;

const problemsOf = (lines: readonly string[], exists: (path: string) => boolean = everyFile): readonly string[] =>
  requirementProblems(`# Requirements\n\n| id | requirement | where it lives |\n|---|---|---|\n${lines.join('\n')}\n`, exists);

describe('the requirements table', () => {
  it('is in order when every id stands once with a known state', () => {
    expect(problemsOf(inOrder, noFile)).toEqual([]);
  });

  it('reports a row that was lost', () => {
    expect(problemsOf(inOrder.toSpliced(6, 1))).toEqual(['S7 is missing']);
  });

  it('reports a row that stands twice', () => {
    expect(problemsOf([...inOrder, row(12)])).toEqual(['S12 stands 2 times']);
  });

  it('reports an id that was never given out', () => {
    expect(problemsOf([...inOrder, row(404)])).toEqual(['S404 is not an id between S1 and S403']);
  });

  it('reports a state it does not know', () => {
    const lines = inOrder.with(0, row(1, '| wording | `README.md` | look | done |'));
    expect(problemsOf(lines)).toEqual(['S1 has the state "done"; allowed are works, partly, not yet']);
  });

  it('wants a file and a way to see it from every row that works', () => {
    const lines = inOrder.with(0, row(1, '| wording |  |  | works |'));
    expect(problemsOf(lines)).toEqual([
      'S1 is "works" but names no file in backticks under "where it lives"',
      'S1 is "works" but does not say how to see it',
    ]);
  });

  it('reports a file that is gone, wherever the row names it', () => {
    const lines = inOrder.with(1, row(2, '| wording | `lib/kernel/money.ts` | `npm test`, `test/kernel/gone.test.ts` | partly |'));
    const problems = problemsOf(lines, (path) => path === 'lib/kernel/money.ts');
    expect(problems).toEqual(['S2 names test/kernel/gone.test.ts, which does not exist']);
  });

  it('keeps a pipe that a cell escapes', () => {
    expect(readRequirementRows('| S1 | a \\| b | c | d | works |')[0]).toEqual({
      id: 'S1',
      requirement: 'a \\| b',
      where: 'c',
      how: 'd',
      state: 'works',
    });
  });

  it('tells files from commands, routes and topics', () => {
    expect(namedFiles('`lib/a.ts`, `docs/adr/`, `README.md`, `npm test`, `GET /orders`, `orders/create`, lib/unquoted.ts')).toEqual([
      'lib/a.ts',
      'docs/adr/',
      'README.md',
    ]);
  });
});
