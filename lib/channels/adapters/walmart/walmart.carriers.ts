// Carrier names that the US API takes in `carrierName.carrier` (Order Management 0.6.3, `CarrierNameType`). Any other goes into
// `otherCarrier`, with the address of its tracking page.
const carriers = [
  'UPS',
  'USPS',
  'FedEx',
  'Airborne',
  'OnTrac',
  'DHL Ecommerce - US',
  'DHL',
  'LS',
  'UDS',
  'UPSMI',
  'FDX',
  'PILOT',
  'ESTES',
  'SAIA',
  'FDS Express',
  'Seko Worldwide',
  'HIT Delivery',
  'FEDEXSP',
  'RL Carriers',
  'Metropolitan Warehouse & Delivery',
  'China Post',
  'YunExpress',
  'Yellow Freight Sys',
  'AIT Worldwide Logistics',
  'Chukou1',
  'Sendle',
  'Landmark Global',
  'Sunyou',
  'Yanwen',
  '4PX',
  'GLS',
  'OSM Worldwide',
  'FIRST MILE',
  'AM Trucking',
  'CEVA',
  'India Post',
  'SF Express',
  'CNE',
  'TForce Freight',
  'AxleHire',
  'LSO',
  'Royal Mail',
  'ABF Freight System',
  'WanB',
  'Roadrunner Freight',
  'Meyer Distribution',
  'AAA Cooper',
  'Canada Post',
  'Southeastern Freight Lines',
  'Japan Post',
  'Correos de Mexico',
  'XPO Logistics',
  'JD Logistics',
  'YDH',
  'JCEX',
  'Flyt',
  'Deutsche Post',
] as const;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

// What warehouses say for the same carriers.
const otherNames: Readonly<Record<string, (typeof carriers)[number]>> = {
  unitedparcelservice: 'UPS',
  upsmailinnovations: 'UPSMI',
  unitedstatespostalservice: 'USPS',
  federalexpress: 'FedEx',
  fedexsmartpost: 'FEDEXSP',
  dhlecommerce: 'DHL Ecommerce - US',
  dhlexpress: 'DHL',
  lasership: 'LS',
  uniteddeliveryservice: 'UDS',
  estesexpress: 'ESTES',
  rlcarriers: 'RL Carriers',
  yunexpress: 'YunExpress',
  lonestarovernight: 'LSO',
};

const byPlainName: ReadonlyMap<string, string> = new Map([
  ...carriers.map((carrier): [string, string] => [plain(carrier), carrier]),
  ...Object.entries(otherNames),
]);

/** Walmart's name of a carrier as warehouses name it; undefined when Walmart has none. */
export const walmartCarrierOf = (carrier: string): string | undefined => byPlainName.get(plain(carrier));

/** Every carrier that Walmart names, as it writes them. */
export const walmartCarriers: readonly string[] = carriers;
