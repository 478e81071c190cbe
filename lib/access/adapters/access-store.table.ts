import type * as z from 'zod';
import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import {
  type Condition,
  ConditionFailedError,
  type Item,
  type Key,
  type Table,
  TransactionCanceledError,
  UnavailableError,
  type Write,
} from '../../platform/ports.ts';
import type { AccessStore, Listed, PageRequest } from '../app/access.ports.ts';
import type { AuditRecord } from '../domain/audit.ts';
import { type ApiKeyId, lastUsePrecisionMs } from '../domain/api-key.ts';
import { globalPartition } from '../domain/tenant.ts';
import type { Membership, UserId } from '../domain/user.ts';
import {
  apiKeyRow,
  auditRow,
  fromItem,
  fromItemOrNone,
  membershipRow,
  tenantPointerRow,
  tenantRow,
  toItem,
  userRow,
} from './access.rows.ts';

// Where each record stands in the ledger table. What belongs to a tenant stands under it; under `global` stand users,
// who may belong to several, and the way from a key's or a user's id to the tenants.
const tenantsPartition = `${globalPartition}#TENANTS`;
const tenantKey = (tenantId: string): Key => ({ PK: tenantsPartition, SK: `TENANT#${tenantId}` });
const userPartition = (userId: UserId): string => `${globalPartition}#USER#${userId}`;
const userKey = (userId: UserId): Key => ({ PK: userPartition(userId), SK: 'USER' });
const userTenantKey = (userId: UserId, tenantId: string): Key => ({ PK: userPartition(userId), SK: `MEMBER#${tenantId}` });
const accessPartition = (tenantId: string): string => `${tenantId}#ACCESS`;
const membershipKey = (tenantId: string, userId: UserId): Key => ({ PK: accessPartition(tenantId), SK: `MEMBER#${userId}` });
const apiKeyKey = (tenantId: string, keyId: ApiKeyId): Key => ({ PK: accessPartition(tenantId), SK: `KEY#${keyId}` });
const apiKeyTenantKey = (keyId: ApiKeyId): Key => ({ PK: `${globalPartition}#APIKEY#${keyId}`, SK: 'TENANT' });
const auditPartition = (tenantId: string, day: string): string => `${tenantId}#AUDIT#${day}`;

const absent: Condition = { kind: 'absent' };
const atRevision = (revision: number): Condition => (revision === 0 ? absent : { kind: 'equals', attribute: 'revision', value: revision });

