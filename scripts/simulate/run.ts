import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { type Caller, systemCaller } from '../../lib/platform/event-store/caller.ts';
import { activeHolds } from '../../lib/orders/index.ts';
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import type { Tamper } from '../../lib/platform/simulation/functions.ts';
import type { Item } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';
import { openCheckouts } from './checkouts.ts';
import { openCounters } from './counters.ts';
import { openDesk } from './desk.ts';
import { openMovers } from './movers.ts';
import { adoptNewSchemas, asOlderRelease } from './older-release.ts';
import { furnish, openPeople, stages } from './people.ts';
import { openReturns } from './returns.ts';
import { openRisk } from './risk.ts';
import { openShelves, openStorefront } from './storefront.ts';
import { judge, type Situation } from './verdict.ts';
import { viewProblems } from './views.ts';
import { openWatch } from './watch.ts';
import { keptAt, locations, openWorld, type Tenant, tenants } from './world.ts';

export type SimulationOptions = {
  readonly seed: number;
  readonly orders: number;
  readonly faults: ReadonlySet<FaultKind>;
  readonly tamper?: Tamper;
};

export type SimulationReport = {
  readonly seed: number;
  readonly orders: number;
  readonly faults: readonly FaultKind[];
  /** Broken invariants; empty when all hold. */
  readonly violations: readonly string[];
  readonly steps: number;
  readonly virtualSeconds: number;
  readonly traceHash: string;
  readonly struck: Readonly<Partial<Record<FaultKind, number>>>;
  readonly byStatus: Readonly<Record<string, number>>;
  /** How often an item began to be sold from buckets, and how often they were all closed again. */
  readonly buckets: { readonly opened: number; readonly closed: number };
  /** What the product logged as errors, the first fifty. Under faults there are some; without faults there is none. */
  readonly errors: readonly string[];
  /** The last actions before the first violation, oldest first; empty when there is none. */
  readonly trace: readonly string[];
};

const firstUnits = 6;
const ordersPerMinute = 60;
const roundsMax = 40;
/** Rounds without anything to do after which there will be nothing. */
const patientRounds = 4;
const roundMs = 30_000;
const restMs = 5_000;
/** Of the orders of a run with deployments, the share that an older release has begun. */
const inheritedShare = 0.1;
/** The projector may have something in hand at any moment; what still differs after so many looks stays different. */
const viewLooksMax = 60;
const viewLookMs = 1_000;
/** Actions in a run of fifty orders are some tens of thousands; a run that needs many more goes round in circles. */
const stepsMax = 2_000_000;

/** The fault phase: buyers, crews and suppliers at work while everything goes wrong. */
const trade = async (
  { world, people, desk, movers, counters, storefront, risk, returns, checkouts }: Situation,
  from: number,
  orders: number,
): Promise<void> => {
  const { scheduler, random: seeded, faults, deploy } = world.cloud;
  const random = seeded.fork('trade');
  const lengthMs = Math.ceil((orders / ordersPerMinute) * 60_000) + 30_000;
  const phase = { over: false };
  const buyers = Array.from({ length: orders - from }, async (_, index) => {
    const number = from + index + 1;
    await scheduler.sleep(random.between(0, lengthMs), `buyer ${number} comes`);
    await checkouts.visit(number);
    await people.buy(number);
  });
  const crews = tenants.map(async (tenant) => {
    while (!phase.over) {
      await scheduler.sleep(random.between(500, 4_000), `a crew of ${tenant} looks for work`);
      await people.work(tenant, random.pick(locations), random.pick(stages), false);
    }
  });
  const suppliers = tenants.map(async (tenant) => {
    for (let truck = 1; !phase.over; truck += 1) {
      await scheduler.sleep(random.between(5_000, 30_000), `a truck comes to ${tenant}`);
      const location = random.pick(locations);
      const line = { sku: random.pick(keptAt(location)), location_id: location, quantity: random.between(1, 6) };
      await people.receive(tenant, `truck-${truck}`, [line]);
    }
  });
  const timing = seeded.fork('support');
  const support = tenants.map(async (tenant) => {
    while (!phase.over) {
      await scheduler.sleep(timing.between(10_000, 60_000), `support of ${tenant} looks at its orders`);
      await desk.look(tenant);
    }
  });
  const moving = seeded.fork('moving');
  const moves = tenants.map(async (tenant) => {
    while (!phase.over) {
      await scheduler.sleep(moving.between(4_000, 20_000), `${tenant} looks at what is on its way`);
      await movers.move(tenant);
    }
  });
  const counting = seeded.fork('counting');
  const rounds = tenants.map(async (tenant) => {
    while (!phase.over) {
      await scheduler.sleep(counting.between(10_000, 40_000), `somebody of ${tenant} counts`);
      await counters.count(tenant);
    }
  });
  const visiting = seeded.fork('visitors');
  const visitors = tenants.map(async (tenant) => {
    while (!phase.over) {
      await scheduler.sleep(visiting.between(1_000, 8_000), `a visitor looks at what ${tenant} has`);
      await storefront.look(tenant);
    }
  });
  const doubting = seeded.fork('doubts');
  const doubts = tenants.flatMap((tenant) =>
    (
      [
        [risk.phones, 5_000, 'customers look at their phones'],
        [risk.outside, 20_000, 'a bank or a carrier writes'],
        [risk.models, 30_000, 'somebody looks after the models'],
        [returns.look, 20_000, 'customers think of sending something back'],
      ] as const
    ).map(async ([act, everyMs, label]) => {
      while (!phase.over) {
        await scheduler.sleep(doubting.between(everyMs / 5, everyMs), `${label} of ${tenant}`);
        await act(tenant);
      }
    }),
  );
  const news = async (): Promise<void> => {
    await scheduler.sleep(random.between(20_000, lengthMs), 'a release is on its way');
    if (faults.strikes('deploy')) await deploy();
  };
  const disaster = async (): Promise<void> => {
    await scheduler.sleep(random.between(10_000, lengthMs), 'a disaster is on its way');
    if (faults.strikes('outage')) faults.beginOutage(scheduler.nowMs() + random.between(30_000, 120_000));
  };
  const events = [news(), disaster()];
  await scheduler.sleep(lengthMs + 60_000, 'the fault phase ends');
  phase.over = true;
  faults.end();
  await Promise.all([...buyers, ...crews, ...suppliers, ...support, ...moves, ...rounds, ...visitors, ...doubts, ...events]);
};

