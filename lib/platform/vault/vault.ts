import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { base32FromHex } from '../../kernel/hash-chain.ts';
import { PersonId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import { type Clock, type Condition, ConditionFailedError, type Item, type Keys, type Table, UnavailableError } from '../ports.ts';

/** What may identify a person, strongest first. At least `fallback` is always there: the order itself. */
export type Identity = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** The channel's own customer id, unique within channel and account. */
  readonly source?: string | undefined;
  readonly fallback: string;
};

/**
 * Where something personal comes from: what it belongs to, such as an order, and when its person gave it. A message may be
 * on its way while its person is erased; what it brings is older than the erasure, or belongs to something erased.
 */
export type Origin = { readonly subject: string; readonly givenAt: Instant };

export type Erasure = { readonly personId: PersonId; readonly records: number; readonly erasedAt: Instant };

/**
 * Personal data, encrypted under one key per person. Destroying the key erases the person in this table, in every blob
 * sealed with it and in every backup of either; nothing else holds anything personal.
 */
export interface Vault {
  /** The same e-mail (else phone, else source id) of a tenant is the same person. A keyed hash, so it reveals nothing. */
  personFor(tenantId: string, identity: Identity): Promise<PersonId>;
  /** Token that joins equal values for search and fraud; undefined for empty input. */
  token(tenantId: string, purpose: 'email' | 'phone' | 'source', value: string | undefined): Promise<string | undefined>;
  /** Makes the person findable by a phone number beside the e-mail that names them. */
  indexPhone(tenantId: string, personId: PersonId, phone: string): Promise<void>;
  /** Persons known under an e-mail or a phone number. */
  find(tenantId: string, by: { readonly email?: string | undefined; readonly phone?: string | undefined }): Promise<readonly PersonId[]>;
  put(tenantId: string, personId: PersonId, name: string, value: unknown): Promise<void>;
  /** Does nothing, and returns false, when the origin has been erased. */
  putUnlessErased(tenantId: string, personId: PersonId, name: string, value: unknown, origin: Origin): Promise<boolean>;
  /** Undefined when there is no such record, or the person has been erased. */
  get<T>(tenantId: string, personId: PersonId, name: string): Promise<T | undefined>;
  seal(tenantId: string, personId: PersonId, bytes: Uint8Array): Promise<Uint8Array>;
  /** Undefined when the origin has been erased. */
  sealUnlessErased(tenantId: string, personId: PersonId, bytes: Uint8Array, origin: Origin): Promise<Uint8Array | undefined>;
  /** Undefined when the person's key is gone. @throws Error when the bytes were changed */
  open(tenantId: string, personId: PersonId, sealed: Uint8Array): Promise<Uint8Array | undefined>;
  /** Names of the records kept for the person, those that begin with `namePrefix` if it is given. */
  list(tenantId: string, personId: PersonId, namePrefix?: string): Promise<readonly string[]>;
  /** Deletes the person's records whose names begin with `namePrefix`; the key and the other records stay. @returns how many */
  remove(tenantId: string, personId: PersonId, namePrefix: string): Promise<number>;
  /** From now on nothing personal is kept that belongs to the subject, whoever it names and however late it comes. */
  markErased(tenantId: string, subject: string): Promise<void>;
  /**
   * Destroys the key, deletes the records and forgets the phone numbers. The moment stays on record for ever, so that what
   * was given before it is not kept when it comes late; what is given afterwards is. Repeating it finishes what was interrupted.
   */
  erase(tenantId: string, personId: PersonId): Promise<Erasure>;
}

const keyRow = 'KEY';
const recordPrefix = 'R#';
// Beside the person stands under which phone numbers they are found, because erasing must not need to read a record for it.
const phonePrefix = 'P#';
// Stands for something erased, such as an order: it holds no more than the moment, and is never deleted.
const erasedRow = 'ERASED';
const cacheEntriesMax = 1_000;
const keyTriesMax = 5;
/** The most writes that one transaction takes. */
const rowsAtOnce = 100;

/** E-mail as compared: trimmed and lower case. Dots and plus tags stay, because only some providers ignore them. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();
/** Phone as compared: a leading plus and digits only. */
export const normalisePhone = (phone: string): string => `${phone.trim().startsWith('+') ? '+' : ''}${phone.replace(/\D/g, '')}`;

