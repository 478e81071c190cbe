/**
 * Standard normal quantile by Wichura's algorithm AS 241 in its shorter form (PPND7; Applied Statistics 37, 1988), whose
 * relative error is about one in ten million.
 * @param probability above 0, below 1
 */
export const standardNormalQuantile = (probability: number): number => {
  const centred = probability - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    const above = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179;
    const below = ((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1;
    return (centred * above) / below;
  }
  const tail = Math.sqrt(-Math.log(centred < 0 ? probability : 1 - probability));
  const near = tail <= 5;
  const r = near ? tail - 1.6 : tail - 5;
  const above = near
    ? ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777
    : ((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115;
  const below = near ? (0.12021132975 * r + 0.7370016425) * r + 1 : (0.012258202635 * r + 0.24197894225) * r + 1;
  return centred < 0 ? -above / below : above / below;
};