/** Access records in the ledger table: ids, roles, dates and hashes; nothing personal. */
export const createTableAccessStore = (ledger: Table): AccessStore => {
  const applied = async (writes: readonly Write[]): Promise<boolean> => {
    try {
      await ledger.transact(writes);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  };

  /** Cursors are the part of the sort key after `prefix`, so one from another tenant opens nothing there. */
  const list = async <Schema extends z.ZodType>(
    schema: Schema,
    PK: string,
    prefix: string,
    page: PageRequest,
  ): Promise<Listed<z.output<Schema>>> => {
    // `~` sorts after every character of an id and of an instant.
    const from = page.after === undefined ? prefix : `${prefix}${page.after}~`;
    const found = await ledger.query({ PK, ...(from === '' ? {} : { from }), to: `${prefix}~`, limit: page.limit });
    const items = found.items.map((item) => fromItem(schema, item));
    const last = found.items.at(-1);
    return { items, ...(found.cursor === undefined || last === undefined ? {} : { cursor: last.SK.slice(prefix.length) }) };
  };

  return {
    tenant: async (tenantId) => fromItemOrNone(tenantRow, await ledger.get(tenantKey(tenantId))),
    tenants: (page) => list(tenantRow, tenantsPartition, 'TENANT#', page),
    addTenant: (tenant, audit) =>
      applied([{ kind: 'put', item: toItem(tenantKey(tenant.tenantId), tenant), condition: absent }, auditWrite(audit)]),

    user: async (userId) => fromItemOrNone(userRow, await ledger.get(userKey(userId))),
    users: async (userIds) =>
      userIds.length === 0 ? [] : (await ledger.getMany(userIds.map(userKey))).map((item) => fromItemOrNone(userRow, item)),
    addUser: (user, membership, audit) =>
      applied([
        { kind: 'put', item: toItem(userKey(user.userId), user), condition: absent },
        ...membershipWrites(membership),
        auditWrite(audit),
      ]),
    changeUser: (user, audit) =>
      applied([{ kind: 'put', item: toItem(userKey(user.userId), user), condition: atRevision(user.revision - 1) }, auditWrite(audit)]),

    membership: async (tenantId, userId) => fromItemOrNone(membershipRow, await ledger.get(membershipKey(tenantId, userId))),
    memberships: (tenantId, page) => list(membershipRow, accessPartition(tenantId), 'MEMBER#', page),
    tenantsOf: (userId) => tenantsOf(ledger, userId),
    changeMembership: (membership, audit) => applied([...membershipWrites(membership), auditWrite(audit)]),

    apiKey: async (keyId) => {
      const pointer = fromItemOrNone(tenantPointerRow, await ledger.get(apiKeyTenantKey(keyId)));
      return pointer && fromItemOrNone(apiKeyRow, await ledger.get(apiKeyKey(pointer.tenantId, keyId)));
    },
    apiKeys: (tenantId, page) => list(apiKeyRow, accessPartition(tenantId), 'KEY#', page),
    addApiKey: async (key, audit) => {
      await ledger.transact([
        { kind: 'put', item: toItem(apiKeyKey(key.tenantId, key.keyId), key), condition: absent },
        { kind: 'put', item: toItem(apiKeyTenantKey(key.keyId), { tenantId: key.tenantId }), condition: absent },
        auditWrite(audit),
      ]);
    },
    revokeApiKey: (key, revokedAt, audit) =>
      applied([
        {
          kind: 'update',
          key: apiKeyKey(key.tenantId, key.keyId),
          change: { set: { revoked_at: revokedAt } },
          condition: { kind: 'all', conditions: [{ kind: 'present' }, { kind: 'attribute-absent', attribute: 'revoked_at' }] },
        },
        auditWrite(audit),
      ]),
    recordApiKeyUse: async (key, usedAt) => {
      try {
        await ledger.update(
          apiKeyKey(key.tenantId, key.keyId),
          { set: { last_used_at: usedAt } },
          notUsedSince(plusMs(usedAt, 1 - lastUsePrecisionMs)),
        );
      } catch (error) {
        // Losing the note of one use is better than refusing the request that made it.
        if (!(error instanceof ConditionFailedError || error instanceof UnavailableError)) throw error;
      }
    },

    auditRecords: (tenantId, day, page) => list(auditRow, auditPartition(tenantId, day), '', page),
  };
};

/** The write that adds an audit record; it stands in the transaction of the change that it is about. */
export const auditWrite = (audit: AuditRecord): Write => ({
  kind: 'put',
  item: toItem({ PK: auditPartition(audit.tenantId, audit.recordedAt.slice(0, 10)), SK: `${audit.recordedAt}#${audit.auditId}` }, audit),
  condition: absent,
});

/** The membership and, beside the user, whether to look for it in this tenant. */
const membershipWrites = (membership: Membership): readonly Write[] => {
  const pointer = userTenantKey(membership.userId, membership.tenantId);
  return [
    {
      kind: 'put',
      item: toItem(membershipKey(membership.tenantId, membership.userId), membership),
      condition: atRevision(membership.revision - 1),
    },
    membership.status === 'active'
      ? { kind: 'put', item: toItem(pointer, { tenantId: membership.tenantId }) }
      : { kind: 'delete', key: pointer },
  ];
};

const tenantsOf = async (ledger: Table, userId: UserId): Promise<readonly TenantId[]> => {
  const tenants: TenantId[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.query({ PK: userPartition(userId), prefix: 'MEMBER#', ...(cursor === undefined ? {} : { cursor }) });
    tenants.push(...page.items.map((item: Item) => fromItem(tenantPointerRow, item).tenantId));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tenants;
};

const notUsedSince = (instant: Instant): Condition => ({
  kind: 'all',
  conditions: [
    { kind: 'present' },
    {
      kind: 'any',
      conditions: [
        { kind: 'attribute-absent', attribute: 'last_used_at' },
        { kind: 'less-than', attribute: 'last_used_at', value: instant },
      ],
    },
  ],
});