/** Crews do everything that lies before them. @returns whether anything did */
const workOff = async ({ people, watch }: Situation): Promise<boolean> => {
  const works = watch.duties.work();
  for (const { tenant, location, stage } of works) await people.work(tenant as Tenant, location, stage, true);
  return works.length > 0;
};

const redriven = async ({ world, people }: Situation): Promise<boolean> => {
  const names = wirings.flatMap((wiring) => [...(wiring.queues ?? []), ...(wiring.streams ?? [])].map(({ name }) => name));
  let any = false;
  for (const name of names) {
    const { waiting } = await world.cloud.queues.get(`${name}-dlq`).depth();
    if (waiting === 0) continue;
    for (const tenant of tenants) await people.ask(tenant, 'POST', `/dead-letters/${name}/redrive`, { limit: 100 });
    any = true;
  }
  return any;
};

const operator = (tenant: Tenant): Caller =>
  systemCaller(TenantId(tenant), 'operator', { correlationId: 'operator', causationId: 'operator' });

/** The operator looks after every order that waits for a person. @returns whether one did */
const attend = async ({ world, people, watch }: Situation): Promise<boolean> => {
  let any = false;
  for (const name of watch.duties.orders()) {
    const [tenant, orderId] = name.split('#') as [Tenant, string];
    const order = (await world.product.orders.read.get(TenantId(tenant), OrderId(orderId)))?.order;
    if (order === undefined) continue;
    // Nobody releases those that wait for a code: its time runs out, and the order goes to a person.
    const holds = activeHolds(order).filter(({ type }) => type !== 'verification');
    // Some holds take a person with a role, which no API key has: the operator sits at the command line.
    for (const { holdId } of holds) await world.product.orders.manage.releaseHold(operator(tenant), OrderId(orderId), holdId, ['admin']);
    if (holds.length > 0) any = true;
    if (order.status !== 'pending' || holds.length > 0) continue;
    const answer = await people.ask(tenant, 'POST', `/orders/${orderId}/payment-confirmations`, {
      basis: 'captured',
      reference: 'settled',
    });
    if (answer.status === 200) any = true;
  }
  return any;
};

/** Until no message is left and no function at work. */
const comeToRest = async (situation: Situation): Promise<void> => {
  const { scheduler } = situation.world.cloud;
  do await scheduler.sleep(restMs, 'everything comes to rest');
  while ((await backlog(situation)) > 0);
  await scheduler.sleep(restMs, 'everything has come to rest');
};

/**
 * What there is when the run begins was left by an older release: some orders at work, workflows of its machines under way,
 * and events of older schemas. The release of the run takes over from it.
 */
