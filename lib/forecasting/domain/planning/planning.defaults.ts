import type { LabourPolicy, PlanningPolicy } from '../../../kernel/planning-policies.ts';

/**
 * Where a tenant has decided nothing. Nobody has said what a missing unit costs or a move takes; these are priors that a tenant
 * should replace: a third of the price, three days, and a service level of 95 percent.
 */
export const defaultPlanning: PlanningPolicy = {
  servicePercent: 95,
  shortage: { lossPercent: 33, lossMinor: 500 },
  transfers: {
    enabled: true,
    leadTimeDays: 3,
    coverDays: 14,
    keepDays: 14,
    costPerTransferMinor: 1_000,
    costPerUnitMinor: 50,
  },
  replenishment: { enabled: true, reviewDays: 7, leadTimeDays: 14 },
  validDays: 3,
  quietDays: 7,
};

/** Thirty lines an hour from shelf to parcel is a modest pace by hand; a store has its customers beside it. */
export const defaultLabour: LabourPolicy = {
  linesPerPersonHour: 30,
  shiftHours: 7.5,
  locationTypes: [{ type: 'store', productivityPercent: 50 }],
};
