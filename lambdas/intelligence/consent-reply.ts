import type { Consents } from '../../lib/intelligence/index.ts';
import type { PersonId } from '../../lib/kernel/ids.ts';

/** What a person agrees to, as the API shows it. */
export const consentsView = (personId: PersonId, consents: Consents) => ({
  personId,
  consents: Object.entries(consents).map(([purpose, statement]) => ({ purpose, statement })),
});
