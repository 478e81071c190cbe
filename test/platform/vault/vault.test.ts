import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { openLocalKeys } from '../../../lib/platform/embedded/keys.local.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Keys, Table } from '../../../lib/platform/ports.ts';
import { createVault, type Vault } from '../../../lib/platform/vault/vault.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const tenant = 'acme';
const mara = { email: 'mara.lind@example.com', fallback: 'order-1' };

let parts: EmbeddedParts;
let table: Table;
let keys: Keys;
let generated: number;
let vault: Vault;
const anotherProcess = (): Vault => createVault({ vault: table, keys, clock: parts.clock });

beforeEach(() => {
  parts = openEmbeddedParts();
  table = openTable(parts.store, { name: 'vault' }).table;
  const local = openLocalKeys(parts.dataDir, parts.ids);
  generated = 0;
  keys = {
    ...local,
    generateDataKey: (context) => {
      generated += 1;
      return local.generateDataKey(context);
    },
  };
  vault = anotherProcess();
});
afterEach(() => parts.close());

const bytes = (text: string): Uint8Array => Buffer.from(text);
const textOf = (found: Uint8Array | undefined): string | undefined => found && Buffer.from(found).toString();

describe('who a person is', () => {
  it('is told by e-mail before phone, phone before the channel’s number, and that before the order', async () => {
    const all = { email: 'a@example.com', phone: '+49 1', source: 's', fallback: 'f' };
    const byEmail = await vault.personFor(tenant, all);
    expect(await vault.personFor(tenant, { email: ' A@Example.com', fallback: 'other' })).toBe(byEmail);
    const byPhone = await vault.personFor(tenant, { ...all, email: undefined });
    expect(await vault.personFor(tenant, { phone: '+49-1', fallback: 'other' })).toBe(byPhone);
    const bySource = await vault.personFor(tenant, { source: 's', fallback: 'other' });
    expect(new Set([byEmail, byPhone, bySource, await vault.personFor(tenant, { fallback: 'f' })]).size).toBe(4);
  });

  it('differs between tenants', async () => {
    expect(await vault.personFor('borealis', mara)).not.toBe(await vault.personFor(tenant, mara));
  });
});

describe('records', () => {
  it('are removed by the beginning of their name, and the key stays', async () => {
    const person = await vault.personFor(tenant, mara);
    for (const name of ['ORDER#a#1', 'ORDER#a#2', 'ORDER#ab#1', 'NOTE']) await vault.put(tenant, person, name, { name });
    expect(await vault.remove(tenant, person, 'ORDER#a#')).toBe(2);
    expect(await vault.list(tenant, person)).toEqual(['NOTE', 'ORDER#ab#1']);
    expect(await vault.list(tenant, person, 'ORDER#')).toEqual(['ORDER#ab#1']);
    expect(await vault.get(tenant, person, 'NOTE')).toEqual({ name: 'NOTE' });
    expect(await vault.remove(tenant, person, 'ORDER#a#')).toBe(0);
  });

  it('are listed and removed beyond one page', async () => {
    const person = await vault.personFor(tenant, mara);
    await Promise.all(Array.from({ length: 1_203 }, (_, index) => vault.put(tenant, person, `ORDER#${index}#x`, index)));
    expect(await vault.list(tenant, person)).toHaveLength(1_203);
    expect(await vault.remove(tenant, person, 'ORDER#')).toBe(1_203);
  });
});

