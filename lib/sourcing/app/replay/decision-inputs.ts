import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { BlobStore, Clock } from '../../../platform/ports.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import type { SourcingPolicy } from '../../domain/sourcing.policy.ts';
import type { SourcingLocation, SourcingRequest } from '../../domain/sourcing.request.ts';

/** All that a decision rests on, and the hash of it that its receipt names. The same inputs give the same decision. */
export type DecisionInputs = {
  readonly request: SourcingRequest;
  readonly policy: SourcingPolicy;
  readonly hash: string;
  /** The customer collects the goods, so no policy had a say in where they come from. */
  readonly isPickup: boolean;
};

/** Which decision it is, of which order. */
export type DecisionName = { readonly tenantId: TenantId; readonly orderId: OrderId; readonly decisionId: string };

/** A decision on record, by what its receipt says of its inputs. */
export type RecordedDecision = DecisionName & { readonly decidedAt: Instant; readonly inputsHash: string };

/** What decisions rest on, kept for as long as they can be replayed. Holds nothing personal: places are regions. */
export type InputsArchive = {
  /** Once it resolves the inputs are kept. Keeping the same again changes nothing. */
  readonly keep: (name: DecisionName, inputs: DecisionInputs) => Promise<void>;
  /**
   * The hash is the one asked for: whether the rest agrees with it, whoever decides anew finds out.
   * @returns undefined when they were never kept, or are gone
   */
  readonly load: (decision: RecordedDecision) => Promise<DecisionInputs | undefined>;
  /** Orders for which a decision was made on a day, each once, in no promised order. @param day as `2026-11-22` */
  readonly ordersOf: (tenantId: TenantId, day: string) => AsyncGenerator<OrderId>;
};

/** The day of a moment in UTC, as `2026-11-22`. */
export const dayOf = (instant: Instant): string => instant.slice(0, 10);

/** Milliseconds of a day. */
export const dayMs = 24 * 3600 * 1_000;

const dayBefore = (instant: Instant): string => dayOf(fromEpochMs(toEpochMs(instant) - dayMs));

/** Beginning of the keys of inputs, and of what many inputs share. The buckets' rules for how long each is kept name them. */
export const inputsPrefix = 'decisions/';
export const sharedPrefix = 'decision-parts/';

// The day is that of keeping, which comes a moment before that of deciding.
const dayKey = (tenantId: TenantId, day: string): string => `${inputsPrefix}${tenantId}/${day}/`;
const inputsKey = ({ tenantId, orderId, decisionId }: DecisionName, day: string, inputsHash: string): string =>
  `${dayKey(tenantId, day)}${orderId}/${decisionId}/${inputsHash}`;
const sharedKey = (tenantId: TenantId, hash: string): string => `${sharedPrefix}${tenantId}/${hash}`;

const contentType = 'application/gzip';
const keysPerPage = 1_000;
const sharedRemembered = 200;
const format = 1;

// What changes from one order to the next stands with the inputs; the rest of a location is the same for thousands of them.
type Passing = 'capacity' | 'workload' | 'quotedPriceMinor';
type Standing = Omit<SourcingLocation, Passing>;
type Moment = Pick<SourcingLocation, Passing>;

/** As stored. `locations` and `policy` name what many decisions share; `moments` has one entry for each location. */
type StoredInputs = {
  readonly format: number;
  readonly request: Omit<SourcingRequest, 'decisionId' | 'locations' | 'learned'>;
  /** Absent where nothing learned counted. */
  readonly learned?: string;
  readonly locations: string;
  readonly moments: readonly Moment[];
  readonly policy: string;
  readonly isPickup: boolean;
};

const pack = (text: string) => ({ bytes: gzipSync(text), contentType });
const unpack = (bytes: Uint8Array): unknown => JSON.parse(gunzipSync(bytes).toString('utf8'));

const splitLocation = ({
  capacity,
  workload,
  quotedPriceMinor,
  ...standing
}: SourcingLocation): { readonly standing: Standing; readonly moment: Moment } => ({
  standing,
  moment: {
    ...(capacity === undefined ? {} : { capacity }),
    ...(workload === undefined ? {} : { workload }),
    ...(quotedPriceMinor === undefined ? {} : { quotedPriceMinor }),
  },
});

