import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { BlobStore } from '../../../platform/ports.ts';
import type { KeptRecord, RecordModel } from '../../domain/records/record-check.ts';

/** What became of the records of a day (UTC), by when they were placed. */
export type RecordDay = { readonly day: string; readonly checked: number; readonly setAside: number };

/** What is kept of one source to train its check on. Nothing in it is personal. */
export type RecordSample = {
  /** The oldest first. */
  readonly records: readonly KeptRecord[];
  /** Set aside, and nobody has decided on them yet. */
  readonly undecided: readonly string[];
  readonly rejected: number;
  /** The last of those that a person has rejected, so that none counts twice. */
  readonly rejectedIds: readonly string[];
  readonly released: number;
  /** When the check began to speak; null while it is silent. */
  readonly speaksSince: Instant | null;
  /** The newest last. */
  readonly days: readonly RecordDay[];
};

const emptySample: RecordSample = { records: [], undecided: [], rejected: 0, rejectedIds: [], released: 0, speaksSince: null, days: [] };

const prefix = 'record-checks/';
const folderOf = (tenantId: TenantId): string => `${prefix}${tenantId}/`;
const sourcesMax = 200;

const Form = z.looseObject({ form: z.literal(1) });
const Sample = z.looseObject({ form: z.literal(1), sample: z.looseObject({ records: z.array(z.looseObject({})) }) });
const Pass = z.object({ next: z.string().transform(Instant) });

/** Blobs of the checks of records: a sample and a model for each source, and how far the reading of a tenant's orders has come. */
export const createRecordCheckStore = ({ blobs }: { readonly blobs: BlobStore }) => {
  const read = async (key: string): Promise<unknown> => {
    const blob = await blobs.get(key);
    return blob && JSON.parse(gunzipSync(blob.bytes).toString('utf8'));
  };
  const write = (key: string, value: unknown): Promise<void> =>
    blobs.put(key, { bytes: gzipSync(JSON.stringify(value)), contentType: 'application/gzip' });
  const keyOf = (tenantId: TenantId, source: string, part: 'sample' | 'model'): string =>
    `${folderOf(tenantId)}${part}/${encodeURIComponent(source)}.json.gz`;
  const passKey = (tenantId: TenantId): string => `${folderOf(tenantId)}pass.json.gz`;

  return {
    /** Names of the sources of which anything is kept, in their order. */
    sources: async (tenantId: TenantId): Promise<readonly string[]> => {
      const folder = `${folderOf(tenantId)}sample/`;
      const keys = await blobs.list({ prefix: folder, limit: sourcesMax });
      return keys.map((key) => decodeURIComponent(key.slice(folder.length).replace(/\.json\.gz$/, '')));
    },
    /** What another release has kept in another form counts as nothing; it is gathered anew. */
    sample: async (tenantId: TenantId, source: string): Promise<RecordSample> => {
      const parsed = Sample.safeParse(await read(keyOf(tenantId, source, 'sample')));
      return parsed.success ? (parsed.data.sample as unknown as RecordSample) : emptySample;
    },
    saveSample: (tenantId: TenantId, source: string, sample: RecordSample): Promise<void> =>
      write(keyOf(tenantId, source, 'sample'), { form: 1, sample }),
    model: async (tenantId: TenantId, source: string): Promise<RecordModel | undefined> => {
      const parsed = Form.safeParse(await read(keyOf(tenantId, source, 'model')));
      return parsed.success ? (parsed.data as unknown as RecordModel) : undefined;
    },
    saveModel: (tenantId: TenantId, source: string, model: RecordModel): Promise<void> => write(keyOf(tenantId, source, 'model'), model),
    pass: async (tenantId: TenantId): Promise<Instant | undefined> => {
      const parsed = Pass.safeParse(await read(passKey(tenantId)));
      return parsed.success ? parsed.data.next : undefined;
    },
    savePass: (tenantId: TenantId, next: Instant): Promise<void> => write(passKey(tenantId), { next }),
  };
};

export type RecordCheckStore = ReturnType<typeof createRecordCheckStore>;
