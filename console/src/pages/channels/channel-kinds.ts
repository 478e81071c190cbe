// What the pages know of each channel: its settings as docs/channels has them, what its secrets hold, and what is done there.

/** One setting of an account, by the name that the API has for it. */
export type SettingField = {
  readonly name: string;
  readonly label: string;
  readonly help: string;
} & (
  | { readonly kind: 'text'; readonly isRequired?: boolean; readonly placeholder?: string }
  | { readonly kind: 'number'; readonly placeholder: string }
  /** The first choice is the channel's default. `null` among the values leaves something undone. */
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string | null; readonly label: string }[];
      readonly isRequired?: boolean;
    }
  | { readonly kind: 'switch'; readonly usual: boolean }
  /** Several texts, one in each line. */
  | { readonly kind: 'list'; readonly isRequired?: boolean; readonly placeholder: string }
  | { readonly kind: 'checks'; readonly options: readonly string[]; readonly usual: readonly string[] }
  /** Names and values, `name = value` in each line. */
  | { readonly kind: 'pairs'; readonly placeholder: string }
  /** A part of its own with texts in it; without any of them there is none. */
  | { readonly kind: 'part'; readonly parts: readonly { readonly name: string; readonly label: string }[] }
);

export type ChannelKind = {
  readonly title: string;
  /** What it is asked for beside its settings. */
  readonly shopDomain?: { readonly label: string; readonly placeholder: string; readonly isRequired: boolean };
  readonly fields: readonly SettingField[];
  /** What the secret for the API holds, as JSON. */
  readonly credentials: string;
  /** What the signing secret is; absent where nothing is delivered over HTTPS. */
  readonly signing?: string;
  /** Done at the channel, in this order. */
  readonly steps: readonly string[];
  readonly takesChannelLocation: boolean;
};

const shopify: ChannelKind = {
  title: 'Shopify',
  shopDomain: { label: 'Shop domain', placeholder: 'example.myshopify.com', isRequired: true },
  fields: [
    {
      kind: 'text',
      name: 'api_version',
      label: 'API version',
      help: 'Left empty: 2026-10. The same one as the webhooks of the app',
      placeholder: '2026-10',
    },
    {
      kind: 'text',
      name: 'default_location_id',
      label: 'Location whose stock is set',
      help: 'Its number at Shopify; not needed with one location',
      placeholder: '1234567890',
    },
    { kind: 'switch', name: 'notify_customers', label: 'Shopify writes to the customer about a parcel', help: '', usual: true },
  ],
  credentials: '{"client_id":"…","client_secret":"…"}',
  signing: "the app's client secret",
  steps: [
    'In the Dev Dashboard create an app for your organization, give it the scopes that docs/channels/shopify.md lists, and install it in the shop.',
    'Ask for protected customer data: name, address, e-mail, phone. Without it orders come without a buyer, and are held.',
    'Set the three privacy webhooks (customers/data_request, customers/redact, shop/redact) to the address of the webhooks. Waybill subscribes to the order topics itself.',
  ],
  takesChannelLocation: true,
};

const woocommerce: ChannelKind = {
  title: 'WooCommerce',
  shopDomain: { label: 'Shop domain', placeholder: 'shop.example', isRequired: true },
  fields: [
    {
      kind: 'text',
      name: 'site_url',
      label: 'Address of the shop',
      help: 'Left empty: the shop domain. Needed where WordPress stands in a folder',
      placeholder: 'https://shop.example/store',
    },
    {
      kind: 'choice',
      name: 'shipment_tracking',
      label: 'Parcels are told',
      help: '',
      options: [
        { value: 'note', label: 'by a note to the customer' },
        { value: 'extension', label: 'to the Shipment Tracking extension' },
      ],
    },
    {
      kind: 'choice',
      name: 'shipped_status',
      label: 'Status once every unit has left',
      help: '',
      options: [
        { value: 'completed', label: 'completed' },
        { value: null, label: 'left to the shop' },
      ],
    },
    {
      kind: 'list',
      name: 'gateways_without_refunds',
      label: 'Ways to pay without refunds',
      help: 'Refunds of these are for a person. Left empty: bacs, cheque, cod',
      placeholder: 'bacs',
    },
    {
      kind: 'pairs',
      name: 'tracking_providers',
      label: 'Carriers by the names of the extension',
      help: 'Others are written as custom ones',
      placeholder: 'UPS = UPS',
    },
    { kind: 'number', name: 'orders_per_page', label: 'Orders of one page', help: '1 to 100; less for slow servers', placeholder: '50' },
    { kind: 'number', name: 'calls_per_second', label: 'Calls per second', help: 'On average', placeholder: '2' },
    { kind: 'number', name: 'burst', label: 'Calls at once', help: 'After a rest', placeholder: '4' },
  ],
  credentials: '{"consumer_key":"ck_…","consumer_secret":"cs_…"}',
  signing: 'a long random text of your choice',
  steps: [
    'Save the account here first: WooCommerce pings the address while a webhook is being saved.',
    'WooCommerce > Settings > Advanced > REST API > Add key, permission Read/Write, for a user who manages the shop.',
    'Give every product and variation a SKU. Webhooks are created by Waybill itself.',
  ],
  takesChannelLocation: false,
};

