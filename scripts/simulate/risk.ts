// Customers with phones, banks, parcels from elsewhere, and whoever looks after the models. Codes are answered right, wrong, late
// or never; chargebacks and outcomes come twice and in any order; versions of the model come and go while orders are judged.
import { readFileSync } from 'node:fs';
import { refreshLearnedOf } from '../../lambdas/sourcing/learning.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';
import { strangeModelVersion } from '../../lib/platform/simulation/cloud.ts';
import type { SimulatedAnswer } from '../../lib/platform/simulation/gateway.ts';
import { unitGrams } from './rating-service.ts';
import type { People } from './people.ts';
import type { Ledgerbook } from './watch.ts';
import { type Tenant, tenants, type World } from './world.ts';

export type Risk = {
  /** One retailer decides what a doubt is worth, and that what parcels teach counts. */
  readonly open: () => Promise<void>;
  /** Customers of the retailer that has doubts look at their phones; nobody else is asked for a code. */
  readonly phones: (tenant: Tenant) => Promise<void>;
  /** A bank takes money back, or somebody tells of parcels. */
  readonly outside: (tenant: Tenant) => Promise<void>;
  /** One step in the life of a retailer's models. */
  readonly models: (tenant: Tenant) => Promise<void>;
  /** Waits for customers and trainings. @returns whether one has not ended */
  readonly finish: () => Promise<boolean>;
  /** What was counted twice or not at all, and what is still waited for, once everything is over. */
  readonly problems: () => Promise<readonly string[]>;
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

type Text = { readonly id: string; readonly text: string };
type Chargeback = { readonly chargeback_id: string };
type Parts = {
  readonly world: World;
  readonly people: Pick<People, 'ask' | 'placed'>;
  readonly random: Random;
  readonly refusals: string[];
};

const orderIdLength = 26;
const lateMs = 700_000;
/** Clocks of processes are two seconds off: a bank writes a little ago, of what was ordered some time before. */
const [placedAgoMs, writtenAgoMs] = [15_000, 5_000] as const;

/** Minor units. A doubt is cheap to clear by a code and dear to leave, so that many orders are asked for one. */
const bands = { chargeback_fee_minor: 30_000, verification_cost_minor: 300, verification_abandons_percent: 1, review_cost_minor: 20_000 };

/** The retailer that goes by its doubts. The other one sells out as before: whoever is asked for a code takes nothing meanwhile. */
const doubtful: Tenant = 'second';

const policyOf = async ({ people }: Parts, tenant: Tenant): Promise<{ readonly value: object; readonly version: number } | undefined> => {
  const { body } = await people.ask(tenant, 'GET', '/policies');
  const items = (body['items'] ?? []) as readonly { readonly name: string; readonly value: object; readonly version: number }[];
  return items.find(({ name }) => name === 'fraud_bands');
};

/** Asks for something that the state may not allow any more, sometimes twice at once. */
const createSay =
  ({ world, people, refusals }: Parts) =>
  async (tenant: Tenant, path: string, body: object): Promise<SimulatedAnswer> => {
    const say = () => people.ask(tenant, 'POST', path, body);
    const again = world.cloud.faults.strikes('duplicate') ? say() : undefined;
    const answer = await say();
    await again;
    if (![200, 201, 202, 409, 422].includes(answer.status))
      refusals.push(`${path} was answered ${answer.status} ${String(answer.body['code'])}`);
    return answer;
  };

/** Codes as they come to phones, and what people do with them. */
const createPhones = (parts: Parts, say: ReturnType<typeof createSay>) => {
  const { world, people, random } = parts;
  const { scheduler } = world.cloud;
  const seen = new Set<string>();

  const enter = async (tenant: Tenant, orderId: string, code: string, wrongFirst: number): Promise<void> => {
    const { status, body } = await people.ask(tenant, 'GET', `/orders/${orderId}/fraud`);
    const token = status === 200 ? (body['verification'] as { readonly token: string | null }).token : null;
    if (token === null) return;
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < wrongFirst; tries += 1) await say(tenant, `/verifications/${token}`, { code: wrong });
    await say(tenant, `/verifications/${token}`, { code });
  };

  const read = async (tenant: Tenant, { id, text }: Text): Promise<void> => {
    const [orderId, code] = [id.slice(0, orderIdLength), text.slice(0, 6)];
    const mood = random.next();
    await scheduler.sleep(random.between(500, 15_000), `a customer of ${orderId} reads a text`);
    if (mood < 0.45) return enter(tenant, orderId, code, 0);
    if (mood < 0.6) return enter(tenant, orderId, code, random.between(1, 4));
    if (mood < 0.7) return enter(tenant, orderId, code, 5);
    if (mood < 0.8) return void (await say(tenant, `/orders/${orderId}/verification`, {}));
    if (mood > 0.9) return;
    // Whoever comes late is not waited for by the run.
    scheduler.after(lateMs, `a customer of ${orderId} enters a code late`, () => void enter(tenant, orderId, code, 0));
  };

  return async (tenant: Tenant): Promise<void> => {
    if (tenant !== doubtful) return;
    const { body } = await people.ask(tenant, 'GET', '/outbox?limit=50');
    const texts = ((body['items'] ?? []) as readonly Text[]).filter(({ id }) => !seen.has(id));
    for (const { id } of texts) seen.add(id);
    await Promise.all(texts.map((text) => read(tenant, text)));
  };
};

