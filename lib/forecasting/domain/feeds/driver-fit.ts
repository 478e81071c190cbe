// How strongly demand answers to what was told beside it. The usual demand of a day is multiplied by exp(Σ βₖ xₖ): a Poisson
// regression with the usual demand as its offset, fitted to the days on which something was told. A history has few such days,
// so each β has a normal prior and the answer is the mode of the posterior (McCullagh and Nelder, Generalized Linear Models,
// 2nd edition, sections 6.2 and 2.5 for the iteration; the prior adds its precision to the information).

/** Which of the things told stands at which place of a vector. */
export const driverNames = ['promotion', 'campaign', 'holiday', 'temperature', 'precipitation', 'economy'] as const;
export type DriverName = (typeof driverNames)[number];

export type DriverVector = readonly number[];

/**
 * What is believed before a history has spoken. `promotion`: x is −ln(1 − depth), so β is the price elasticity with its sign
 * turned; 2.62 is the mean of the meta-analysis of Bijmolt, van Heerde and Pieters (Journal of Marketing Research 42, 2005).
 * `campaign`: x is ln(1 + spend over usual spend); 0.12 is the mean short-term elasticity of advertising of Sethuraman, Tellis
 * and Briesch (Journal of Marketing Research 48, 2011). The others change nothing until the history shows it.
 */
export const driverPriors: Readonly<Record<DriverName, { readonly mean: number; readonly deviation: number }>> = {
  promotion: { mean: 2.62, deviation: 1 },
  campaign: { mean: 0.12, deviation: 0.4 },
  holiday: { mean: 0, deviation: 0.5 },
  temperature: { mean: 0, deviation: 0.3 },
  precipitation: { mean: 0, deviation: 0.2 },
  economy: { mean: 0, deviation: 0.5 },
};

export const priorVector: DriverVector = driverNames.map((name) => driverPriors[name].mean);

/** Units of one day and place on which something was told, beside what would usually have been wanted there. */
export type DriverRow = { readonly units: number; readonly usual: number; readonly x: DriverVector };

/** No combination of things told multiplies demand by more, or by less than one over it. */
export const liftMost = 5;

/** What multiplies the usual demand. */
export const liftOf = (x: DriverVector, strengths: DriverVector): number => {
  const log = x.reduce((sum, value, at) => sum + value * (strengths[at] ?? 0), 0);
  return Math.min(liftMost, Math.max(1 / liftMost, Math.exp(log)));
};

/** Solves a small symmetric positive definite system by Gaussian elimination; the prior's precision keeps it regular. */
const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let below = pivot + 1; below < size; below += 1) {
      const factor = cell(below, pivot) / cell(pivot, pivot);
      rows[below] = (rows[below] ?? []).map((value, column) => value - factor * cell(pivot, column));
    }
  }
  const answer = Array.from({ length: size }, () => 0);
  for (let at = size - 1; at >= 0; at -= 1) {
    let rest = cell(at, size);
    for (let column = at + 1; column < size; column += 1) rest -= cell(at, column) * (answer[column] ?? 0);
    answer[at] = rest / cell(at, at);
  }
  return answer;
};

const iterations = 12;
/** No step moves a strength further than this, so that a first step from a bad place does not leave for good. */
const stepMost = 1;

/**
 * Strengths of what was told.
 * @param rows days and places on which something was told; `usual` above 0
 */
export const fitDrivers = (rows: readonly DriverRow[]): DriverVector => {
  const priors = driverNames.map((name) => driverPriors[name]);
  let strengths = priors.map(({ mean }) => mean);
  if (rows.length === 0) return strengths;
  for (let turn = 0; turn < iterations; turn += 1) {
    const gradient = priors.map(({ mean, deviation }, at) => (mean - (strengths[at] ?? 0)) / deviation ** 2);
    const information = priors.map(({ deviation }, at) => priors.map((_, other) => (at === other ? 1 / deviation ** 2 : 0)));
    for (const { units, usual, x } of rows) {
      const expected = usual * liftOf(x, strengths);
      for (const [at, value] of x.entries()) {
        if (value === 0) continue;
        gradient[at] = (gradient[at] ?? 0) + value * (units - expected);
        const own = information[at];
        if (own) for (const [other, second] of x.entries()) own[other] = (own[other] ?? 0) + expected * value * second;
      }
    }
    const step = solve(information, gradient).map((value) => Math.min(stepMost, Math.max(-stepMost, value)));
    strengths = strengths.map((value, at) => value + (step[at] ?? 0));
    if (step.every((value) => Math.abs(value) < 1e-6)) break;
  }
  return strengths;
};