const amazon: ChannelKind = {
  title: 'Amazon',
  fields: [
    {
      kind: 'choice',
      name: 'region',
      label: 'Region',
      help: '',
      isRequired: true,
      options: [
        { value: 'na', label: 'North America' },
        { value: 'eu', label: 'Europe' },
        { value: 'fe', label: 'Far East' },
      ],
    },
    {
      kind: 'text',
      name: 'seller_id',
      label: 'Seller id',
      help: 'The merchant token of the region',
      isRequired: true,
      placeholder: 'A2EXAMPLE',
    },
    {
      kind: 'list',
      name: 'marketplace_ids',
      label: 'Marketplaces',
      help: 'Ids, one in each line. Stock is set in the first',
      isRequired: true,
      placeholder: 'ATVPDKIKX0DER',
    },
    {
      kind: 'choice',
      name: 'orders_api',
      label: 'Orders API',
      help: '',
      options: [
        { value: '2026-01-01', label: '2026-01-01' },
        { value: 'v0', label: 'v0, until 27 March 2027' },
      ],
    },
    {
      kind: 'switch',
      name: 'personal_data',
      label: 'The app has the restricted role for names and addresses',
      help: 'Without it orders come without buyer and address, and are held',
      usual: true,
    },
    {
      kind: 'part',
      name: 'event_bridge',
      label: 'Notifications through EventBridge',
      help: 'Account and region of the installation; left empty, orders are polled only',
      parts: [
        { name: 'account_id', label: 'AWS account' },
        { name: 'region', label: 'AWS region' },
      ],
    },
  ],
  credentials: '{"client_id":"amzn1.application-oa2-client.…","client_secret":"…","refresh_token":"Atzr|…"}',
  steps: [
    'Register as a private developer in Seller Central, with the roles Inventory and Order Tracking, Product Listing, Amazon Fulfillment and, for names and addresses, Direct-to-Consumer Delivery (Restricted).',
    'Add an app with the same roles, authorise it for your account, and note client id, client secret and refresh token.',
  ],
  takesChannelLocation: false,
};

const walmart: ChannelKind = {
  title: 'Walmart',
  fields: [
    {
      kind: 'choice',
      name: 'market',
      label: 'Market',
      help: '',
      options: [
        { value: 'us', label: 'United States' },
        { value: 'ca', label: 'Canada' },
        { value: 'mx', label: 'Mexico' },
        { value: 'cl', label: 'Chile' },
      ],
    },
    {
      kind: 'checks',
      name: 'ship_node_types',
      label: 'Whose orders are read',
      help: "Those of Walmart's own warehouses are recorded and never sourced",
      options: ['SellerFulfilled', 'WFSFulfilled', '3PLFulfilled'],
      usual: ['SellerFulfilled', 'WFSFulfilled'],
    },
    { kind: 'text', name: 'channel_type', label: 'Consumer channel type', help: 'For accounts that received one' },
    {
      kind: 'text',
      name: 'base_url',
      label: 'Address of the API',
      help: 'Left empty: production',
      placeholder: 'https://sandbox.walmartapis.com',
    },
  ],
  credentials: '{"client_id":"…","client_secret":"…"}',
  signing: 'a random text of at least 16 characters; only for notifications, which exist in the United States',
  steps: ['In the Developer Portal make an API key with full access to Orders and Inventory, and to Notifications if they are wanted.'],
  takesChannelLocation: true,
};

const kinds: Readonly<Record<string, ChannelKind>> = { shopify, woocommerce, amazon, walmart };

export const channelNames = Object.keys(kinds);
/** @param channel also one that this page does not know */
export const kindOf = (channel: string): ChannelKind | undefined => kinds[channel];
export const channelTitle = (channel: string): string => kinds[channel]?.title ?? channel;