const day = (days: number): string => new Date(Date.UTC(2026, 10, 1 + days, 10)).toISOString();

/** What banks and carriers say, each of it more than once. */
const createOutside = (parts: Parts, say: ReturnType<typeof createSay>) => {
  const { world, people, random } = parts;
  /** Chargebacks by order, as `<tenant>#<order>`, and parcels by retailer. */
  const chargebacks = new Map<string, Set<string>>();
  const parcels = new Map<Tenant, Set<number>>(tenants.map((tenant) => [tenant, new Set()]));

  /** What the bank wrote first of each chargeback; it writes the same again. */
  const letters = new Map<string, object>();
  const knownSince = new Map<string, number>();

  const chargeBack = async (tenant: Tenant): Promise<void> => {
    const nowMs = world.cloud.scheduler.nowMs();
    const own = [...people.placed.values()].filter((name) => name.startsWith(`${tenant}#`));
    for (const name of own) if (!knownSince.has(name)) knownSince.set(name, nowMs);
    const old = own.filter((name) => nowMs - (knownSince.get(name) ?? nowMs) > placedAgoMs);
    if (old.length === 0) return;
    const name = random.pick(old);
    const id = `cb-${random.between(1, 2)}`;
    const letter = letters.get(`${name} ${id}`) ?? {
      received_at: new Date(nowMs - writtenAgoMs).toISOString(),
      reason_code: random.pick(['10.4', '13.1']),
      amount_minor: 1_000,
      currency: 'USD',
      chargeback_id: id,
    };
    letters.set(`${name} ${id}`, letter);
    const { status } = await say(tenant, `/orders/${name.slice(tenant.length + 1)}/chargebacks`, letter);
    if (status === 200) chargebacks.set(name, (chargebacks.get(name) ?? new Set()).add(id));
  };

  const tellParcels = async (tenant: Tenant): Promise<void> => {
    // Later ones before earlier ones, and some of them again.
    const numbers = [...new Set(Array.from({ length: random.between(2, 8) }, () => random.between(1, 60)))];
    const outcomes = numbers.map((number) => ({
      reference: `parcel-${number}`,
      carrier: 'sim',
      service: 'ground',
      origin: { country: 'US', region: 'NY' },
      destination: { country: 'US', region: 'NJ' },
      shipped_at: day(number % 10),
      delivered_at: day((number % 10) + 2),
      damaged: number % 7 === 0,
    }));
    const { status } = await say(tenant, '/carriers/outcomes', { outcomes });
    if (status === 200) for (const number of numbers) parcels.get(tenant)?.add(number);
  };
  return { chargebacks, parcels, act: (tenant: Tenant) => (random.chance(0.5) ? chargeBack(tenant) : tellParcels(tenant)) };
};

const file = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../models/fraud/artefact/${path}`, import.meta.url), 'utf8')) as Record<string, unknown>;

const starter = {
  model: file('model.json') as { readonly learner: { readonly learner_model_param: object } },
  summary: file('meta/artefact.json'),
  features: file('meta/features.json'),
};

/** Trees of the starter from other base scores: versions that answer otherwise. */
const artefactOf = (number: number): object => {
  const { model, summary, features } = starter;
  const learner = {
    ...model.learner,
    learner_model_param: { ...model.learner.learner_model_param, base_score: String(0.03 + number / 1_000) },
  };
  const version = number.toString(16).padStart(16, '0');
  return {
    model: { ...model, learner },
    summary: { ...summary, model_version: version },
    features,
  };
};

const gates = [{ name: 'auc', value: 0.95, bound: 0.9, wants: 'at_least' }];
const reason = { reason: 'a simulation tries it' };

/** Versions are registered, tried, promoted and taken back, by one person for each retailer. */
const createModels = (parts: Parts, say: ReturnType<typeof createSay>) => {
  const { random } = parts;
  const known = new Map<Tenant, number>();
  const act = async (tenant: Tenant, path: string, body: object): Promise<void> => void (await say(tenant, `/models/fraud/${path}`, body));

  const step = async (tenant: Tenant): Promise<void> => {
    const versions = known.get(tenant) ?? 0;
    if (versions === 0 || (versions < 3 && random.chance(0.3))) {
      await act(tenant, 'versions', { artefact: artefactOf(versions + 1), note: 'of a simulation' });
      known.set(tenant, versions + 1);
      return;
    }
    const version = random.between(1, versions);
    const mood = random.next();
    if (mood < 0.15) return act(tenant, `versions/${version}/shadow`, reason);
    if (mood < 0.3) return act(tenant, `versions/${version}/challenge`, { ...reason, share_per_mille: 200 });
    if (mood < 0.4) return act(tenant, 'trainings', reason);
    if (mood < 0.65) return act(tenant, 'rollback', reason);
    await act(tenant, `versions/${version}/gates`, { gates });
    await act(tenant, `versions/${version}/approve`, reason);
    await act(tenant, `versions/${version}/promote`, { ...reason, watch_seconds: 60 });
  };
  return { known, step };
};

type TrainingRow = { readonly run_id: string; readonly state: string; readonly ended_at: string | null };

const underWay = async ({ people }: Parts): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const tenant of tenants) {
    const { body } = await people.ask(tenant, 'GET', '/trainings');
    for (const { run_id: id, ended_at: endedAt } of (body['items'] ?? []) as readonly TrainingRow[])
      if (endedAt === null) found.push(`${tenant}#${id}`);
  }
  return found;
};