describe('the key', () => {
  it('is made once, however many ask for it at the same time', async () => {
    const person = await vault.personFor(tenant, mara);
    const sealed = await Promise.all(Array.from({ length: 20 }, (_, index) => vault.seal(tenant, person, bytes(String(index)))));
    expect(generated).toBe(1);
    expect(await Promise.all(sealed.map(async (one) => textOf(await vault.open(tenant, person, one))))).toEqual(
      sealed.map((_, index) => String(index)),
    );
  });

  it('is one, also when two processes make it at the same time', async () => {
    const person = await vault.personFor(tenant, mara);
    const other = anotherProcess();
    const [here, there] = await Promise.all([vault.seal(tenant, person, bytes('here')), other.seal(tenant, person, bytes('there'))]);
    expect([textOf(await other.open(tenant, person, here)), textOf(await vault.open(tenant, person, there))]).toEqual(['here', 'there']);
  });

  it('is not used any more once another process has destroyed it: what is sealed afterwards can be opened', async () => {
    const person = await vault.personFor(tenant, mara);
    await vault.seal(tenant, person, bytes('before'));
    await anotherProcess().erase(tenant, person);
    const sealed = await vault.seal(tenant, person, bytes('a new order'));
    expect(textOf(await vault.open(tenant, person, sealed))).toBe('a new order');
    expect(textOf(await anotherProcess().open(tenant, person, sealed))).toBe('a new order');
  });

  it('of somebody who came back opens nothing that was sealed before the erasure', async () => {
    const person = await vault.personFor(tenant, mara);
    const sealed = await vault.seal(tenant, person, bytes('before'));
    await vault.put(tenant, person, 'PROFILE', { name: 'before' });
    await vault.erase(tenant, person);
    const anew = await vault.seal(tenant, person, bytes('after'));
    expect(await vault.open(tenant, person, sealed)).toBeUndefined();
    expect(Buffer.from((await vault.open(tenant, person, anew)) ?? '').toString()).toBe('after');
  });

  it('opens nothing that was changed, and nothing of another person', async () => {
    const person = await vault.personFor(tenant, mara);
    const sealed = Buffer.from(await vault.seal(tenant, person, bytes('text')));
    const stranger = await vault.personFor(tenant, { fallback: 'stranger' });
    await vault.seal(tenant, stranger, bytes('own'));
    expect(await vault.open(tenant, stranger, sealed)).toBeUndefined();
    sealed[sealed.length - 1]! ^= 1;
    await expect(vault.open(tenant, person, sealed)).rejects.toThrow('authenticate');
  });
});

describe('what comes late', () => {
  const origin = (minutes: number) => ({ subject: 'order-1', givenAt: plusMs(parts.clock.now(), minutes * 60_000) });

  it('is kept while nobody was erased', async () => {
    const person = await vault.personFor(tenant, mara);
    expect(await vault.putUnlessErased(tenant, person, 'NOTE', 'text', origin(-1))).toBe(true);
    expect(await vault.get(tenant, person, 'NOTE')).toBe('text');
    const sealed = await vault.sealUnlessErased(tenant, person, bytes('text'), origin(-1));
    expect(textOf(await vault.open(tenant, person, sealed ?? bytes('')))).toBe('text');
  });

  it('and was given before the erasure, is not kept, and no key is made for it', async () => {
    const person = await vault.personFor(tenant, mara);
    await vault.put(tenant, person, 'NOTE', 'before');
    const given = origin(0);
    await anotherProcess().erase(tenant, person);
    expect(await vault.putUnlessErased(tenant, person, 'NOTE', 'late', given)).toBe(false);
    expect(await vault.sealUnlessErased(tenant, person, bytes('late'), given)).toBeUndefined();
    expect((await table.scan()).items).toEqual([{ PK: `acme#PERSON#${person}`, SK: 'KEY', erased_at: parts.clock.now() }]);
  });

  it('is told from what the person gives after the erasure, also once that has been kept', async () => {
    const person = await vault.personFor(tenant, mara);
    await vault.put(tenant, person, 'NOTE', 'before');
    await vault.erase(tenant, person);
    expect(await vault.putUnlessErased(tenant, person, 'NEW', 'anew', origin(1))).toBe(true);
    expect(await vault.putUnlessErased(tenant, person, 'OLD', 'late', origin(-1))).toBe(false);
    expect(await vault.list(tenant, person)).toEqual(['NEW']);
  });

  it('is told by what was erased as well, whoever it names', async () => {
    const stranger = await vault.personFor(tenant, { fallback: 'stranger' });
    await vault.markErased(tenant, 'order-1');
    expect(await vault.putUnlessErased(tenant, stranger, 'NOTE', 'late', origin(1))).toBe(false);
    expect(await vault.putUnlessErased('borealis', stranger, 'NOTE', 'elsewhere', origin(1))).toBe(true);
    expect(await vault.putUnlessErased(tenant, stranger, 'NOTE', 'other', { ...origin(1), subject: 'order-2' })).toBe(true);
  });

  it('gets no key when the person is erased while one is being made', async () => {
    const person = await vault.personFor(tenant, mara);
    await vault.put(tenant, person, 'NOTE', 'before');
    await vault.erase(tenant, person);
    parts.clock.advanceMs(60_000);
    const given = origin(0);
    parts.clock.advanceMs(60_000);
    const generate = keys.generateDataKey;
    Object.assign(keys, {
      generateDataKey: async (context: Parameters<Keys['generateDataKey']>[0]) => {
        Object.assign(keys, { generateDataKey: generate });
        await anotherProcess().erase(tenant, person);
        return generate(context);
      },
    });
    expect(await vault.putUnlessErased(tenant, person, 'NOTE', 'late', given)).toBe(false);
    expect((await table.scan()).items).toEqual([{ PK: `acme#PERSON#${person}`, SK: 'KEY', erased_at: parts.clock.now() }]);
  });
});

