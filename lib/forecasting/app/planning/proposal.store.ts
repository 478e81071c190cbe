import * as z from 'zod';
import { stableId } from '../../../kernel/hash-chain.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { type Item, type Platform, TransactionCanceledError, type Write } from '../../../platform/ports.ts';
import { type Proposal, type ProposalContent, type ProposalKind, proposalKinds, proposalStatuses } from '../../domain/planning/proposal.ts';

export type ProposalPage = { readonly items: readonly Proposal[]; readonly cursor?: string };

const ProposalRow = z.looseObject({
  proposal_id: z.string(),
  kind: z.enum(proposalKinds),
  status: z.enum(proposalStatuses),
  opened_at: z.string(),
  revision: z.int(),
});

const dayMs = 86_400_000;
/** What has ended is kept for a year. */
const endedKeptMs = 366 * dayMs;
const rowsPerRead = 100;
/** Rows that one page of a list looks at, at most: fewer may be answered, and still there is a cursor. */
const looksMax = 1_000;

const recordKey = (tenantId: TenantId, proposalId: string) => ({ PK: `${tenantId}#PROPOSAL#${proposalId}`, SK: 'PROPOSAL' });
const lanePartition = (tenantId: TenantId, sku: string): string => `${tenantId}#PROPOSALLANES#${sku}`;
const listPartition = (tenantId: TenantId, list: 'open' | 'ended'): string => `${tenantId}#PROPOSALS#${list}`;
const laneOf = ({ kind, fromLocationId, toLocationId }: Pick<ProposalContent, 'kind' | 'fromLocationId' | 'toLocationId'>): string =>
  `${kind}#${fromLocationId ?? ''}#${toLocationId}`;
const listRow = (tenantId: TenantId, { status, openedAt, proposalId }: Proposal): Item => ({
  PK: listPartition(tenantId, status === 'open' ? 'open' : 'ended'),
  SK: `${openedAt}#${proposalId}`,
  proposal_id: proposalId,
});

/** Until when a lane is left in peace after somebody has decided: what was bought or moved takes its time to show. */
const quietUntil = (proposal: Proposal, quietDays: number): Instant | undefined => {
  if (proposal.endedAt === null || proposal.status === 'lapsed' || proposal.status === 'open') return undefined;
  const quiet = plusMs(proposal.endedAt, quietDays * dayMs);
  const there = Instant(`${proposal.expectedOn}T23:59:59.000Z`);
  return proposal.status === 'accepted' && there > quiet ? there : quiet;
};

const saidOf = ({ quantity, sentence, reasons, actBy, supplier }: ProposalContent): string =>
  JSON.stringify([quantity, sentence, reasons, actBy, supplier]);

/**
 * Proposals in rows of the ledger's table, beside the streams: what a person has decided is not to be lost. Of an article and a
 * lane there is one that is open, at most; a pass that comes again changes its figures and makes no second one.
 */
