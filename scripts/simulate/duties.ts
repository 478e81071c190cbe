import type { Stage } from './people.ts';

/** Work of one kind that lies before the crews of a location. */
export type Work = { readonly tenant: string; readonly location: string; readonly stage: Stage };

/** What the ledger says is left for people to do. Whether the product shows it to them is what the simulation finds out. */
export type Duties = {
  readonly work: () => readonly Work[];
  /** Orders that have not ended or are on hold, as `<tenant>#<order>`. */
  readonly orders: () => readonly string[];
  /** Orders whose customer has been asked for a code and has not been done with, as `<tenant>#<order>`. */
  readonly codes: () => readonly string[];
};

type Fact = { readonly type: string; readonly payload: Readonly<Record<string, unknown>> };

const stageAfter: Readonly<Record<string, Stage | undefined>> = {
  'fulfillment_order.released': 'released',
  'fulfillment_order.picking_started': 'picking',
  'fulfillment_order.packed': 'packed',
  'fulfillment_order.shipped': 'shipped',
  'fulfillment_order.ready_for_pickup': 'ready_for_pickup',
};
const endOfWork: ReadonlySet<string> = new Set([
  'fulfillment_order.delivered',
  'fulfillment_order.collected',
  'fulfillment_order.pickup_expired',
  'fulfillment_order.rejected',
  'fulfillment_order.cancelled',
]);

const endOfOrder: ReadonlySet<string> = new Set(['order.completed', 'order.cancelled', 'order.returned']);
const endOfCode: ReadonlySet<string> = new Set(['fraud.verification_confirmed', 'fraud.verification_failed']);
const returnToWork: ReadonlySet<string> = new Set(['order.created', 'order.sourcing_reopened', 'order.partially_shipped']);

/** Keeps the list of duties by the events of the ledger, so that nobody has to ask for what is not there. */
export const openDuties = (): Duties & { readonly note: (kind: string, tenant: string, id: string, fact: Fact) => void } => {
  const locations = new Map<string, string>();
  const stages = new Map<string, Work>();
  const open = new Set<string>();
  const holds = new Map<string, Set<string>>();
  const codes = new Set<string>();

  const noteWork = (tenant: string, name: string, { type, payload }: Fact): void => {
    if (type === 'fulfillment_order.created') locations.set(name, String(payload['location_id']));
    const stage = stageAfter[type];
    if (stage) stages.set(name, { tenant, location: locations.get(name) ?? '', stage });
    else if (endOfWork.has(type)) stages.delete(name);
  };

  const noteOrder = (name: string, { type, payload }: Fact): void => {
    if (endOfOrder.has(type)) open.delete(name);
    if (returnToWork.has(type)) open.add(name);
    const held = holds.get(name) ?? new Set();
    if (type === 'order.hold_placed') held.add((payload['hold'] as { readonly hold_id: string }).hold_id);
    if (type === 'order.hold_released') held.delete(String(payload['hold_id']));
    if (held.size > 0) holds.set(name, held);
    else holds.delete(name);
  };

  const noteCode = (name: string, type: string): void => {
    if (type === 'fraud.verification_requested') codes.add(name);
    if (endOfCode.has(type)) codes.delete(name);
  };

  return {
    work: () => [...new Map([...stages.values()].map((work) => [JSON.stringify(work), work])).values()],
    orders: () => [...new Set([...open, ...holds.keys()])],
    codes: () => [...codes],
    note: (kind, tenant, id, fact) => {
      if (kind === 'FULFILLMENT') noteWork(tenant, `${tenant}#${id}`, fact);
      if (kind === 'ORDER') noteOrder(`${tenant}#${id}`, fact);
      if (kind === 'FRAUD') noteCode(`${tenant}#${id}`, fact.type);
    },
  };
};
