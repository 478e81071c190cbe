/**
 * Grams of CO2 for each tonne and kilometre, from the fuel alone: 0.186 kg (medium and heavy trucks) and 1.086 kg (aircraft) for a
 * short ton and mile, EPA, Emission Factors for Greenhouse Gas Inventories (January 2025), table 8; a short ton-mile is 1.45997
 * tonne-kilometres.
 */
const gramsPerTonneKm = { road: 127.4, air: 743.9 } as const;

/** Roads are a fifth longer than the great circle: Ballou, Rahardja and Sakai (2002), Transportation Research A 36, United States. */
const roadDetour = 1.2;

/** Kilometres as the crow flies that a parcel does in a day by road; as the standard policy has it. */
const roadKmPerDay = 800;

export type CarbonMode = keyof typeof gramsPerTonneKm;

/** CO2 of a parcel; what carriers do between their depots and to the last door is not in it. */
export type Carbon = { readonly grams: number; readonly mode: CarbonMode };

/**
 * What sending goods so far emits. Nobody says whether a service flies, so that one that is faster than a truck is taken to.
 * @param km great-circle distance, 0 or more
 * @param ratedDays days on the way as the rates say; undefined counts as slow
 */
export const carbonOf = (km: number, goodsGrams: number, ratedDays: number | undefined): Carbon => {
  const mode: CarbonMode = ratedDays !== undefined && km > Math.max(1, ratedDays) * roadKmPerDay ? 'air' : 'road';
  const travelledKm = mode === 'road' ? km * roadDetour : km;
  return { mode, grams: Math.round((goodsGrams / 1_000_000) * travelledKm * gramsPerTonneKm[mode]) };
};