export const createProposalStore = ({ ledger, sha256, clock }: Pick<Platform, 'ledger' | 'sha256' | 'clock'>) => {
  const readMany = async (tenantId: TenantId, ids: readonly string[]): Promise<readonly (Proposal | undefined)[]> => {
    const found: (Proposal | undefined)[] = [];
    for (let start = 0; start < ids.length; start += rowsPerRead) {
      const items = await ledger.getMany(ids.slice(start, start + rowsPerRead).map((id) => recordKey(tenantId, id)));
      found.push(...items.map((item) => (item ? fromWire<Proposal>(ProposalRow.parse(item['proposal'])) : undefined)));
    }
    return found;
  };

  /** @returns false when somebody else has changed it meanwhile */
  const write = async (tenantId: TenantId, before: Proposal | undefined, after: Proposal): Promise<boolean> => {
    const ttl = after.status === 'open' ? {} : { ttl: Math.ceil(toEpochMs(plusMs(clock.now(), endedKeptMs)) / 1_000) };
    const row = listRow(tenantId, after);
    const old = before && listRow(tenantId, before);
    const writes: Write[] = [
      {
        kind: 'put',
        item: { ...recordKey(tenantId, after.proposalId), proposal: toWire(after), revision: after.revision, ...ttl },
        condition: before ? { kind: 'equals', attribute: 'revision', value: before.revision } : { kind: 'absent' },
      },
      { kind: 'put', item: { ...row, ...ttl } },
      { kind: 'put', item: { PK: lanePartition(tenantId, after.sku), SK: laneOf(after), proposal_id: after.proposalId, ...ttl } },
      ...(old && old.PK !== row.PK ? [{ kind: 'delete', key: { PK: old.PK, SK: old.SK } } as const] : []),
    ];
    try {
      await ledger.transact(writes);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  };

  const opened = (tenantId: TenantId, content: ProposalContent, validDays: number): Proposal => {
    const openedAt = clock.now();
    const inTime = Instant(`${content.actBy}T23:59:59.000Z`);
    const valid = plusMs(openedAt, validDays * dayMs);
    return {
      ...content,
      proposalId: stableId(sha256, 'proposal', tenantId, content.sku, laneOf(content), openedAt),
      status: 'open',
      openedAt,
      // One that is late already is worth something still, until its figures are old.
      expiresAt: inTime > openedAt && inTime < valid ? inTime : valid,
      endedAt: null,
      decision: null,
      revision: 1,
    };
  };

  /**
   * Brings the proposals of an article in line with what was planned now.
   * @returns how many were opened, and how many lapsed
   */
  const follow = async (
    tenantId: TenantId,
    sku: string,
    found: readonly ProposalContent[],
    { validDays, quietDays }: { readonly validDays: number; readonly quietDays: number },
  ): Promise<{ readonly opened: number; readonly lapsed: number }> => {
    const lanes = (await ledger.query({ PK: lanePartition(tenantId, sku), limit: rowsPerRead })).items;
    const known = new Map(
      (
        await readMany(
          tenantId,
          lanes.map((row) => String(row['proposal_id'])),
        )
      ).flatMap((one) => (one ? [[laneOf(one), one] as const] : [])),
    );
    const now = clock.now();
    const changes = { opened: 0, lapsed: 0 };
    for (const content of found) {
      const before = known.get(laneOf(content));
      known.delete(laneOf(content));
      if (before?.status === 'open') {
        const { openedAt, proposalId } = before;
        const after = { ...opened(tenantId, content, validDays), openedAt, proposalId, revision: before.revision + 1 };
        if (saidOf(before) !== saidOf(content) || before.expiresAt < now) await write(tenantId, before, after);
        continue;
      }
      if (before && now < (quietUntil(before, quietDays) ?? now)) continue;
      if (await write(tenantId, undefined, opened(tenantId, content, validDays))) changes.opened += 1;
    }
    for (const before of known.values()) {
      if (before.status !== 'open') continue;
      if (await write(tenantId, before, { ...before, status: 'lapsed', endedAt: now, revision: before.revision + 1 })) changes.lapsed += 1;
    }
    return changes;
  };

  return {
    follow,
    get: async (tenantId: TenantId, proposalId: string): Promise<Proposal | undefined> => (await readMany(tenantId, [proposalId]))[0],
    /** @returns the proposal as it stands then; undefined when somebody else was faster */
    decide: async (
      tenantId: TenantId,
      before: Proposal,
      status: 'accepted' | 'declined',
      decision: NonNullable<Proposal['decision']>,
    ): Promise<Proposal | undefined> => {
      const after: Proposal = { ...before, status, decision, endedAt: clock.now(), revision: before.revision + 1 };
      return (await write(tenantId, before, after)) ? after : undefined;
    },
    /** The oldest first while they are open, since they wait; those that have ended newest first. */
    list: async (
      tenantId: TenantId,
      choice: {
        readonly list: 'open' | 'ended';
        readonly kind?: ProposalKind | undefined;
        readonly sku?: string | undefined;
        readonly shows: (proposal: Proposal) => boolean;
      },
      page: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<ProposalPage> => {
      const { list, kind, sku, shows } = choice;
      const items: Proposal[] = [];
      let { cursor } = page;
      let looked = 0;
      do {
        const limit = Math.min(rowsPerRead, page.limit - items.length);
        const rows = await ledger.query({
          PK: listPartition(tenantId, list),
          limit,
          descending: list === 'ended',
          ...(cursor === undefined ? {} : { cursor }),
        });
        const proposals = await readMany(
          tenantId,
          rows.items.map((row) => String(row['proposal_id'])),
        );
        items.push(
          ...proposals.flatMap((one) =>
            one && (kind === undefined || one.kind === kind) && (sku === undefined || one.sku === sku) && shows(one) ? [one] : [],
          ),
        );
        looked += limit;
        cursor = rows.cursor;
      } while (cursor !== undefined && items.length < page.limit && looked < looksMax);
      return { items, ...(cursor === undefined ? {} : { cursor }) };
    },
  };
};

export type ProposalStore = ReturnType<typeof createProposalStore>;
