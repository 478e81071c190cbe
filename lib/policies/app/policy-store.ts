import * as z from 'zod';
import type { TenantId } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import { type Condition, type Item, type Key, type Table, TransactionCanceledError, type Write } from '../../platform/ports.ts';
import { type PolicyName, policyNames, type PolicyVersion } from '../domain/policy.ts';
import { policyValueToWire, readPolicyValue } from './policy-value.ts';

export type PolicyVersionPage = { readonly items: readonly PolicyVersion[]; readonly cursor?: string };

/**
 * Policies in rows of the ledger table: one for each version, written once, and one for each policy that has the version in
 * force, so that all of a tenant's are read with one query.
 */
export type PolicyStore = {
  /** The versions in force, of the policies that the tenant has decided. */
  readonly current: (tenantId: TenantId) => Promise<readonly PolicyVersion[]>;
  readonly version: (tenantId: TenantId, name: PolicyName, version: number) => Promise<PolicyVersion | undefined>;
  /** Newest first. @param page.before the cursor of the page before */
  readonly versions: (
    tenantId: TenantId,
    name: PolicyName,
    page: { readonly limit: number; readonly before?: number | undefined },
  ) => Promise<PolicyVersionPage>;
  /** @returns false when the version before it is no longer the one in force */
  readonly add: (version: PolicyVersion, audit: Write) => Promise<boolean>;
};

const Row = z.object({
  name: z.enum(policyNames),
  version: z.int().min(1),
  value: z.record(z.string(), z.json()),
  note: z.string(),
  actor: z.object({ kind: z.enum(['user', 'api_key', 'system']), id: z.string() }),
  at: z.string().transform(Instant),
  restored_from: z.int().nullable(),
});

const partitionOf = (tenantId: TenantId): string => `${tenantId}#POLICIES`;
const currentPrefix = 'CURRENT#';
const currentKey = (tenantId: TenantId, name: PolicyName): Key => ({ PK: partitionOf(tenantId), SK: `${currentPrefix}${name}` });
const versionDigits = 9;
const versionPrefix = (name: PolicyName): string => `VERSION#${name}#`;
const versionKey = (tenantId: TenantId, name: PolicyName, version: number): Key => ({
  PK: partitionOf(tenantId),
  SK: versionPrefix(name) + String(version).padStart(versionDigits, '0'),
});

const itemOf = (key: Key, { tenantId: _, restoredFrom, value, ...rest }: PolicyVersion): Item => ({
  ...key,
  ...rest,
  value: policyValueToWire(value),
  restored_from: restoredFrom,
});

/** @throws Error for a row that does not fit its policy, which is a defect */
const fromItem = (tenantId: TenantId, item: Item): PolicyVersion => {
  const { restored_from: restoredFrom, value: stored, ...row } = Row.parse(item);
  const value = readPolicyValue(row.name, stored);
  if (!value.ok) throw new Error(`version ${row.version} of the policy ${row.name} cannot be read: ${value.error[0]?.message}`);
  return { ...row, tenantId, value: value.value, restoredFrom };
};

export const createPolicyStore = (ledger: Table): PolicyStore => ({
  current: async (tenantId) => {
    const { items } = await ledger.query({ PK: partitionOf(tenantId), prefix: currentPrefix });
    return items.map((item) => fromItem(tenantId, item));
  },
  version: async (tenantId, name, version) => {
    const item = await ledger.get(versionKey(tenantId, name, version));
    return item && fromItem(tenantId, item);
  },
  versions: async (tenantId, name, { limit, before }) => {
    if (before === 1) return { items: [] };
    const to = before === undefined ? `${versionPrefix(name)}~` : versionKey(tenantId, name, before - 1).SK;
    const page = await ledger.query({ PK: partitionOf(tenantId), from: versionPrefix(name), to, descending: true, limit });
    const items = page.items.map((item) => fromItem(tenantId, item));
    const last = items.at(-1);
    return { items, ...(page.cursor === undefined || last === undefined || last.version === 1 ? {} : { cursor: String(last.version) }) };
  },
  add: async (version, audit) => {
    const { tenantId, name, version: number } = version;
    const before: Condition = number === 1 ? { kind: 'absent' } : { kind: 'equals', attribute: 'version', value: number - 1 };
    try {
      await ledger.transact([
        { kind: 'put', item: itemOf(versionKey(tenantId, name, number), version), condition: { kind: 'absent' } },
        { kind: 'put', item: itemOf(currentKey(tenantId, name), version), condition: before },
        audit,
      ]);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  },
});
