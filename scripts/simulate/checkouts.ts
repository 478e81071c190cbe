// Carts before they are orders: how likely their goods come back, and which ways there are to deliver them. Some of the people
// agree to that what they did before counts, some refuse it, and most say nothing.
import { learnChoicesOf } from '../../lambdas/customers/delivery-option-parts.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';
import type { SimulatedAnswer } from '../../lib/platform/simulation/gateway.ts';
import { emailOf, type People } from './people.ts';
import { createPromotions } from './promotions.ts';
import type { ReturnBook } from './return-book.ts';
import { skus, type Tenant, tenants, type World } from './world.ts';

export type Checkouts = {
  /** A shop opens, where what is ordered can be collected. */
  readonly open: () => Promise<void>;
  /** What somebody asks for before they order; most ask for nothing. */
  readonly visit: (number: number) => Promise<void>;
  /** Whoever has sent something back says what may be kept of it. */
  readonly finish: () => Promise<void>;
  /** People who have agreed and were told so, as `<tenant>#<person>`. */
  readonly agreed: () => ReadonlySet<string>;
  /** What was answered and cannot be read again, and what was learned too often, once everything is over. */
  readonly problems: () => Promise<readonly string[]>;
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

type JudgedLine = { readonly decision_id: string; readonly probability: number };
type Check = { readonly tenant: Tenant; readonly customer: string; readonly line: JudgedLine };
type Offer = { readonly tenant: Tenant; readonly id: string; readonly items: unknown };
type Person = { readonly tenant: Tenant; readonly personId: string; readonly email: string };

type Parts = {
  readonly world: World;
  readonly people: Pick<People, 'ask' | 'placed' | 'receive'>;
  readonly book: ReturnBook;
  readonly random: Random;
  readonly checks: Check[];
  readonly offers: Offer[];
  readonly refusals: string[];
};

/** Where the carts are filled. */
const website: Tenant = 'main';
/**
 * A shop near the customers, and an article that stands there alone: a cart with it can be sent or collected, so that there is a
 * choice to learn from. No order wants it, so that the shop takes no part in where orders come from.
 */
const [window, shown] = ['window', 'SIM-SHOWN'] as const;
const shownUnits = 1_000;
/** Of all buyers those who look at what a checkout says, and of those who bought before, those who say what may be kept. */
const [visitShare, saysShare, agreesShare] = [0.1, 0.7, 0.6];
const fourDaysMs = 4 * 86_400_000;

const nameOf = ({ tenant, personId }: Person): string => `${tenant}#${personId}`;

const createPeople = ({ people, book, random, refusals }: Parts) => {
  /** What was said and heard; undefined while it is on its way. */
  const said = new Map<string, boolean | undefined>();

  const personOf = (number: number, name: string): Person | undefined => {
    const order = book.orders.get(name);
    return order?.personId ? { tenant: order.tenant as Tenant, personId: order.personId, email: emailOf(number) } : undefined;
  };

  return {
    said,
    /** Whoever has ordered here before. */
    known: (tenant: Tenant): readonly Person[] =>
      [...people.placed].flatMap(([number, name]) => (name.startsWith(`${tenant}#`) ? (personOf(number, name) ?? []) : [])),
    /** Says once, and for good, whether what they did may count. */
    speak: async (person: Person): Promise<void> => {
      if (said.has(nameOf(person)) || !random.chance(saysShare)) return;
      said.set(nameOf(person), undefined);
      const granted = random.chance(agreesShare);
      if (granted) book.agree(person.tenant, person.personId);
      const statements = [{ purpose: 'personalisation', granted, source: 'checkout' }];
      const { status } = await people.ask(person.tenant, 'POST', `/persons/${person.personId}/consents`, { statements });
      if (status === 200) said.set(nameOf(person), granted);
      else refusals.push(`what person ${person.personId} agrees to was answered ${status}`);
    },
  };
};

/** How likely the goods come back: of whoever has not agreed, nothing of theirs may count. */
const createAskRisk =
  ({ people, checks, refusals, book }: Parts, said: ReadonlyMap<string, boolean | undefined>) =>
  async (lines: readonly object[], person: Person | undefined, email: string | undefined): Promise<void> => {
    const before = person && said.get(nameOf(person));
    const customer = email === undefined ? {} : { customer: { email } };
    const priced = lines.map((line) => ({ ...line, unit_price: 1_000 }));
    const { status, body } = await people.ask(website, 'POST', '/checkout/return-risk', { currency: 'USD', lines: priced, ...customer });
    const [line] = (body['lines'] ?? []) as readonly JudgedLine[];
    if (status !== 200 || line === undefined) return void refusals.push(`a checkout was answered ${status} ${String(body['code'])}`);
    const use = String(body['customer']);
    const mayCount = person !== undefined && book.agrees(website, person.personId);
    // Whoever agrees is unknown until the next count has looked at them.
    const isHeard = use === 'used' || use === 'unknown';
    if ((use === 'used' && !mayCount) || (!isHeard && before === true))
      refusals.push(`what a customer did before was ${use}, and they said ${before ?? 'nothing'}`);
    checks.push({ tenant: website, customer: use, line });
  };

/** Ways to deliver, asked for twice by whoever loads the page again. */
const createAskOptions =
  ({ people, offers, refusals, random }: Parts) =>
  async (lines: readonly object[], email: string | undefined, reference: string): Promise<void> => {
    const cart = {
      lines,
      destination: { country: 'US', region: 'NY', postal_code: '12180' },
      order_reference: reference,
      ...(email === undefined ? {} : { customer: { email } }),
    };
    for (let loads = random.chance(0.3) ? 2 : 1; loads > 0; loads -= 1) {
      const { status, body } = await people.ask(website, 'POST', '/checkout/delivery-options', cart);
      if (status === 200) offers.push({ tenant: website, id: String(body['options_id']), items: body['items'] });
      else refusals.push(`a checkout was answered ${status} ${String(body['code'])}`);
    }
  };

type Decision = {
  readonly hash_matches: boolean;
  readonly score: { readonly value: number } | null;
  readonly inputs: { readonly customer: string };
};

/** Receipts are read again as they were answered. */
const checkProblems = async ({ world, people, checks }: Parts): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const { tenant, customer, line } of checks) {
    const answer: SimulatedAnswer = await world.drive(people.ask(tenant, 'GET', `/decisions/${line.decision_id}`));
    const found = answer.body as unknown as Decision;
    const isSame = answer.status === 200 && found.hash_matches && found.inputs.customer === customer;
    if (!isSame || found.score?.value !== line.probability)
      problems.push(`the receipt ${line.decision_id} of a checkout is not there as it was answered`);
  }
  return problems;
};

