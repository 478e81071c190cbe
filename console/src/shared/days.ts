/** A day as a date field has it, in the viewer's zone. */
export const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;

/** The first moment of a day in the viewer's zone. @returns undefined when it is no day */
export const beginOf = (day: string): string | undefined => {
  const at = new Date(`${day}T00:00:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** The first moment after a day in the viewer's zone; not 24 hours later where the clocks change. */
export const endOf = (day: string): string | undefined => {
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return undefined;
  at.setDate(at.getDate() + 1);
  return at.toISOString();
};