const inherit = async (situation: Situation, orders: number): Promise<void> => {
  const { world, people, watch } = situation;
  const { cloud } = world;
  adoptNewSchemas();
  await Promise.all(Array.from({ length: orders }, (_, index) => people.buy(index + 1)));
  await comeToRest(situation);
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await cloud.machine.ledger.scan(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  const { commits, snapshots } = asOlderRelease(items, cloud.machine.sha256);
  cloud.rewriteLedger(commits, snapshots);
  watch.rebase(commits);
  await cloud.deploy();
};

const backlog = async ({ world: { cloud } }: Situation): Promise<number> => {
  let sum = 0;
  for (const name of cloud.queues.names) {
    const { waiting, inFlight } = await cloud.queues.get(name).depth();
    sum += waiting + inFlight;
  }
  return sum;
};

/**
 * What people look at must say the same as the streams, also while orders wait for them: before the operator has done anything
 * but send back what was given up.
 */
const checkViews = async (situation: Situation): Promise<readonly string[]> => {
  const { scheduler } = situation.world.cloud;
  for (let round = 0; round < roundsMax && (await redriven(situation)); round += 1)
    await scheduler.sleep(roundMs, 'dead letters are handled');
  for (let look = 1; ; look += 1) {
    const problems = await viewProblems(situation);
    if (problems.length === 0 || look === viewLooksMax) return problems;
    await scheduler.sleep(viewLookMs, 'the views follow');
  }
};

/** The phase without faults: everything that was begun must come to its end. @returns what the views said wrongly before */
const finish = async (situation: Situation): Promise<readonly string[]> => {
  const { world, people, watch } = situation;
  const seen = await checkViews(situation);
  for (const tenant of tenants) {
    for (const location of locations)
      await people.receive(
        tenant,
        `plenty-${location}`,
        keptAt(location).map((sku) => ({ sku, location_id: location, quantity: 500 })),
      );
  }
  await situation.counters.finish();
  for (let round = 0, calm = 0; round < roundsMax && calm < patientRounds; round += 1) {
    const busy = [
      await redriven(situation),
      await situation.desk.resume(),
      await situation.movers.finish(),
      await situation.risk.finish(),
      await situation.returns.finish(),
      await attend(situation),
      await workOff(situation),
      (await backlog(situation)) > 0,
      // They are closed when nobody has bought for a minute or two.
      watch.stock.selling().length > 0,
    ];
    calm = busy.includes(true) ? 0 : calm + 1;
    await situation.checkouts.finish();
    await world.cloud.scheduler.sleep(roundMs, `round ${round + 1} of the operator`);
  }
  return seen;
};

const statuses = async ({ world, watch }: Situation): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const name of watch.orders) {
    const [tenant = '', orderId = ''] = name.split('#');
    const status = (await world.product.orders.read.get(TenantId(tenant), OrderId(orderId)))?.order.status ?? 'lost';
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

/** One run of the whole product under one seed. The same options give the same run, action by action. */
export const simulate = async ({ seed, orders, faults, tamper = {} }: SimulationOptions): Promise<SimulationReport> => {
  const watch = openWatch();
  // Nothing lies on the shelves before there is a schedule.
  const shelves = openShelves(() => scheduler.nowMs());
  const world = await openWorld({ seed, faults, watch: shelves.watching(watch), tamper });
  const { scheduler } = world.cloud;
  const startMs = scheduler.nowMs();
  const people = openPeople(world);
  const situation: Situation = {
    world,
    people,
    watch,
    desk: openDesk(world, people),
    movers: openMovers(world, people),
    counters: openCounters(world, people),
    storefront: openStorefront(world, people, shelves),
    risk: openRisk(world, people, watch),
    returns: openReturns(world, people, watch.returns),
    checkouts: openCheckouts(world, people, watch.returns),
  };
  const live = async (): Promise<void> => {
    await situation.storefront.open();
    await situation.counters.open();
    await situation.risk.open();
    await situation.checkouts.open();
    await furnish(people, firstUnits);
    const inherited = faults.has('deploy') ? Math.ceil(orders * inheritedShare) : 0;
    if (inherited > 0) await inherit(situation, inherited);
    world.cloud.faults.begin();
    await trade(situation, inherited, orders);
    seen.push(...(await finish(situation)));
  };
  const seen: string[] = [];
  let done = false;
  let broken: unknown;
  void (async () => {
    try {
      await live();
    } catch (error) {
      broken = error;
    }
    done = true;
  })();
  await scheduler.run({ until: () => done || watch.violations.length > 0 || scheduler.steps() > stepsMax });
  const stuck = done || watch.violations.length > 0 ? [] : [`The run did not end within ${scheduler.steps()} actions`];
  if (broken !== undefined) throw broken as Error;
  const violations = [...watch.violations, ...stuck, ...seen, ...(done ? await judge(situation, orders) : [])];
  return {
    seed,
    orders,
    faults: [...faults],
    violations,
    steps: scheduler.steps(),
    virtualSeconds: Math.round((scheduler.nowMs() - startMs) / 1_000),
    traceHash: scheduler.traceHash(),
    struck: world.cloud.faults.counts(),
    byStatus: await statuses(situation),
    buckets: watch.stock.spells(),
    errors: watch.errors,
    trace: violations.length === 0 ? [] : scheduler.recent(),
  };
};
