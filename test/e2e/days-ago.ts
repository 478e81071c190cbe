const dayMs = 86_400_000;

/** The moment so many days before the clock that an installation runs on; a negative number is a day to come. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
