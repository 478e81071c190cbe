import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Actor } from '../../../platform/event-store/event-record.ts';
import { type BlobStore, ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';
import type { Candidate, ReplayRates, ReplayResult } from '../../domain/replay.ts';
import type { ReplayProgress } from './replay-policy.ts';

/** A replay that was asked for and is worked off behind the API. */
export type Simulation = {
  readonly simulationId: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Null for the policy of each decision. */
  readonly policy: { readonly name: string; readonly version: number } | null;
  readonly rates: ReplayRates;
  readonly state: 'running' | 'done' | 'failed';
  readonly progress: ReplayProgress;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly requestedBy: Actor;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
};

export type SimulationPage = { readonly items: readonly Simulation[]; readonly cursor?: string };

/**
 * Rows beside the streams, because no event follows from a replay. Policy and result, which may be larger than a row, are blobs.
 */
export type SimulationRows = {
  readonly create: (tenantId: TenantId, simulation: Simulation, candidate: Candidate) => Promise<void>;
  readonly read: (tenantId: TenantId, simulationId: string) => Promise<Simulation | undefined>;
  /** Newest first. @throws InvalidCursorError */
  readonly list: (tenantId: TenantId, page: { readonly limit: number; readonly cursor?: string | undefined }) => Promise<SimulationPage>;
  readonly candidate: (tenantId: TenantId, simulationId: string) => Promise<Candidate | undefined>;
  readonly result: (tenantId: TenantId, simulationId: string) => Promise<ReplayResult | undefined>;
  /** Notes how it stands. One that is not running any more, or is forgotten, stays as it is. */
  readonly note: (
    tenantId: TenantId,
    simulationId: string,
    changes: Partial<Pick<Simulation, 'state' | 'progress' | 'problem'>>,
    at: Instant,
  ) => Promise<void>;
  readonly keepResult: (tenantId: TenantId, simulationId: string, result: ReplayResult) => Promise<void>;
};

const rowKey = 'REPLAY';
const partition = (tenantId: TenantId, id: string): string => `${tenantId}#SIMULATION#${id}`;
const listPartition = (tenantId: TenantId): string => `${tenantId}#SIMULATIONS`;
/** Beginning of the keys of policies and results. */
export const simulationsPrefix = 'simulations/';
const blobKey = (tenantId: TenantId, id: string, what: 'policy' | 'result'): string => `${simulationsPrefix}${tenantId}/${id}/${what}`;
const keysAtOnce = 100;

const simulationOf = (item: Item): Simulation => {
  const { PK: _partition, SK: _key, ttl: _ttl, ...simulation } = item;
  return fromWire<Simulation>(simulation);
};

export const createSimulationRows = ({ ledger, blobs }: { readonly ledger: Table; readonly blobs: BlobStore }): SimulationRows => {
  const putBlob = (key: string, value: unknown): Promise<void> =>
    blobs.put(key, { bytes: gzipSync(canonicalJson(value)), contentType: 'application/gzip' });
  const getBlob = async <T>(key: string): Promise<T | undefined> => {
    const blob = await blobs.get(key);
    return blob && (JSON.parse(gunzipSync(blob.bytes).toString('utf8')) as T);
  };

  return {
    create: async (tenantId, simulation, candidate) => {
      const { simulationId, createdAt, expiresAt } = simulation;
      const ttl = Math.floor(toEpochMs(expiresAt) / 1_000);
      // The policy first: a replay that is there can be begun.
      await putBlob(blobKey(tenantId, simulationId, 'policy'), candidate);
      const row = { PK: partition(tenantId, simulationId), SK: rowKey, ttl, ...(toWire(simulation) as object) };
      const listed = { PK: listPartition(tenantId), SK: `${createdAt}#${simulationId}`, ttl, simulation_id: simulationId };
      await ledger.transact([
        { kind: 'put', item: row, condition: { kind: 'absent' } },
        { kind: 'put', item: listed },
      ]);
    },
    read: async (tenantId, simulationId) => {
      const item = await ledger.get({ PK: partition(tenantId, simulationId), SK: rowKey });
      return item && simulationOf(item);
    },
    list: async (tenantId, { limit, cursor }) => {
      const page = await ledger.query({
        PK: listPartition(tenantId),
        descending: true,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const keys = page.items.map((item) => ({ PK: partition(tenantId, String(item['simulation_id'])), SK: rowKey }));
      const items: Simulation[] = [];
      for (let start = 0; start < keys.length; start += keysAtOnce)
        for (const item of await ledger.getMany(keys.slice(start, start + keysAtOnce))) if (item) items.push(simulationOf(item));
      return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
    },
    candidate: (tenantId, simulationId) => getBlob<Candidate>(blobKey(tenantId, simulationId, 'policy')),
    result: (tenantId, simulationId) => getBlob<ReplayResult>(blobKey(tenantId, simulationId, 'result')),
    keepResult: (tenantId, simulationId, result) => putBlob(blobKey(tenantId, simulationId, 'result'), result),
    note: async (tenantId, simulationId, changes, at) => {
      try {
        await ledger.update(
          { PK: partition(tenantId, simulationId), SK: rowKey },
          { set: toWire({ ...changes, updatedAt: at }) as Readonly<Record<string, unknown>> },
          { kind: 'equals', attribute: 'state', value: 'running' },
        );
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
      }
    },
  };
};
