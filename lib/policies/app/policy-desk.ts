import type { AuditEntry } from '../../access/index.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Clock, Parameters, Write } from '../../platform/ports.ts';
import {
  type PolicyActor,
  type PolicyImpossible,
  type PolicyName,
  policyNames,
  type PolicyRejection,
  type PolicyValue,
  type PolicyValues,
  type PolicyVersion,
  type PolicyWarning,
} from '../domain/policy.ts';
import type { PolicyBook } from './policy-book.ts';
import { defaultPolicies, readPolicySetting } from './policy-settings.ts';
import type { PolicyStore } from './policy-store.ts';
import { policyValueToWire } from './policy-value.ts';

/** A policy as it decides now, for people. */
export type PolicyState = {
  readonly name: PolicyName;
  readonly value: PolicyValue;
  /** 0 unless stored. */
  readonly version: number;
  readonly source: 'stored' | 'setting' | 'default';
  /** The stored version; null where the tenant has decided nothing. */
  readonly stored: PolicyVersion | null;
  /** What is wrong with the installation's setting; the value is then the default. */
  readonly problem: string | null;
};

export type ChangedPolicy = { readonly policy: PolicyState; readonly changed: boolean; readonly warnings: readonly PolicyWarning[] };

/** What a value would do with what the tenant has. It is asked before the value goes live. */
export type PolicyCheck<N extends PolicyName> = (
  tenantId: TenantId,
  value: PolicyValues[N],
) => Promise<Result<readonly PolicyWarning[], PolicyImpossible>>;
export type PolicyChecks = { readonly [N in PolicyName]?: PolicyCheck<N> };

export type PolicyChange = {
  readonly tenantId: TenantId;
  readonly actor: PolicyActor;
  readonly name: PolicyName;
  readonly value: PolicyValue;
  readonly note: string;
  /** The version that the change was decided on; 0 when none was stored. */
  readonly expectedVersion: number;
};

export type PolicyDeskParts = {
  readonly store: PolicyStore;
  readonly book: Pick<PolicyBook, 'forget'>;
  readonly clock: Clock;
  readonly parameters: Parameters;
  readonly auditWrite: (entry: AuditEntry) => Write;
  /** Of policies whose schema alone does not say whether they can work. */
  readonly checks: PolicyChecks;
};

const wireOf = (value: PolicyValue): Json => policyValueToWire(value) as Json;
const isSame = (left: PolicyValue, right: PolicyValue): boolean => canonicalJson(wireOf(left)) === canonicalJson(wireOf(right));

const stateOf = (stored: PolicyVersion): PolicyState => {
  const { name, value, version } = stored;
  return { name, value, version, source: 'stored', stored, problem: null };
};

/** Policies for the people who look at them and change them. A version is never changed, only followed by another. */
export const createPolicyDesk = (parts: PolicyDeskParts) => {
  const { store, book, clock, parameters, auditWrite, checks } = parts;

  const unstored = async (tenantId: TenantId, name: PolicyName): Promise<PolicyState> => {
    const base = { name, version: 0, stored: null, problem: null } as const;
    try {
      const set = await readPolicySetting(parameters, tenantId, name);
      return set ? { ...base, value: set, source: 'setting' } : { ...base, value: defaultPolicies[name], source: 'default' };
    } catch (error) {
      return { ...base, value: defaultPolicies[name], source: 'setting', problem: (error as Error).message };
    }
  };

  const currentOf = async (tenantId: TenantId, name: PolicyName): Promise<PolicyVersion | undefined> =>
    (await store.current(tenantId)).find((version) => version.name === name);

  const check = async <N extends PolicyName>(tenantId: TenantId, name: N, value: PolicyValues[N]) =>
    (await checks[name]?.(tenantId, value)) ?? ok([]);

  const addVersion = async (before: PolicyVersion | undefined, after: PolicyVersion): Promise<Result<ChangedPolicy, PolicyRejection>> => {
    const checked = await check(after.tenantId, after.name, after.value);
    if (!checked.ok) return checked;
    const audit = auditWrite({
      tenantId: after.tenantId,
      actor: after.actor,
      action: after.restoredFrom === null ? 'policy.changed' : 'policy.restored',
      target: { kind: 'policy', id: after.name },
      before: before ? { version: before.version, value: wireOf(before.value) } : null,
      after: { version: after.version, value: wireOf(after.value) },
    });
    const added = await store.add(after, audit);
    book.forget(after.tenantId);
    if (added) return ok({ policy: stateOf(after), changed: true, warnings: checked.value });
    const now = await currentOf(after.tenantId, after.name);
    return err({ code: 'policy-changed-meanwhile', version: now?.version ?? 0 });
  };

  const change = async (
    { tenantId, actor, name, value, note, expectedVersion }: PolicyChange,
    restoredFrom: number | null,
    current: PolicyVersion | undefined,
  ): Promise<Result<ChangedPolicy, PolicyRejection>> => {
    // Before the version is looked at: an answer that got lost is asked for again with the version before.
    if (current && isSame(current.value, value)) return ok({ policy: stateOf(current), changed: false, warnings: [] });
    const version = current?.version ?? 0;
    if (version !== expectedVersion) return err({ code: 'policy-changed-meanwhile', version });
    return addVersion(current, { tenantId, name, version: version + 1, value, note, actor, at: clock.now(), restoredFrom });
  };

  return {
    /** Every policy, in the order of their names' list. */
    list: async (tenantId: TenantId): Promise<readonly PolicyState[]> => {
      const stored = await store.current(tenantId);
      return Promise.all(
        policyNames.map(async (name) => {
          const found = stored.find((version) => version.name === name);
          return found ? stateOf(found) : unstored(tenantId, name);
        }),
      );
    },
    versions: store.versions,
    version: async (tenantId: TenantId, name: PolicyName, version: number): Promise<Result<PolicyVersion, PolicyRejection>> => {
      const found = await store.version(tenantId, name, version);
      return found ? ok(found) : err({ code: 'policy-version-not-found' });
    },
    set: async (wanted: PolicyChange): Promise<Result<ChangedPolicy, PolicyRejection>> =>
      change(wanted, null, await currentOf(wanted.tenantId, wanted.name)),
    /** Takes up the value of an earlier version again. */
    restore: async (
      wanted: Omit<PolicyChange, 'value' | 'expectedVersion'> & { readonly version: number },
    ): Promise<Result<ChangedPolicy, PolicyRejection>> => {
      const { version, ...rest } = wanted;
      const found = await store.version(wanted.tenantId, wanted.name, version);
      if (!found) return err({ code: 'policy-version-not-found' });
      const current = await currentOf(wanted.tenantId, wanted.name);
      return change({ ...rest, value: found.value, expectedVersion: current?.version ?? 0 }, version, current);
    },
  };
};

export type PolicyDesk = ReturnType<typeof createPolicyDesk>;
