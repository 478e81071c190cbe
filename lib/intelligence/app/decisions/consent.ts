import * as z from 'zod';
import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/event-store/event-record.ts';
import type { Clock } from '../../../platform/ports.ts';
import { type ConsentPurpose, consentPurposes } from '../../domain/decisions/decision.values.ts';
import type { Vault } from '../../../platform/vault/vault.ts';

/** What the person said last, and when. */
export type Statement = {
  readonly granted: boolean;
  /** When they said it. */
  readonly statedAt: Instant;
  /** Where, such as `checkout` or `support`. */
  readonly source: string;
  /** Which text they were shown, as the shop names it; null where it does not. */
  readonly wording: string | null;
  readonly recordedBy: Actor;
};

/** Null for a purpose of which the person has said nothing. */
export type Consents = Readonly<Record<ConsentPurpose, Statement | null>>;

export type StatedConsent = { readonly purpose: ConsentPurpose } & Omit<Statement, 'recordedBy'>;

// With the person, so that whatever is exported or erased of them takes it along.
const recordName = 'CONSENT';

const storedSchema = () => {
  const statement = z.object({
    granted: z.boolean(),
    statedAt: z.string().transform(Instant),
    source: z.string(),
    wording: z.string().nullable(),
    recordedBy: z.object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() }),
  });
  return z.object({ statements: z.array(statement.extend({ purpose: z.enum(consentPurposes) })) });
};

/** Statements are kept for as long as the person is; the oldest beyond these go. */
const statementsMax = 100;

type Kept = StatedConsent & Pick<Statement, 'recordedBy'>;

const standing = (statements: readonly Kept[]): Consents => {
  const lastOf = (purpose: ConsentPurpose): Statement | null => {
    const said = statements
      .filter((one) => one.purpose === purpose)
      .toSorted((left, right) => (left.statedAt < right.statedAt ? -1 : 1))
      .at(-1);
    if (!said) return null;
    const { purpose: _of, ...statement } = said;
    return statement;
  };
  return {
    personalisation: lastOf('personalisation'),
    'automated-decisions': lastOf('automated-decisions'),
    'model-training': lastOf('model-training'),
  };
};

/** What people agree to, kept in the vault with them: it is exported with them, and gone when they are erased. */
export const createConsents = ({ vault, clock }: { readonly vault: Vault; readonly clock: Clock }) => {
  const read = async (tenantId: TenantId, personId: PersonId): Promise<readonly Kept[]> => {
    const stored = await vault.get<unknown>(tenantId, personId, recordName);
    return stored === undefined ? [] : storedSchema().parse(stored).statements;
  };

  const isKnown = async (tenantId: TenantId, personId: PersonId): Promise<boolean> => (await vault.list(tenantId, personId)).length > 0;

  return {
    /** Undefined when nothing is known of such a person. */
    of: async (tenantId: TenantId, personId: PersonId): Promise<Consents | undefined> => {
      const statements = await read(tenantId, personId);
      return statements.length > 0 || (await isKnown(tenantId, personId)) ? standing(statements) : undefined;
    },

    /** Notes what a person says. Of two statements the one made later stands, in whatever order they come. @returns undefined for nobody known */
    state: async (tenantId: TenantId, personId: PersonId, actor: Actor, given: readonly StatedConsent[]): Promise<Consents | undefined> => {
      if (!(await isKnown(tenantId, personId))) return undefined;
      const known = await read(tenantId, personId);
      const fresh = given.map((one): Kept => ({ ...one, recordedBy: actor }));
      const isNews = (one: Kept): boolean =>
        !known.some(({ purpose, statedAt, granted }) => purpose === one.purpose && statedAt === one.statedAt && granted === one.granted);
      const statements = [...known, ...fresh.filter(isNews)].slice(-statementsMax);
      // Given in this moment, whenever it was said: an erasure that comes at the same time goes before.
      const origin = { subject: personId, givenAt: clock.now() };
      return (await vault.putUnlessErased(tenantId, personId, recordName, { statements }, origin)) ? standing(statements) : undefined;
    },

    /**
     * Whether a person agreed to a purpose. Nobody who has said nothing agreed to anything that needs consent.
     * @param personId null for an order of which nobody is known
     */
    consentOf: async (tenantId: TenantId, personId: PersonId | null, purpose: ConsentPurpose): Promise<boolean> =>
      personId !== null && (standing(await read(tenantId, personId))[purpose]?.granted ?? false),
  };
};

export type Consent = ReturnType<typeof createConsents>;