export const createVault = (parts: { readonly vault: Table; readonly keys: Keys; readonly clock: Clock }): Vault => {
  const { vault, keys, clock } = parts;
  // Unwrapped keys of this process. They save the unwrapping alone: the row is read each time, or
  // after an erasure elsewhere this process would seal under a key that nobody can ever unwrap again.
  const cache = createRecentMap<string, { readonly wrapped: string; readonly key: Uint8Array }>(cacheEntriesMax);
  const inTheMaking = new Map<string, Promise<Uint8Array | undefined>>();
  const partition = (tenantId: string, personId: PersonId): string => `${tenantId}#PERSON#${personId}`;

  const remember = (PK: string, wrapped: string, key: Uint8Array): Uint8Array => {
    cache.set(PK, { wrapped, key });
    return key;
  };

  const unwrapRow = async (PK: string, row: Item): Promise<Uint8Array> => {
    const wrapped = String(row['wrapped']);
    const cached = cache.get(PK);
    return cached?.wrapped === wrapped ? cached.key : remember(PK, wrapped, await keys.unwrap(wrapped, { subject: PK }));
  };

  const existingKey = async (PK: string): Promise<Uint8Array | undefined> => {
    const row = await vault.get({ PK, SK: keyRow });
    return row?.['wrapped'] === undefined ? undefined : unwrapRow(PK, row);
  };

  /**
   * Makes the person's key. Undefined when another process has made one or erased the person since `erasedAt` was read.
   * The moment of an erasure is kept beside the new key.
   */
  const makeKey = async (PK: string, erasedAt: string | undefined): Promise<Uint8Array | undefined> => {
    const fresh = await keys.generateDataKey({ subject: PK });
    const asBefore: Condition =
      erasedAt === undefined
        ? { kind: 'attribute-absent', attribute: 'erased_at' }
        : { kind: 'equals', attribute: 'erased_at', value: erasedAt };
    try {
      await vault.put(
        { PK, SK: keyRow, wrapped: fresh.wrapped, created_at: clock.now(), ...(erasedAt === undefined ? {} : { erased_at: erasedAt }) },
        { kind: 'all', conditions: [{ kind: 'attribute-absent', attribute: 'wrapped' }, asBefore] },
      );
      return remember(PK, fresh.wrapped, fresh.plaintext);
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return undefined;
    }
  };

  /**
   * The person's key, made on first use, and once however many ask for it at the same time. Undefined for what was given
   * before the person was erased: a key made for it would bring back what has been destroyed.
   */
  const keyGivenAt = async (PK: string, givenAt: Instant | undefined): Promise<Uint8Array | undefined> => {
    for (let tries = 0; tries < keyTriesMax; tries += 1) {
      const row = await vault.get({ PK, SK: keyRow });
      const erasedAt = row?.['erased_at'] as string | undefined;
      if (givenAt !== undefined && erasedAt !== undefined && givenAt <= erasedAt) return undefined;
      if (row?.['wrapped'] !== undefined) return unwrapRow(PK, row);
      const making = inTheMaking.get(PK) ?? makeKey(PK, erasedAt).finally(() => inTheMaking.delete(PK));
      inTheMaking.set(PK, making);
      const made = await making;
      if (made) return made;
    }
    throw new UnavailableError('The key of a person was made and destroyed each time it was asked for');
  };

  const keyFor = async (PK: string): Promise<Uint8Array> => (await keyGivenAt(PK, undefined)) as Uint8Array;

  const erasedPartition = (tenantId: string, subject: string): string => `${tenantId}#ERASED#${subject}`;

  const keyUnlessErased = async (tenantId: string, PK: string, { subject, givenAt }: Origin): Promise<Uint8Array | undefined> =>
    (await vault.get({ PK: erasedPartition(tenantId, subject), SK: erasedRow })) ? undefined : keyGivenAt(PK, givenAt);

  const putSealed = (PK: string, name: string, key: Uint8Array, value: unknown): Promise<void> => {
    const sealed = encrypt(key, Buffer.from(JSON.stringify(value)));
    return vault.put({ PK, SK: recordPrefix + name, sealed: Buffer.from(sealed).toString('base64'), stored_at: clock.now() });
  };

  const token: Vault['token'] = async (tenantId, purpose, value) => {
    const normalised =
      purpose === 'email' ? normaliseEmail(value ?? '') : purpose === 'phone' ? normalisePhone(value ?? '') : (value ?? '').trim();
    return normalised === '' || normalised === '+' ? undefined : keys.mac(`${purpose}:${tenantId}`, normalised);
  };

  const personOf = (mac: string): PersonId => PersonId(base32FromHex(mac).slice(0, 26));
  const phonePartition = (tenantId: string, mac: string): string => `${tenantId}#PHONE#${mac}`;

  const deleteRows = async (PK: string, prefix: string): Promise<number> => {
    for (let deleted = 0; ; ) {
      const { items } = await vault.query({ PK, prefix, limit: rowsAtOnce });
      if (items.length === 0) return deleted;
      await Promise.all(items.map((item) => vault.delete({ PK, SK: item.SK })));
      deleted += items.length;
    }
  };

  const forgetPhones = async (tenantId: string, personId: PersonId, PK: string): Promise<void> => {
    for (;;) {
      const { items } = await vault.query({ PK, prefix: phonePrefix, limit: rowsAtOnce / 2 });
      if (items.length === 0) return;
      const doomed = items.flatMap(({ SK }) => [
        { PK, SK },
        { PK: phonePartition(tenantId, SK.slice(phonePrefix.length)), SK: personId },
      ]);
      await vault.transact(doomed.map((key) => ({ kind: 'delete', key })));
    }
  };

  return {
    token,
    personFor: async (tenantId, identity) => {
      const mac =
        (await token(tenantId, 'email', identity.email)) ??
        (await token(tenantId, 'phone', identity.phone)) ??
        (await token(tenantId, 'source', identity.source)) ??
        createHash('sha256').update(`${tenantId} ${identity.fallback}`).digest('hex');
      return personOf(mac);
    },
    indexPhone: async (tenantId, personId, phone) => {
      const mac = await token(tenantId, 'phone', phone);
      if (mac === undefined) return;
      // Whoever stores a person's data repeats what was interrupted, so the two rows need no transaction.
      await Promise.all([
        vault.put({ PK: partition(tenantId, personId), SK: phonePrefix + mac }),
        vault.put({ PK: phonePartition(tenantId, mac), SK: personId }),
      ]);
    },
    find: async (tenantId, by) => {
      const email = await token(tenantId, 'email', by.email);
      const phone = await token(tenantId, 'phone', by.phone);
      const byPhone = phone === undefined ? [] : (await vault.query({ PK: phonePartition(tenantId, phone), limit: 50 })).items;
      const named = [email, phone].filter((mac) => mac !== undefined).map(personOf);
      return [...new Set([...named, ...byPhone.map((item) => PersonId(item.SK))])];
    },
    put: async (tenantId, personId, name, value) => {
      const PK = partition(tenantId, personId);
      await putSealed(PK, name, await keyFor(PK), value);
    },
    putUnlessErased: async (tenantId, personId, name, value, origin) => {
      const PK = partition(tenantId, personId);
      const key = await keyUnlessErased(tenantId, PK, origin);
      // Should the person be erased in this moment, the record is sealed under a key that is gone.
      if (key) await putSealed(PK, name, key, value);
      return key !== undefined;
    },
    get: async <T>(tenantId: string, personId: PersonId, name: string): Promise<T | undefined> => {
      const PK = partition(tenantId, personId);
      const row = await vault.get({ PK, SK: recordPrefix + name });
      const key = row ? await existingKey(PK) : undefined;
      const opened = row && key ? decrypt(key, Buffer.from(String(row['sealed']), 'base64')) : undefined;
      return opened && (JSON.parse(Buffer.from(opened).toString()) as T);
    },
    seal: async (tenantId, personId, bytes) => encrypt(await keyFor(partition(tenantId, personId)), bytes),
    sealUnlessErased: async (tenantId, personId, bytes, origin) => {
      const key = await keyUnlessErased(tenantId, partition(tenantId, personId), origin);
      return key && encrypt(key, bytes);
    },
    open: async (tenantId, personId, sealed) => {
      const key = await existingKey(partition(tenantId, personId));
      return key ? decrypt(key, sealed) : undefined;
    },
    list: async (tenantId, personId, namePrefix = '') => {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await vault.query({
          PK: partition(tenantId, personId),
          prefix: recordPrefix + namePrefix,
          ...(cursor === undefined ? {} : { cursor }),
        });
        names.push(...page.items.map((item) => item.SK.slice(recordPrefix.length)));
        cursor = page.cursor;
      } while (cursor !== undefined);
      return names;
    },
    remove: (tenantId, personId, namePrefix) => deleteRows(partition(tenantId, personId), recordPrefix + namePrefix),
    markErased: (tenantId, subject) => vault.put({ PK: erasedPartition(tenantId, subject), SK: erasedRow, erased_at: clock.now() }),
    erase: async (tenantId, personId) => {
      const PK = partition(tenantId, personId);
      const erasedAt = clock.now();
      cache.delete(PK);
      const known = (await vault.query({ PK, limit: 1 })).items.length > 0;
      // Of somebody never heard of, not even the erasure is kept.
      if (!known) return { personId, records: 0, erasedAt };
      // The key goes first: from here on nothing of the person can be read, whatever else fails.
      await vault.put({ PK, SK: keyRow, erased_at: erasedAt });
      const records = await deleteRows(PK, recordPrefix);
      await forgetPhones(tenantId, personId, PK);
      await keys.destroyRemains();
      return { personId, records, erasedAt };
    },
  };
};

const keyMarkBytes = 8;
const ivBytes = 12;
const tagBytes = 16;
/** By how much sealing makes something longer. */
export const sealingBytes = keyMarkBytes + ivBytes + tagBytes;

/** Tells under which of a person's keys bytes were sealed: one erased, and one made when the person came back. */
const keyMark = (key: Uint8Array): Uint8Array =>
  createHash('sha256').update('waybill key mark').update(key).digest().subarray(0, keyMarkBytes);

/** AES-256-GCM; the result is the key's mark, nonce, tag, ciphertext. */
const encrypt = (key: Uint8Array, bytes: Uint8Array): Uint8Array => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([keyMark(key), iv, cipher.getAuthTag(), body]);
};

/** Undefined when the bytes were sealed under another key, which then has been destroyed. @throws Error when they were changed */
const decrypt = (key: Uint8Array, sealed: Uint8Array): Uint8Array | undefined => {
  if (!Buffer.from(sealed.subarray(0, keyMarkBytes)).equals(keyMark(key))) return undefined;
  const rest = sealed.subarray(keyMarkBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, ivBytes));
  decipher.setAuthTag(rest.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(rest.subarray(ivBytes + tagBytes)), decipher.final()]);
};
