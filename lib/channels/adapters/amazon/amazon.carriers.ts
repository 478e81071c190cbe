// Carriers that Amazon knows by a code (`CarrierCode` of amzn-base.xsd, which `confirmShipment` and the order feeds share).
// Any other is `Other`, with its name beside it.
const codes = [
  'USPS',
  'UPS',
  'FedEx',
  'DHL',
  'Fastway',
  'GLS',
  'GO!',
  'Hermes Logistik Gruppe',
  'Royal Mail',
  'Parcelforce',
  'City Link',
  'TNT',
  'Target',
  'SagawaExpress',
  'NipponExpress',
  'YamatoTransport',
  'DHL Global Mail',
  'UPS Mail Innovations',
  'FedEx SmartPost',
  'OSM',
  'OnTrac',
  'Streamlite',
  'Newgistics',
  'Canada Post',
  'Blue Package',
  'Deutsche Post',
  'La Poste',
  'India Post',
];

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}!]/gu, '');

const codeByName = new Map([
  ...codes.map((code): [string, string] => [plain(code), code]),
  ['hermes', 'Hermes Logistik Gruppe'],
  ['yamato', 'YamatoTransport'],
  ['sagawa', 'SagawaExpress'],
  ['dhlecommerce', 'DHL Global Mail'],
]);

const nameLengthMax = 60;

/** How a carrier is named to Amazon. */
export const amazonCarrier = (carrier: string): { readonly carrierCode: string; readonly carrierName?: string } => {
  const code = codeByName.get(plain(carrier));
  return code === undefined ? { carrierCode: 'Other', carrierName: carrier.trim().slice(0, nameLengthMax) } : { carrierCode: code };
};