describe('erasing', () => {
  it('ends everything the key sealed, all records, and the ways to the person by phone', async () => {
    const person = await vault.personFor(tenant, mara);
    await vault.put(tenant, person, 'NOTE', 'text');
    await vault.indexPhone(tenant, person, '+46 8 5550101');
    await vault.indexPhone(tenant, person, '+46 8 5550102');
    const sealed = await vault.seal(tenant, person, bytes('text'));
    expect(await vault.find(tenant, { phone: '+46 (8) 555 01 02' })).toContain(person);

    expect(await vault.erase(tenant, person)).toEqual({ personId: person, records: 1, erasedAt: parts.clock.now() });
    expect(await vault.open(tenant, person, sealed)).toBeUndefined();
    expect(await vault.get(tenant, person, 'NOTE')).toBeUndefined();
    expect((await table.scan()).items).toEqual([{ PK: `acme#PERSON#${person}`, SK: 'KEY', erased_at: parts.clock.now() }]);
  });

  it('leaves another person who shares the phone number findable', async () => {
    const person = await vault.personFor(tenant, mara);
    const other = await vault.personFor(tenant, { email: 'jon.vale@example.com', fallback: 'order-2' });
    for (const one of [person, other]) await vault.indexPhone(tenant, one, '+46 8 5550101');
    await vault.erase(tenant, person);
    const found = await vault.find(tenant, { phone: '+46 8 5550101' });
    expect([found.includes(other), found.includes(person)]).toEqual([true, false]);
  });

  it('of somebody never heard of leaves no trace', async () => {
    const person = await vault.personFor(tenant, mara);
    expect((await vault.erase(tenant, person)).records).toBe(0);
    expect((await table.scan()).items).toEqual([]);
  });

  it('that was interrupted after the key is finished by repeating it', async () => {
    const person = await vault.personFor(tenant, mara);
    await vault.put(tenant, person, 'NOTE', 'text');
    await vault.indexPhone(tenant, person, '+46 8 5550101');
    const broken: Table = { ...table, delete: () => Promise.reject(new Error('the table is away')) };
    await expect(createVault({ vault: broken, keys, clock: parts.clock }).erase(tenant, person)).rejects.toThrow('away');
    expect(await vault.get(tenant, person, 'NOTE')).toBeUndefined();
    expect((await vault.erase(tenant, person)).records).toBe(1);
    expect((await table.scan()).items).toHaveLength(1);
  });
});
