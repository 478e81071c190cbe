import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first. Begun last, one of them alone would keep a worker busy while the others have nothing left. */
const slow: readonly RegExp[] = [
  /\/simulation\/planted-bugs/,
  /\/scripts\/bench\//,
  /\/scripts\/crash-drill/,
  /\/simulation\//,
  /\/bucket-interleavings/,
  /\/console\//,
  /\/e2e\/(channels|retrain|models)/,
  /\/architecture\/boundaries/,
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = slow.findIndex((pattern) => pattern.test(moduleId));
  return rank === -1 ? slow.length : rank;
};

/** The order of vitest, larger files first, behind those known to be slow. Projects stay one after the other. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    const placeOf = ({ project }: TestSpecification): number => projects.indexOf(project.name);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other) || rankOf(one) - rankOf(other));
  }
}
