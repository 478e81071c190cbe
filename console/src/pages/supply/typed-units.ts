import type { FieldProblem } from '../../shared/field-message.ts';

/** Whole units as typed; undefined for what is none. Nothing typed is 0. */
const unitsOf = (typed: string): number | undefined =>
  typed.trim() === '' ? 0 : /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : undefined;

/** Units of a field, at least so many. What is wrong of it goes to `problems`. */
export const takeUnits = (typed: string, least: number, field: string, problems: FieldProblem[]): number => {
  const units = unitsOf(typed);
  if (units !== undefined && units >= least) return units;
  problems.push({ field, message: `must be a whole number, ${least} or more` });
  return 0;
};

/** The end of a day in the viewer's zone: goods are not promised before it is over. Undefined while no day is named. */
export const endOfDay = (day: string): string | undefined => {
  const at = new Date(`${day}T23:59:00`);
  return day === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** An instant as the viewer's day, for a field that takes one. */
export const dayOf = (at: string | null): string => {
  if (at === null) return '';
  const local = new Date(at);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
};
