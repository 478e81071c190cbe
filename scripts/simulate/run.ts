import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { type Caller, systemCaller } from '../../lib/platform/event-store/caller.ts';
import { activeHolds, type Order } from '../../lib/orders/index.ts';
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import type { Tamper } from '../../lib/platform/simulation/functions.ts';
import { wirings } from '../../lib/wirings.ts';
import { furnish, openPeople, type People, stages } from './people.ts';
import { judge, type Situation } from './verdict.ts';
import { openWatch } from './watch.ts';
import { locations, openWorld, skus, type Tenant, tenants } from './world.ts';

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
  /** What the product logged as errors, the first fifty. Under faults there are some; without faults there is none. */
  readonly errors: readonly string[];
  /** The last actions before the first violation, oldest first; empty when there is none. */
  readonly trace: readonly string[];
};

const firstUnits = 6;
const ordersPerMinute = 30;
const roundsMax = 40;
/** Rounds without anything to do after which there will be nothing, and after which nobody waits for a location any more. */
const patientRounds = 4;
const roundMs = 30_000;
/** Actions in a run of fifty orders are some tens of thousands; a run that needs many more goes round in circles. */
const stepsMax = 2_000_000;

/** The fault phase: buyers, crews and suppliers at work while everything goes wrong. */
const trade = async ({ world, people }: Situation, orders: number): Promise<void> => {
  const { scheduler, random: seeded, faults, deploy } = world.cloud;
  const random = seeded.fork('trade');
  const lengthMs = Math.ceil((orders / ordersPerMinute) * 60_000) + 30_000;
  const phase = { over: false };
  const buyers = Array.from({ length: orders }, async (_, index) => {
    await scheduler.sleep(random.between(0, lengthMs), `buyer ${index + 1} comes`);
    await people.buy(index + 1);
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
      const line = { sku: random.pick(skus), location_id: random.pick(locations), quantity: random.between(1, 6) };
      await people.receive(tenant, `truck-${truck}`, [line]);
    }
  });
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
  await Promise.all([...buyers, ...crews, ...suppliers, ...events]);
};

/** Crews do everything that lies before them. @returns whether anything did */
const workOff = async (people: People): Promise<boolean> => {
  let worked = false;
  for (const tenant of tenants) {
    for (const location of locations) {
      for (const stage of stages) worked = (await people.work(tenant, location, stage, true)) || worked;
    }
  }
  return worked;
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

/** Every location has refused the line or did not find it: the order waits for stock at a location that there is not. */
const isRefusedEverywhere = (order: Order): boolean =>
  order.lines.some(({ lineId }) => {
    const refused = order.excludedLocations.filter((excluded) => excluded.lineId === lineId).map(({ locationId }) => locationId);
    return new Set(refused).size === locations.length;
  });

/** The operator looks after every order that waits for a person. @returns whether one did */
const attend = async ({ world, people, watch }: Situation, givesUp: boolean): Promise<boolean> => {
  let any = false;
  for (const name of watch.orders) {
    const [tenant, orderId] = name.split('#') as [Tenant, string];
    const order = (await world.product.orders.read.get(TenantId(tenant), OrderId(orderId)))?.order;
    if (order === undefined) continue;
    const holds = activeHolds(order);
    // Some holds take a person with a role, which no API key has: the operator sits at the command line.
    for (const { holdId } of holds) await world.product.orders.manage.releaseHold(operator(tenant), OrderId(orderId), holdId, ['admin']);
    if (holds.length > 0) any = true;
    if (order.status === 'completed' || order.status === 'cancelled') continue;
    if (givesUp && isRefusedEverywhere(order)) await people.ask(tenant, 'POST', `/orders/${orderId}/cancel`, { reason: 'out-of-stock' });
    if (order.status !== 'pending' || holds.length > 0) continue;
    const answer = await people.ask(tenant, 'POST', `/orders/${orderId}/payment-confirmations`, {
      basis: 'captured',
      reference: 'settled',
    });
    if (answer.status === 200) any = true;
  }
  return any;
};

const backlog = async ({ world: { cloud } }: Situation): Promise<number> => {
  let sum = 0;
  for (const name of cloud.queues.names) {
    const { waiting, inFlight } = await cloud.queues.get(name).depth();
    sum += waiting + inFlight;
  }
  return sum;
};

/** The phase without faults: everything that was begun must come to its end. */
const finish = async (situation: Situation): Promise<void> => {
  const { world, people } = situation;
  for (const tenant of tenants) {
    for (const location of locations)
      await people.receive(
        tenant,
        `plenty-${location}`,
        skus.map((sku) => ({ sku, location_id: location, quantity: 500 })),
      );
  }
  for (let round = 0, calm = 0; round < roundsMax && calm < patientRounds; round += 1) {
    const busy = [
      await redriven(situation),
      await attend(situation, round >= patientRounds),
      await workOff(people),
      (await backlog(situation)) > 0,
    ];
    calm = busy.includes(true) ? 0 : calm + 1;
    await world.cloud.scheduler.sleep(roundMs, `round ${round + 1} of the operator`);
  }
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
  const world = await openWorld({ seed, faults, watch, tamper });
  const { scheduler } = world.cloud;
  const startMs = scheduler.nowMs();
  const people = openPeople(world);
  const situation: Situation = { world, people, watch };
  const live = async (): Promise<void> => {
    await furnish(people, firstUnits);
    world.cloud.faults.begin();
    await trade(situation, orders);
    await finish(situation);
  };
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
  const violations = [...watch.violations, ...stuck, ...(done ? await judge(situation, orders) : [])];
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
    errors: watch.errors,
    trace: violations.length === 0 ? [] : scheduler.recent(),
  };
};
