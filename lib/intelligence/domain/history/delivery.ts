import { momentText, weekdayOf } from './calendar.ts';
import { between, type Chance, chanceOf, poisson, weighted } from './chance.ts';
import { type CarrierService, carrierServices, states, warehouses } from './history.setting.ts';
import type { HistoryPlace, ShipmentRow } from './history.rows.ts';

const groundAt = weighted(carrierServices.map(({ express, share }) => (express ? 0 : share)));

const kmBetween = (latitude: number, longitude: number, other: (typeof warehouses)[number]): number => {
  // Equirectangular: within a percent or so over a continent, and only the band counts.
  const degree = Math.PI / 180;
  const x = (longitude - other.longitude) * degree * Math.cos(((latitude + other.latitude) / 2) * degree);
  return 6_371 * Math.hypot(x, (latitude - other.latitude) * degree);
};

/** Band of a carrier by distance, 2 to 8. */
const zoneOfKm = (km: number): number => 2 + [240, 480, 960, 1_600, 2_250, 2_900].filter((limit) => km > limit).length;

type Parcel = {
  readonly sourceId: string;
  readonly orderSourceId: string;
  readonly day: number;
  readonly minutes: number;
  readonly destination: HistoryPlace;
  readonly weightGrams: number;
  readonly packageKind: string;
  readonly express: boolean;
};

const chooseService = (chance: Chance, express: boolean): CarrierService =>
  (express ? carrierServices.find((service) => service.express) : carrierServices[groundAt(chance)]) ??
  (carrierServices[0] as CarrierService);

const damageChance = ({ damage }: CarrierService, zone: number, packageKind: string): number =>
  Math.min(0.5, damage.standard * (packageKind === 'fragile' ? damage.fragile : 1) * (zone >= 7 ? damage.far : 1));

/** Sends a parcel from one of the nearer warehouses, and says what became of it. */
export const deliver = (chance: Chance, parcel: Parcel): ShipmentRow => {
  const [, , latitude = 39, longitude = -98] = states.find(([region]) => region === parcel.destination.region) ?? [];
  // The nearest has it four times in five; else it comes from where it is.
  const byDistance = warehouses
    .map((warehouse) => ({ warehouse, km: kmBetween(latitude, longitude, warehouse) }))
    .sort((one, other) => one.km - other.km);
  const chosen = byDistance[chanceOf(chance, 0.8) ? 0 : between(chance, 1, 2)] ?? byDistance[0];
  const { warehouse, km } = chosen as (typeof byDistance)[number];
  const zone = zoneOfKm(km);
  const service = chooseService(chance, parcel.express);
  const { cost, days, late } = service;
  const kg = Math.max(0.2, parcel.weightGrams / 1_000);
  const price = (cost.base + cost.perKg * kg + cost.perZone * (zone - 2)) * (parcel.packageKind === 'bulky' ? 1.45 : 1);
  // Packed the same or the next day, and never on a Sunday.
  const packedAfter = parcel.minutes < 14 * 60 ? 0 : 1;
  const shippedDay = parcel.day + packedAfter + (weekdayOf(parcel.day + packedAfter) === 6 ? 1 : 0);
  const shippedMinutes = 16 * 60 + between(chance, 0, 180);
  const usual = Math.max(1, Math.round(days.base + days.perZone * (zone - 2)));
  const lateChance = late[0] + ((late[1] - late[0]) * (zone - 2)) / 6;
  const behind = chanceOf(chance, lateChance) ? 1 + poisson(chance, 0.8) : 0;
  const early = usual > 2 && chanceOf(chance, 0.22) ? 1 : 0;
  const sunday = (day: number): number => (weekdayOf(day) === 6 ? 1 : 0);
  const promised = shippedDay + usual + sunday(shippedDay + usual);
  const arrived = shippedDay + usual + behind - early;
  return {
    kind: 'shipment',
    source_id: parcel.sourceId,
    order_source_id: parcel.orderSourceId,
    carrier: service.carrier,
    service: service.service,
    location_id: warehouse.locationId,
    origin: { country: 'US', region: warehouse.region, postal_code: `${warehouse.postal}00` },
    destination: parcel.destination,
    zone,
    package_kind: parcel.packageKind,
    weight_grams: Math.max(100, Math.round(parcel.weightGrams)),
    cost_minor: Math.round(price * (0.97 + 0.06 * chance.next())),
    currency: 'USD',
    shipped_at: momentText(shippedDay, shippedMinutes),
    promised_at: momentText(promised, 20 * 60),
    delivered_at: momentText(arrived + sunday(arrived), 9 * 60 + between(chance, 0, 600)),
    damaged: chanceOf(chance, damageChance(service, zone, parcel.packageKind)),
  };
};
