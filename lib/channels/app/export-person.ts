import { PersonId, type TenantId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { findPersons, type PersonSelector } from './find-persons.ts';
import { archiveKeys } from './payload-archive.ts';

/** All that is known about one person: the vault's records, and the payloads of their orders as the channels sent them. */
export type PersonExport = {
  readonly personId: PersonId;
  readonly exportedAt: Instant;
  readonly records: readonly { readonly name: string; readonly value: unknown }[];
  readonly payloads: readonly { readonly ref: string; readonly text: string }[];
};

/** `ref` is where the export is kept, sealed under the key of its person: it goes when they are erased. */
export type KeptExport = PersonExport & { readonly ref: string };

/** Collects what is known about everyone the selector names, one export for each; empty when nobody is known. */
export const createExportPerson =
  (parts: ChannelsParts) =>
  async (caller: Caller, selector: PersonSelector, requestId = parts.platform.ids.next()): Promise<readonly KeptExport[]> => {
    const { platform, archive, auditWrite } = parts;
    const { tenantId } = caller;
    const exports: KeptExport[] = [];
    for (const personId of await findPersons(parts, tenantId, selector)) {
      const found = await collect(parts, tenantId, personId);
      if (found.records.length === 0) continue;
      const ref = archiveKeys.export(tenantId, personId, requestId);
      await archive.put(ref, tenantId, personId, Buffer.from(JSON.stringify(found)));
      const after = { request_id: requestId, records: found.records.length, payloads: found.payloads.length };
      const target = { kind: 'person', id: personId } as const;
      await platform.ledger.transact([
        auditWrite({ tenantId, actor: caller.context.actor, action: 'person.exported', target, before: null, after }),
      ]);
      exports.push({ ...found, ref });
    }
    return exports;
  };

/** An export made before, by where it is kept. Undefined when there is none, it is another tenant's, or its person has been erased. */
export const createReadExport =
  ({ archive }: Pick<ChannelsParts, 'archive'>) =>
  async (tenantId: TenantId, ref: string): Promise<PersonExport | undefined> => {
    const [, owner, person = '', ...rest] = ref.split('/');
    if (owner !== tenantId || rest.length !== 1 || !ref.startsWith('exports/')) return undefined;
    const bytes = await archive.get(ref, tenantId, PersonId(person));
    return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as PersonExport);
  };

const collect = async (
  { platform, vault, archive, orders }: ChannelsParts,
  tenantId: TenantId,
  personId: PersonId,
): Promise<PersonExport> => {
  const names = await vault.list(tenantId, personId);
  const records = await Promise.all(names.map(async (name) => ({ name, value: await vault.get<unknown>(tenantId, personId, name) })));
  const payloads: { ref: string; text: string }[] = [];
  for (const orderId of new Set(names.flatMap((name) => orders.orderOfRecord(name) ?? []))) {
    const traces = await orders.traces(tenantId, orderId);
    // Payloads of revisions that another person placed are sealed under that person's key, and are not this one's data.
    const refs = new Set(traces.flatMap((trace) => (trace.personId === personId && trace.payloadRef !== null ? [trace.payloadRef] : [])));
    for (const ref of refs) {
      const bytes = await archive.get(ref, tenantId, personId);
      if (bytes) payloads.push({ ref, text: Buffer.from(bytes).toString('utf8') });
    }
  }
  return { personId, exportedAt: platform.clock.now(), records: records.filter(({ value }) => value !== undefined), payloads };
};
