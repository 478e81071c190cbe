// Takes the place of the package `semver` in a function's bundle. The X-Ray SDK asks it one question when it is loaded,
// whether this is at least Node 8.2, and for that it would add 26 KB to every cold start.

const parts = (version: string): readonly number[] => version.replace(/^v/, '').split('.').map(Number);

const compare = (left: string, right: string): number => {
  const [a, b] = [parts(left), parts(right)];
  const differing = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return differing === undefined ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
};

/** Whether a version is at least another; both without pre-release tags. */
export const gte = (left: string, right: string): boolean => compare(left, right) >= 0;
/** Whether a version is below another; both without pre-release tags. */
export const lt = (left: string, right: string): boolean => compare(left, right) < 0;