type Parts = { readonly blobs: BlobStore; readonly clock: Clock; readonly sha256: (text: string) => string };

const createShared = ({ blobs, sha256 }: Parts) => {
  const written = createRecentMap<string, true>(sharedRemembered);
  const read = createRecentMap<string, unknown>(sharedRemembered);
  return {
    keep: async (tenantId: TenantId, value: unknown): Promise<string> => {
      const text = canonicalJson(value);
      const hash = sha256(text);
      const key = sharedKey(tenantId, hash);
      if (written.get(key)) return hash;
      await blobs.put(key, pack(text));
      written.set(key, true);
      return hash;
    },
    load: async (tenantId: TenantId, hash: string): Promise<unknown> => {
      const key = sharedKey(tenantId, hash);
      const known = read.get(key);
      if (known !== undefined) return known;
      const blob = await blobs.get(key);
      if (!blob) return undefined;
      const value = unpack(blob.bytes);
      read.set(key, value);
      return value;
    },
  };
};

/**
 * Inputs in the blob store, under the day, the order, the decision and their own hash, so that a day's keys say which orders
 * were decided on it. Locations and policy stand apart under the hash of their content: they are the same for many decisions.
 */
export const createInputsArchive = (parts: Parts): InputsArchive => {
  const { blobs, clock } = parts;
  const shared = createShared(parts);
  const find = async (decision: RecordedDecision) =>
    (await blobs.get(inputsKey(decision, dayOf(decision.decidedAt), decision.inputsHash))) ??
    // Kept just before midnight and decided just after it.
    (await blobs.get(inputsKey(decision, dayBefore(decision.decidedAt), decision.inputsHash)));
  return {
    keep: async (name, inputs) => {
      const { decisionId: _name, locations, learned, ...request } = inputs.request;
      const split = locations.map(splitLocation);
      const [locationsHash, policyHash, learnedHash] = await Promise.all([
        shared.keep(
          name.tenantId,
          split.map(({ standing }) => standing),
        ),
        shared.keep(name.tenantId, inputs.policy),
        learned && shared.keep(name.tenantId, learned),
      ]);
      const moments = split.map(({ moment }) => moment);
      const { isPickup } = inputs;
      const hashes = { locations: locationsHash, policy: policyHash, ...(learnedHash === undefined ? {} : { learned: learnedHash }) };
      const stored: StoredInputs = { format, request, moments, isPickup, ...hashes };
      await blobs.put(inputsKey(name, dayOf(clock.now()), inputs.hash), pack(canonicalJson(stored)));
    },
    load: async (decision) => {
      const blob = await find(decision);
      if (!blob) return undefined;
      const { request, moments, isPickup, ...hashes } = unpack(blob.bytes) as StoredInputs;
      const [locations, policy, learned] = await Promise.all([
        shared.load(decision.tenantId, hashes.locations) as Promise<readonly Standing[] | undefined>,
        shared.load(decision.tenantId, hashes.policy) as Promise<SourcingPolicy | undefined>,
        hashes.learned === undefined ? undefined : (shared.load(decision.tenantId, hashes.learned) as Promise<LearnedFigures | undefined>),
      ]);
      if (!locations || !policy || (hashes.learned !== undefined && !learned)) return undefined;
      const { decisionId } = decision;
      const together = locations.map((standing, index): SourcingLocation => ({ ...standing, ...moments[index] }));
      return {
        request: { ...request, decisionId, locations: together, ...(learned ? { learned } : {}) },
        policy,
        hash: decision.inputsHash,
        isPickup,
      };
    },
    ordersOf: async function* (tenantId, day) {
      const prefix = dayKey(tenantId, day);
      let after: string | undefined;
      let last: string | undefined;
      for (;;) {
        const keys = await blobs.list({ prefix, limit: keysPerPage, ...(after === undefined ? {} : { after }) });
        for (const key of keys) {
          const orderId = key.slice(prefix.length).split('/')[0] as OrderId;
          if (orderId !== last) yield orderId;
          last = orderId;
        }
        after = keys.at(-1);
        if (keys.length < keysPerPage) return;
      }
    },
  };
};
