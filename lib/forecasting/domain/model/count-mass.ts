// Distributions of demand in whole units, as probabilities of 0, 1, 2, … and of "that many or more".

/** Negative binomial, or next to Poisson where the variance is not above the mean. The last of `classes` holds the rest. */
export const negativeBinomialMass = (mean: number, dispersion: number, classes: number): readonly number[] => {
  const excess = Math.max(dispersion, 1.000001) - 1;
  const size = Math.max(mean, 1e-9) / excess;
  const mass: number[] = [Math.exp(-size * Math.log1p(excess))];
  let reached = mass[0] ?? 0;
  for (let units = 1; units < classes - 1; units += 1) {
    const next = ((mass[units - 1] ?? 0) * (excess / (1 + excess)) * (units - 1 + size)) / units;
    mass.push(next);
    reached += next;
  }
  mass.push(Math.max(0, 1 - reached));
  return mass;
};

/** Both distributions at once, the second with its share (a linear pool, Stone 1961). */
export const pooled = (one: readonly number[], other: readonly number[], otherShare: number): readonly number[] =>
  one.map((chance, units) => (1 - otherShare) * chance + otherShare * (other[units] ?? 0));

/** The least numbers of units that demand stays within at these probabilities, ascending. `tailMean` stands for the last class. */
export const massQuantiles = (mass: readonly number[], levels: readonly number[], tailMean: number): readonly number[] => {
  const last = mass.length - 1;
  let units = 0;
  let reached = mass[0] ?? 0;
  return levels.map((level) => {
    while (units < last && reached < level - 1e-9) {
      units += 1;
      reached += mass[units] ?? 0;
    }
    return units === last ? tailMean : units;
  });
};