const chargebackProblems = async (
  { world, people }: Parts,
  chargebacks: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [name, ids] of chargebacks) {
    const [tenant, orderId] = name.split('#') as [Tenant, string];
    const { body } = await world.drive(people.ask(tenant, 'GET', `/orders/${orderId}/fraud`));
    const kept = ((body['chargebacks'] ?? []) as readonly Chargeback[]).map(({ chargeback_id: id }) => id);
    if (kept.length !== new Set(kept).size || ids.size > kept.length || [...ids].some((id) => !kept.includes(id)))
      problems.push(`order ${name} has the chargebacks ${kept.join(', ')}, and ${[...ids].join(', ')} were acknowledged`);
  }
  return problems;
};

const parcelProblems = async ({ world, people }: Parts, parcels: ReadonlyMap<Tenant, ReadonlySet<number>>): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [tenant, numbers] of parcels) {
    await refreshLearnedOf(world.cloud.machine).renew(TenantId(tenant));
    const { body } = await world.drive(people.ask(tenant, 'GET', '/carriers/performance?carrier=sim'));
    const items = (body['items'] ?? []) as readonly { readonly parcels: number }[];
    const counted = items.reduce((sum, item) => sum + item.parcels, 0);
    if (counted !== numbers.size) problems.push(`${tenant}: ${counted} parcels from elsewhere are counted of ${numbers.size}`);
  }
  return problems;
};

type Judged = {
  readonly kind: string;
  readonly receipt: { readonly advice?: { readonly version?: string; readonly assignment?: { readonly registry_version: number } } };
};

/** Whoever judged an order was registered, and somebody answers now. */
const modelProblems = async ({ world, people }: Parts, known: ReadonlyMap<Tenant, number>): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const tenant of tenants) {
    const { body } = await world.drive(people.ask(tenant, 'GET', '/models/fraud'));
    const champion = Number(body['champion']);
    if (!(champion >= 0 && champion <= (known.get(tenant) ?? 0))) problems.push(`${tenant}: nobody has registered version ${champion}`);
  }
  const placed = [...people.placed.values()].map((name) => ({ name, at: name.split('#') as [Tenant, string] }));
  const answers = await world.drive(
    Promise.all(placed.map(({ at: [tenant, id] }) => people.ask(tenant, 'GET', `/orders/${id}/decisions`))),
  );
  for (const [index, { body }] of answers.entries()) {
    const { name, at } = placed[index] as (typeof placed)[number];
    const [tenant] = at;
    for (const { kind, receipt } of (body['decisions'] ?? []) as readonly Judged[]) {
      const by = kind === 'fraud' ? (receipt.advice?.assignment?.registry_version ?? 0) : 0;
      if (receipt.advice?.version === strangeModelVersion) problems.push(`order ${name} was judged by a version that an endpoint made up`);
      if (by > (known.get(tenant) ?? 0)) problems.push(`order ${name} was judged by version ${by}, which nobody has registered`);
    }
  }
  return problems;
};

export const openRisk = (world: World, people: Pick<People, 'ask' | 'placed'>, { duties }: Pick<Ledgerbook, 'duties'>): Risk => {
  const parts: Parts = { world, people, random: world.cloud.random.fork('risk'), refusals: [] };
  const say = createSay(parts);
  const outside = createOutside(parts, say);
  const models = createModels(parts, say);
  return {
    refusals: parts.refusals,
    open: async () => {
      const found = await policyOf(parts, doubtful);
      const put = (name: string, value: object) =>
        people.ask(doubtful, 'PUT', `/policies/${name}`, { value, note: 'a simulation', expected_version: 0 });
      await put('fraud_bands', { ...found?.value, ...bands, mode: 'decide' });
      await put('sourcing', {
        preset: 'cost',
        learned: { enabled: true, explore_percent: 5 },
        quotes: { from: 'easypost', unit_grams: unitGrams },
      });
    },
    phones: createPhones(parts, say),
    outside: outside.act,
    models: models.step,
    finish: async () => duties.codes().length > 0 || (await underWay(parts)).length > 0,
    problems: async () => [
      ...duties.codes().map((name) => `order ${name} waits for a code for ever`),
      ...(await world.drive(underWay(parts))).map((name) => `training ${name} has not come to its end`),
      ...(await chargebackProblems(parts, outside.chargebacks)),
      ...(await parcelProblems(parts, outside.parcels)),
      ...(await modelProblems(parts, models.known)),
    ],
  };
};