type Choice = { readonly option_id: string | null; readonly order_id: string } | null;

/** Ids of all answers about deliveries that the website's pages were given, whether they arrived or not. */
const keptOffers = async ({ cloud }: World): Promise<readonly string[]> => {
  const begins = `${website}#DELIVERYOPTIONS#`;
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await cloud.machine.ledger.scan(cursor === undefined ? {} : { cursor });
    for (const { PK } of page.items) if (PK.startsWith(begins)) ids.add(PK.slice(begins.length));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return [...ids];
};

/** Answers are read again with what was chosen of them, and no order has taught twice. */
const offerProblems = async ({ world, people, offers }: Parts): Promise<readonly string[]> => {
  const problems: string[] = [];
  const { machine } = world.cloud;
  await learnChoicesOf(machine).learnUntil(TenantId(website), plusMs(machine.clock.now(), fourDaysMs));
  const taught = new Set<string>();
  for (const { tenant, id, items } of offers) {
    const { status, body } = await world.drive(people.ask(tenant, 'GET', `/checkout/delivery-options/${id}`));
    if (status !== 200 || canonicalJson(body['items']) !== canonicalJson(items))
      problems.push(`the answer ${id} to a checkout is not there as it was given`);
    const choice = body['choice'] as Choice;
    if (choice?.option_id) taught.add(choice.order_id);
  }
  // An answer may have been lost on its way to the page: nobody knows it, and an order can be placed for it all the same.
  const known = new Set(offers.map(({ id }) => id));
  for (const id of (await keptOffers(world)).filter((one) => !known.has(one))) {
    const choice = (await world.drive(people.ask(website, 'GET', `/checkout/delivery-options/${id}`))).body['choice'] as Choice;
    if (choice?.option_id) taught.add(choice.order_id);
  }
  const { body } = await world.drive(people.ask(website, 'GET', '/delivery-taste'));
  if (Number(body['choices']) > taught.size)
    problems.push(`${String(body['choices'])} choices of deliveries were learned from, and ${taught.size} orders were placed for one`);
  return problems;
};

export const openCheckouts = (world: World, people: Pick<People, 'ask' | 'placed' | 'receive'>, book: ReturnBook): Checkouts => {
  const random = world.cloud.random.fork('checkouts');
  const parts: Parts = { world, people, book, random, checks: [], offers: [], refusals: [] };
  const { said, known, speak } = createPeople(parts);
  const askRisk = createAskRisk(parts, said);
  const askOptions = createAskOptions(parts);
  const promotions = createPromotions({ ...parts, random: world.cloud.random.fork('promotions') }, website);

  return {
    refusals: parts.refusals,
    open: async () => {
      await promotions.open();
      const place = { location_id: window, name: window, type: 'store', country: 'US', region: 'NY', postal_code: '12180' };
      await people.ask(website, 'POST', '/locations', { ...place, pickup: true });
      await people.ask(website, 'POST', '/products', { sku: shown, title: shown });
      await people.receive(website, `first-${window}`, [{ sku: shown, location_id: window, quantity: shownUnits }]);
    },
    visit: async (number) => {
      if (!random.chance(visitShare)) return;
      const wanted = random.chance(0.3) ? [...new Set([random.pick(skus), random.pick(skus)])] : [shown];
      const lines = wanted.map((sku) => ({ sku, quantity: random.between(1, 2) }));
      const others = known(website);
      const mood = random.next();
      const person = mood < 0.5 && others.length > 0 ? random.pick(others) : undefined;
      if (person) await speak(person);
      const email = person?.email ?? (mood < 0.8 ? emailOf(number) : undefined);
      if (random.chance(0.5)) await askRisk(lines, person, email);
      else await askOptions(lines, email, `sim-${number}`);
      await promotions.visit(lines, person, email, `sim-${number}`);
    },
    finish: async () => {
      for (const tenant of tenants)
        for (const person of known(tenant)) {
          const order = [...book.orders.values()].find(({ tenant: of, personId }) => of === tenant && personId === person.personId);
          if (order && order.returns.size > 0) await speak(person);
        }
    },
    agreed: () => new Set([...said].flatMap(([name, granted]) => (granted === true ? [name] : []))),
    problems: async () => [...(await checkProblems(parts)), ...(await offerProblems(parts)), ...(await promotions.problems())],
  };
};
