// Written by `npm run build:docs` from docs/api/openapi.json. Change the routes, then run it again.
// @ts-nocheck

export type ClientOptions = {
    baseUrl: `${string}://{base_url}` | (string & {});
};

export type Role = 'operator' | 'support' | 'warehouse' | 'finance' | 'analyst' | 'admin' | 'storefront';

/**
 * "all", or the ids of the locations whose work and stock may be seen and changed
 */
export type Locations = 'all' | Array<string>;

export type CarrierOutcome = {
    /**
     * Its own number, under which it is counted once
     */
    reference: string;
    carrier: string;
    service?: string;
    origin: {
        country: string;
        /**
         * Subdivision after ISO 3166-2, such as US-NY
         */
        region?: string;
    };
    destination: {
        country: string;
        /**
         * Subdivision after ISO 3166-2, such as US-NY
         */
        region?: string;
    };
    package_kind?: 'fragile' | 'cold' | 'bulky' | 'standard';
    weight_grams?: number;
    cost_minor?: number;
    /**
     * RFC 3339 with a zone
     */
    shipped_at: string;
    /**
     * Left out for a parcel that never came
     */
    delivered_at?: string;
    /**
     * RFC 3339 with a zone
     */
    promised_for?: string;
    damaged?: boolean;
    lost?: boolean;
};

export type CarrierQuoteBody = {
    location_id: string;
    destination: {
        country: string;
        /**
         * Subdivision after ISO 3166-2, such as US-NY
         */
        region?: string;
        /**
         * The whole of it, without which no carrier names a price
         */
        postal_code: string;
        city?: string;
    };
    weight_grams: number;
    currency?: string;
};

/**
 * Any JSON value
 */
export type JsonValue = string | number | boolean | null | Array<JsonValue> | {
    [key: string]: JsonValue;
};

export type DeliveryOptionsBody = {
    lines: Array<{
        sku: string;
        quantity: number;
    }>;
    destination: {
        country: string;
        /**
         * Subdivision after ISO 3166-2, with or without its country, such as US-NY
         */
        region?: string;
        /**
         * Three characters of it say where; the whole of it is needed where carriers are asked for prices
         */
        postal_code?: string;
    };
    /**
     * Of the amounts; when left out that of the articles’ prices, and USD where they have none
     */
    currency?: string;
    /**
     * Whoever buys. With their consent to personalisation the options stand in the order that they chose by before
     */
    customer?: {
        email: string;
    };
    /**
     * `channel_order_id` under which the order will come, so that what was chosen is learned from without knowing who
     */
    order_reference?: string;
    /**
     * What the customer is charged for a way; one that is not named is taken to cost what sending costs
     */
    prices?: Array<{
        /**
         * `method` of an option, or its `option_id`
         */
        method: string;
        price_minor: number;
    }>;
};

export type PromotionsBody = {
    currency: string;
    channel?: string;
    lines: Array<{
        sku: string;
        quantity: number;
        /**
         * Before discounts, minor units; that of the catalog when left out
         */
        unit_price?: number;
        /**
         * Of the whole line, as it is already; minor units
         */
        discount?: number;
    }>;
    /**
     * What the customer pays for the delivery, minor units: what a free one is worth
     */
    shipping?: number;
    /**
     * Whoever buys. With their consent to personalisation what they bought before counts
     */
    customer?: {
        email: string;
    };
    /**
     * `channel_order_id` under which the order will come, so that what became of it is learned without knowing who
     */
    order_reference?: string;
};

export type ReturnRiskBody = {
    currency: string;
    channel?: string;
    lines: Array<{
        sku: string;
        quantity: number;
        /**
         * Before discounts, minor units; that of the catalog when left out
         */
        unit_price?: number;
        /**
         * Of the whole line, minor units
         */
        discount?: number;
        /**
         * Where it is another one than the catalog says, or the catalog says none
         */
        size?: string;
        /**
         * What the SKU is a size of; as the catalog says it when left out
         */
        article?: string;
        /**
         * As the catalog says it when left out
         */
        category?: string;
    }>;
    /**
     * Whoever buys. What they sent back before counts with their consent to personalisation alone
     */
    customer?: {
        email?: string;
        person_id?: string;
    };
};

export type PromotionRow = {
    promotion_id: string;
    sku?: string;
    /**
     * Category of the catalog; all articles where neither it nor a SKU is given
     */
    category?: string;
    /**
     * All channels when left out
     */
    channel?: string;
    /**
     * ISO 3166; a country stands for all its regions
     */
    region?: string;
    from: string;
    /**
     * Included
     */
    to: string;
    /**
     * Discount in percent of the price
     */
    depth_percent: number;
};

export type MarketingRow = {
    campaign: string;
    day: string;
    /**
     * ISO 3166; a country stands for all its regions
     */
    region?: string;
    sku?: string;
    category?: string;
    amount_minor: number;
    currency: string;
    /**
     * By how much whoever planned it expects demand to rise; when left out, the spend of the past speaks
     */
    uplift_percent?: number;
};

export type WeatherRow = {
    /**
     * ISO 3166; a country stands for all its regions
     */
    region: string;
    day: string;
    basis?: 'forecast' | 'actual';
    /**
     * Degrees Celsius above what is usual for the time of the year
     */
    temperature_anomaly: number;
    precipitation_mm?: number;
};

export type EconomyRow = {
    /**
     * Such as consumer-confidence
     */
    index: string;
    month: string;
    value: number;
};

export type HolidayRow = {
    country: string;
    day: string;
    name: string;
};

export type LocationBody = {
    location_id: string;
    name: string;
    type: 'warehouse' | 'store' | '3pl' | 'supplier';
    country: string;
    region?: string;
    postal_code?: string;
    /**
     * Degrees north
     */
    latitude?: number;
    /**
     * Degrees east
     */
    longitude?: number;
    active?: boolean;
    /**
     * Packing a parcel, in minor units of the orders; 150 when left out
     */
    handling_cost_per_parcel?: number;
    /**
     * Picking an article, in minor units of the orders; 25 when left out
     */
    handling_cost_per_line?: number;
    /**
     * Parcels sent on a day with all staff; no limit when left out. It is given more work as long as less than that waits here; what left today does not count
     */
    capacity_per_day?: number;
    /**
     * Share of the staff that is there; 100 when left out
     */
    staffing_percent?: number;
    /**
     * Hours from an order until its parcel leaves; 0 when left out
     */
    processing_hours?: number;
    /**
     * What it can handle beyond ordinary goods
     */
    capabilities?: Array<'cold_chain' | 'hazmat'>;
    /**
     * Countries it sends to; all when left out
     */
    ships_to?: Array<string>;
    /**
     * Whether customers can collect here; where left out a store says yes, others no
     */
    pickup?: boolean;
};

export type SupplierTermsBody = {
    /**
     * Days from the purchase to the departure of the parcel; null when they are not known
     */
    lead_time_days?: number | null;
    currency?: string | null;
    /**
     * What a unit costs you, in minor units of `currency`
     */
    unit_costs?: Array<{
        sku: string;
        amount_minor: number;
    }>;
    /**
     * In what numbers articles are bought; any number of an article that is not named
     */
    order_quantities?: Array<{
        sku: string;
        /**
         * Fewest units of one order
         */
        minimum_units?: number;
        /**
         * Units are bought in multiples of so many
         */
        pack_units?: number;
    }>;
};

export type PlaceOrderBody = {
    channel?: string;
    channel_account?: string;
    /**
     * Your own id of the order. Default: the Idempotency-Key
     */
    channel_order_id?: string;
    channel_order_name?: string | null;
    /**
     * Default: now
     */
    placed_at?: string;
    currency: string;
    taxes_included?: boolean;
    test?: boolean;
    customer?: {
        source_id?: string | null;
        email?: string | null;
        name?: string | null;
        phone?: string | null;
    } | null;
    line_items: Array<{
        /**
         * Default: its position, from 1
         */
        line_id?: string;
        sku: string;
        title?: string;
        quantity: number;
        unit_price: number;
        discount?: number;
        tax?: number;
        requires_shipping?: boolean;
    }>;
    shipping_lines?: Array<{
        code?: string | null;
        title?: string | null;
        price: number;
        discount?: number;
        tax?: number;
    }>;
    /**
     * Computed when left out; checked when given, and a contradiction holds the order
     */
    totals?: {
        subtotal: number;
        discount: number;
        shipping: number;
        tax: number;
        fees?: number;
        total: number;
    };
    shipping_address?: {
        name?: string | null;
        line1?: string | null;
        line2?: string | null;
        city?: string | null;
        region?: string | null;
        postal_code?: string | null;
        country: string;
        phone?: string | null;
    } | null;
    billing_address?: {
        name?: string | null;
        line1?: string | null;
        line2?: string | null;
        city?: string | null;
        region?: string | null;
        postal_code?: string | null;
        country: string;
        phone?: string | null;
    } | null;
    payment_method: {
        kind: 'card' | 'wallet' | 'bank_transfer' | 'cash' | 'cash_on_delivery' | 'invoice' | 'instalments' | 'gift_card' | 'other' | 'unknown';
        provider?: string | null;
        status: 'pending' | 'authorized' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded' | 'voided' | 'expired' | 'unknown';
        /**
         * The provider's token or reference; a card number is refused
         */
        reference?: string | null;
    };
    /**
     * The customer comes for the goods: they are sourced at this location and nowhere else
     */
    delivery?: {
        method: 'pickup';
        location_id: string;
    };
    /**
     * What the customer was told: until when the goods arrive. Default: the tenant's service levels, if there are any
     */
    deliver_by?: string;
    /**
     * How a company buys: with an order number of its own, on terms
     */
    purchase?: {
        /**
         * The buyer's own number of the order; two orders with different ones are never taken for one
         */
        order_number?: string | null;
        /**
         * Kept with the personal data, because a company may be a person
         */
        company?: string | null;
        /**
         * Days from the invoice in which it is due. Giving them says that the terms are agreed on and the credit is checked
         */
        net_days?: number | null;
        /**
         * Recorded and shown; sourcing does not wait for it
         */
        requested_delivery_date?: string | null;
    };
    /**
     * `promotion_id` of what was taken off, so that uses are counted; what it comes to stands in the discounts
     */
    promotions?: Array<string>;
    /**
     * The customer's device; counts how many orders and customers share it
     */
    device?: {
        /**
         * The `visitorId` of FingerprintJS (32 hexadecimal digits) or of Fingerprint Pro (20 letters and digits). Kept with the personal data; orders of one device are joined by a keyed token of it
         */
        visitor_id: string;
    };
    /**
     * The customer's IP address; `caller` where the request comes from the customer's own device, and not from a server of the shop. Kept with the personal data; orders of one network (/24, or /48 of IPv6) are joined by a keyed token of it
     */
    client_ip?: string;
    channel_metadata?: {
        [key: string]: JsonValue;
    };
};

export type SourcingPolicyValue = {
    /**
     * Preset
     *
     * How locations are chosen: a policy that ships with the product
     */
    preset: 'balanced' | 'cost' | 'speed' | 'nearest' | 'cheapest';
    /**
     * Learned
     *
     * What outcomes have taught of carriers: prices, days on the way, lateness and damage
     */
    learned?: {
        /**
         * Counts
         *
         * Whether what outcomes have taught of carriers counts
         */
        enabled: boolean;
        /**
         * Damage
         *
         * How much of the expected damage counts; 100 when it is left out
         */
        damage_percent?: number;
        /**
         * Regions
         *
         * Only orders to these; all when it is left out
         */
        regions?: Array<string>;
        /**
         * Articles
         *
         * Only orders of these alone; all when it is left out
         */
        skus?: Array<string>;
        /**
         * Share
         *
         * Share of the orders for which it counts; the others show what it is worth
         */
        share_percent?: number;
        /**
         * Exploration
         *
         * Share of the orders for which one of nearly equal plans is drawn; none when it is left out
         */
        explore_percent?: number;
        /**
         * Nearly equal
         *
         * How much dearer than the best a plan may be to be drawn; 2 when it is left out
         */
        explore_within_percent?: number;
    };
    /**
     * Quotes
     *
     * Carriers are asked for their prices; where none comes in time, the rates count
     */
    quotes?: {
        /**
         * Service
         *
         * Who asks the carriers; its API key is the secret `<tenant>/easypost-api-key` or `<tenant>/shipstation-api-key`
         */
        from: 'easypost' | 'shipstation';
        /**
         * Accounts
         *
         * The service’s ids of your accounts with carriers; ShipStation needs one at least, EasyPost takes all of them
         */
        carrier_accounts?: Array<string>;
        /**
         * Waits
         *
         * How long a decision waits for prices; 1,500 when it is left out
         */
        wait_ms?: number;
        /**
         * Kept
         *
         * How long a price counts; 60 when it is left out
         */
        kept_minutes?: number;
        /**
         * Locations
         *
         * Asked for at most for an order, the nearest that hold its goods; 5 when it is left out
         */
        locations_max?: number;
        /**
         * Unknown weight
         *
         * Assumed of a unit of which nobody knows the weight; 500 when it is left out
         */
        unit_grams?: number;
    };
} | {
    /**
     * Policy
     *
     * A whole sourcing policy of one’s own
     */
    policy: {
        /**
         * Name
         *
         * As receipts name the policy
         */
        name: string;
        /**
         * Version
         *
         * As receipts name it beside the name; the tenant’s own count of versions stands apart
         */
        version?: number;
        /**
         * Method
         *
         * lowest-score searches for the best plan; nearest-first follows the static rule whatever it costs
         */
        method?: 'lowest-score' | 'nearest-first';
        /**
         * Shipping
         *
         * What a parcel costs to send
         */
        shipping: {
            kind: 'distance';
            /**
             * Each parcel
             *
             * Price of a parcel before its way, in minor units of the order’s currency
             */
            base_minor: number;
            /**
             * Each 1,000 km
             *
             * Added for each 1,000 km, in minor units of the order’s currency
             */
            per_thousand_km_minor: number;
            /**
             * At a border
             *
             * Added when the parcel crosses a border, in minor units of the order’s currency
             */
            cross_border_minor: number;
            /**
             * Way of a day
             *
             * How far a parcel travels in a day; without it nobody knows whether it is late
             */
            km_per_day?: number;
        } | {
            kind: 'rate-table';
            /**
             * Services
             *
             * Of those that go the way, the one counts that costs least with its lateness
             */
            carriers: Array<{
                /**
                 * Carrier
                 *
                 * Whose parcel it is
                 */
                carrier: string;
                /**
                 * Service
                 *
                 * As receipts name it beside the carrier
                 */
                service: string;
                /**
                 * Bands
                 *
                 * Prices by distance; beyond the last one the service does not go
                 */
                bands: Array<{
                    /**
                     * Up to
                     *
                     * The longest way that the price is for
                     */
                    up_to_km: number;
                    /**
                     * Price
                     *
                     * Price of a parcel, in minor units of the order’s currency
                     */
                    price_minor: number;
                    /**
                     * On the way
                     *
                     * Days on the way; without them nobody knows whether a parcel is late
                     */
                    transit_days?: number;
                }>;
                /**
                 * At a border
                 *
                 * Added when the parcel crosses a border; without it the service stays within the country, in minor units of the order’s currency
                 */
                cross_border_minor?: number;
                /**
                 * Each kilogram
                 *
                 * Added for each kilogram, unit by unit, in minor units of the order’s currency
                 */
                per_kilogram_minor?: number;
            }>;
        };
        /**
         * Split
         *
         * Cost of each parcel after the first: packaging, a second delivery, an annoyed customer, in minor units of the order’s currency
         */
        split_cost_minor: number;
        /**
         * Lateness
         *
         * What days cost; nothing when it is left out
         */
        lateness?: {
            /**
             * Each day late
             *
             * Cost of each parcel for each day after the promise, in minor units of the order’s currency
             */
            per_day_late_minor: number;
            /**
             * Each day on the way
             *
             * Cost of each parcel for each day on the way, in minor units of the order’s currency
             */
            per_transit_day_minor: number;
        };
        /**
         * Workload
         *
         * What busy places cost; nothing when it is left out
         */
        workload?: {
            /**
             * Each day of waiting work
             *
             * Cost of each parcel for each day that the work waiting there takes, in minor units of the order’s currency
             */
            per_queued_day_minor: number;
        };
        /**
         * Way back
         *
         * What a unit costs that comes back; the cheapest parcel by the rates when it is left out
         */
        returns?: {
            /**
             * Each unit
             *
             * Cost of bringing a unit back, from wherever, in minor units of the order’s currency
             */
            per_unit_minor: number;
        };
        /**
         * Weights
         *
         * Share of each cost that counts; what is not named does not count
         */
        weights_percent: {
            /**
             * Shipping
             *
             * How much of the price of parcels counts
             */
            shipping: number;
            /**
             * Handling
             *
             * How much of picking and packing counts
             */
            handling: number;
            /**
             * Splits
             *
             * How much of the cost of parcels after the first counts
             */
            split: number;
            /**
             * Lateness
             *
             * How much of the cost of days counts
             */
            lateness?: number;
            /**
             * Workload
             *
             * How much of the cost of busy places counts
             */
            workload?: number;
            /**
             * Later worth
             *
             * How much of what a unit will be worth later counts
             */
            future?: number;
            /**
             * Preferences
             *
             * How much of the penalties of preferences counts
             */
            preference?: number;
            /**
             * Returns
             *
             * How much of what it is expected to cost that goods come back counts
             */
            returns?: number;
        };
        /**
         * Hard constraints
         *
         * What no plan may go against
         */
        constraints?: {
            /**
             * Keep the promise
             *
             * Deliver by what the customer was told or not at all; a parcel of unknown days counts as late
             */
            keep_promise?: boolean;
            /**
             * Types of location
             *
             * The only ones that may send; all when it is left out
             */
            location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
            /**
             * Countries
             *
             * The only ones that may send; all when it is left out
             */
            from_countries?: Array<string>;
            /**
             * Across borders
             *
             * Whether parcels may cross a border; they may when it is left out
             */
            cross_border?: boolean;
            /**
             * Parcels
             *
             * How many an order may go out in; as many as it takes when it is left out
             */
            max_parcels?: number;
        };
        /**
         * Preference
         *
         * A soft constraint: what it costs to go against it
         */
        preferences?: Array<{
            kind: 'types';
            types: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'regions';
            regions: Array<string>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'avoid';
            location_ids: Array<string>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'keep-pickup';
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        }>;
        /**
         * Unknown distance
         *
         * Assumed for every location alike where a place is not known
         */
        unknown_distance_km?: number;
        /**
         * Lines without a source
         *
         * wait: the whole order waits for them; split: the rest goes ahead
         */
        remainder?: 'wait' | 'split';
        /**
         * Learned
         *
         * What outcomes have taught of carriers: prices, days on the way, lateness and damage
         */
        learned?: {
            /**
             * Counts
             *
             * Whether what outcomes have taught of carriers counts
             */
            enabled: boolean;
            /**
             * Damage
             *
             * How much of the expected damage counts; 100 when it is left out
             */
            damage_percent?: number;
            /**
             * Regions
             *
             * Only orders to these; all when it is left out
             */
            regions?: Array<string>;
            /**
             * Articles
             *
             * Only orders of these alone; all when it is left out
             */
            skus?: Array<string>;
            /**
             * Share
             *
             * Share of the orders for which it counts; the others show what it is worth
             */
            share_percent?: number;
            /**
             * Exploration
             *
             * Share of the orders for which one of nearly equal plans is drawn; none when it is left out
             */
            explore_percent?: number;
            /**
             * Nearly equal
             *
             * How much dearer than the best a plan may be to be drawn; 2 when it is left out
             */
            explore_within_percent?: number;
        };
        /**
         * Quotes
         *
         * Carriers are asked for their prices; where none comes in time, the rates count
         */
        quotes?: {
            /**
             * Service
             *
             * Who asks the carriers; its API key is the secret `<tenant>/easypost-api-key` or `<tenant>/shipstation-api-key`
             */
            from: 'easypost' | 'shipstation';
            /**
             * Accounts
             *
             * The service’s ids of your accounts with carriers; ShipStation needs one at least, EasyPost takes all of them
             */
            carrier_accounts?: Array<string>;
            /**
             * Waits
             *
             * How long a decision waits for prices; 1,500 when it is left out
             */
            wait_ms?: number;
            /**
             * Kept
             *
             * How long a price counts; 60 when it is left out
             */
            kept_minutes?: number;
            /**
             * Locations
             *
             * Asked for at most for an order, the nearest that hold its goods; 5 when it is left out
             */
            locations_max?: number;
            /**
             * Unknown weight
             *
             * Assumed of a unit of which nobody knows the weight; 500 when it is left out
             */
            unit_grams?: number;
        };
    };
};

export type FraudReviewPolicyValue = {
    /**
     * False sends no order to review for its amount
     */
    enabled: boolean;
    /**
     * One for each currency; an order in a currency without one goes to review
     */
    limits: Array<{
        currency: string;
        /**
         * Minor units of the currency; orders of exactly this total pass, those above go to review
         */
        amount_minor: number;
    }>;
};

export type FraudBandsPolicyValue = {
    /**
     * off: the rule fraud_review alone; advise: costs stand on the receipt; decide: the cheapest action is taken, and the rule stands above it
     */
    mode: 'off' | 'advise' | 'decide';
    /**
     * Of all amounts here; orders in another currency are left to the rule
     */
    currency: string;
    /**
     * What it costs that a person looks at an order
     */
    review_cost_minor: number;
    /**
     * What it costs to send a customer a code
     */
    verification_cost_minor: number;
    /**
     * What the bank takes for a chargeback, beside the money and the goods
     */
    chargeback_fee_minor: number;
    /**
     * What it costs in the long run to turn a good customer away
     */
    churn_cost_minor: number;
    /**
     * What of the total is earned by an order
     */
    margin_percent: number;
    /**
     * Of fraudulent orders, how many do not answer a code
     */
    verification_catches_percent: number;
    /**
     * Of honest customers, how many give up when they are asked for a code
     */
    verification_abandons_percent: number;
    /**
     * Of fraudulent orders, how many a person finds
     */
    review_catches_percent: number;
    /**
     * Of honest orders, how many a person turns away
     */
    review_refuses_percent: number;
    /**
     * From this probability on an order whose cheapest action is to decline is declined without a person; null for never
     */
    decline_above_percent: number | null;
    /**
     * A small random share passes, so that the model sees what it would otherwise never learn of
     */
    explore: {
        /**
         * Of a thousand orders that would be reviewed or declined, how many pass
         */
        share_per_mille: number;
        /**
         * No order above this total passes to learn from it
         */
        amount_max_minor: number;
        /**
         * At most so many a day
         */
        per_day_max: number;
    };
    /**
     * Within how many hours a person decides on an order in review
     */
    review_hours: number;
    /**
     * Orders that the reviewers of a day get through
     */
    capacity_per_day: number;
    /**
     * Days after which an order without a chargeback counts as honest
     */
    label_days: number;
    /**
     * Page of the shop on which a customer enters the code; null where the shop shows it by itself
     */
    verification_url: string | null;
};

export type DuplicatesPolicyValue = {
    /**
     * Orders that look like one come twice within this time go to review; 0 for none
     */
    window_seconds: number;
};

export type CompletionPolicyValue = {
    /**
     * From delivery to completion; for orders delivered from now on
     */
    delay_seconds: number;
};

export type StuckOrdersPolicyValue = {
    /**
     * In a stage that is not named no order ever counts as stuck
     */
    stages: Array<{
        stage: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped';
        after_seconds: number;
    }>;
};

export type BuffersPolicyValue = {
    /**
     * Percent of what may be sold that channels are not told of, in whole units, down
     */
    percent: number;
    bands: {
        /**
         * What sells more a day, over all channels
         */
        high: {
            above_units_per_day: number;
            percent: number;
        };
        /**
         * What sells less a day
         */
        low: {
            below_units_per_day: number;
            percent: number;
        };
    };
    /**
     * Where sales are known the buffer is solved, so that demand within the lag of the channel exceeds it this seldom
     */
    target: {
        oversell_probability: number;
    } | null;
    /**
     * No computed buffer is a larger share of what may be sold
     */
    at_most_percent: number;
    /**
     * Units that are shown though the computed buffer is larger; 0 lets it hide the last one
     */
    minimum_shown: number;
    /**
     * The one that names most counts: an article before an account before a channel
     */
    overrides: Array<{
        sku?: string;
        channel?: string;
        account?: string;
        percent?: number;
        units?: number;
        oversell_probability?: number;
    }>;
};

export type SafetyStockPolicyValue = {
    /**
     * Units of each article that each location keeps
     */
    default_units: number;
    /**
     * Of an article at a location, or of an article everywhere
     */
    overrides: Array<{
        sku: string;
        location_id?: string;
        units: number;
    }>;
};

export type StorefrontPolicyValue = {
    /**
     * Whether anybody may ask what is in stock; without it the addresses are not there
     */
    public: boolean;
    /**
     * Units that are shown exactly; of more only that there are more
     */
    exact_up_to: number;
    /**
     * For so long caches of a network keep an answer
     */
    fresh_seconds: number;
    /**
     * For so long they may give out an old one while they ask anew
     */
    stale_seconds: number;
};

export type PickupPolicyValue = {
    /**
     * How long goods lie ready for their customer; for goods that are laid ready from now on
     */
    held_seconds: number;
    /**
     * cancel: the order is cancelled and paid back, the goods go back to the shelf; hold: a person decides
     */
    on_expiry: 'cancel' | 'hold';
};

export type ServiceLevelsPolicyValue = {
    /**
     * For orders that state no date of delivery themselves; without a level no lateness counts for them
     */
    methods: Array<{
        /**
         * Code of the order's first shipping line, in upper or lower case; * for every method that is not named
         */
        method: string;
        /**
         * From placing to delivery
         */
        days: number;
    }>;
};

export type RetrainingPolicyValue = {
    /**
     * False trains nothing by itself; people still can
     */
    enabled: boolean;
    /**
     * A model that has been trained before is trained anew this long after; 0 never because of time alone
     */
    every_days: number;
    /**
     * So long nothing but a person begins a training of the same model again
     */
    cooldown_days: number;
    /**
     * Trainings of all models in a month, those of people among them
     */
    runs_per_month: number;
    /**
     * Dollars for trainings in a month
     */
    monthly_budget_usd: number;
    /**
     * Drift always tells; retrain also begins a training
     */
    on_drift: 'alert' | 'retrain';
    /**
     * policy: whoever passes the gates goes on; person: somebody approves it first
     */
    approval: 'policy' | 'person';
    /**
     * Share of orders that a new version answers for first
     */
    canary_per_mille: number;
    /**
     * 0 promotes without a canary
     */
    canary_hours: number;
    /**
     * How long the new champion is watched
     */
    watch_hours: number;
    /**
     * History that is learnt from
     */
    window_months: number;
};

export type PlanningPolicyValue = {
    /**
     * Demand is to be covered in so many of 100 cases
     */
    service_percent: number;
    /**
     * What a missing unit costs
     */
    shortage: {
        /**
         * Percent of its price
         */
        loss_percent: number;
        /**
         * Minor units, for an article without a price
         */
        loss_minor: number;
    };
    transfers: {
        enabled: boolean;
        /**
         * Until goods of a transfer stand at their destination
         */
        lead_time_days: number;
        /**
         * After that; a transfer is to cover them
         */
        cover_days: number;
        /**
         * Of its own demand; a giving location keeps what covers them
         */
        keep_days: number;
        cost_per_transfer_minor: number;
        cost_per_unit_minor: number;
    };
    replenishment: {
        enabled: boolean;
        /**
         * Between two purchases of an article
         */
        review_days: number;
        /**
         * Until goods come from a supplier who has not said
         */
        lead_time_days: number;
    };
    /**
     * After which a proposal that nobody decided on is void
     */
    valid_days: number;
    /**
     * For which one that was declined is not made again
     */
    quiet_days: number;
};

export type LabourPolicyValue = {
    /**
     * Order lines picked and packed by one person
     */
    lines_per_person_hour: number;
    shift_hours: number;
    /**
     * A type that is not named reaches all of it
     */
    location_types: Array<{
        type: 'warehouse' | 'store' | '3pl' | 'supplier';
        /**
         * Percent of the pace above
         */
        productivity_percent: number;
    }>;
};

export type ProductBody = {
    sku: string;
    title: string;
    /**
     * Goods that are planned together, such as `lamps`: forecasts and promotions go by it
     */
    category?: string;
    /**
     * What the SKU is a size of: sizes of one article share it. Where it is left out, `SHIRT-M` of size `M` is of `SHIRT`
     */
    article?: string;
    /**
     * Size of what has to fit, such as `M` or `42`
     */
    size?: string;
    /**
     * Minor units of `currency`
     */
    price?: number;
    currency?: string;
    weight_grams?: number;
    requires_shipping?: boolean;
    /**
     * GTIN, EAN, UPC or the like
     */
    barcode?: string;
    /**
     * Sent only by locations that can keep it cold
     */
    cold_chain?: boolean;
    /**
     * Sent only by locations that may handle hazardous goods
     */
    hazmat?: boolean;
    /**
     * Breaks easily: how carriers treat such goods is learned apart
     */
    fragile?: boolean;
    /**
     * Unwieldy for its carrier: how carriers treat such goods is learned apart
     */
    bulky?: boolean;
    /**
     * Sold from this moment on; orders before it are preorders and wait
     */
    available_from?: string;
    /**
     * The only countries it may be sent from; any when left out
     */
    ships_from?: Array<string>;
    /**
     * The only types of location it may be sent from; any when left out
     */
    location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
};

export type EvaluateRouteBody = {
    lines: Array<{
        sku: string;
        quantity: number;
    }>;
    destination: {
        country: string;
        /**
         * Subdivision after ISO 3166-2, with or without its country, such as US-NY
         */
        region?: string;
        /**
         * Three characters of it say where; the whole of it is needed where carriers are asked for prices
         */
        postal_code?: string;
    };
    /**
     * What the customer would be told, RFC 3339 with a zone
     */
    deliver_by?: string;
    /**
     * Of the amounts; when left out that of the articles’ prices, and USD where they have none
     */
    currency?: string;
    /**
     * A policy that ships with the product, instead of that of the tenant
     */
    preset?: 'balanced' | 'cost' | 'speed' | 'nearest' | 'cheapest';
    /**
     * Policy
     *
     * A whole policy, instead of that of the tenant
     */
    policy?: {
        /**
         * Name
         *
         * As receipts name the policy
         */
        name: string;
        /**
         * Version
         *
         * As receipts name it beside the name; the tenant’s own count of versions stands apart
         */
        version?: number;
        /**
         * Method
         *
         * lowest-score searches for the best plan; nearest-first follows the static rule whatever it costs
         */
        method?: 'lowest-score' | 'nearest-first';
        /**
         * Shipping
         *
         * What a parcel costs to send
         */
        shipping: {
            kind: 'distance';
            /**
             * Each parcel
             *
             * Price of a parcel before its way, in minor units of the order’s currency
             */
            base_minor: number;
            /**
             * Each 1,000 km
             *
             * Added for each 1,000 km, in minor units of the order’s currency
             */
            per_thousand_km_minor: number;
            /**
             * At a border
             *
             * Added when the parcel crosses a border, in minor units of the order’s currency
             */
            cross_border_minor: number;
            /**
             * Way of a day
             *
             * How far a parcel travels in a day; without it nobody knows whether it is late
             */
            km_per_day?: number;
        } | {
            kind: 'rate-table';
            /**
             * Services
             *
             * Of those that go the way, the one counts that costs least with its lateness
             */
            carriers: Array<{
                /**
                 * Carrier
                 *
                 * Whose parcel it is
                 */
                carrier: string;
                /**
                 * Service
                 *
                 * As receipts name it beside the carrier
                 */
                service: string;
                /**
                 * Bands
                 *
                 * Prices by distance; beyond the last one the service does not go
                 */
                bands: Array<{
                    /**
                     * Up to
                     *
                     * The longest way that the price is for
                     */
                    up_to_km: number;
                    /**
                     * Price
                     *
                     * Price of a parcel, in minor units of the order’s currency
                     */
                    price_minor: number;
                    /**
                     * On the way
                     *
                     * Days on the way; without them nobody knows whether a parcel is late
                     */
                    transit_days?: number;
                }>;
                /**
                 * At a border
                 *
                 * Added when the parcel crosses a border; without it the service stays within the country, in minor units of the order’s currency
                 */
                cross_border_minor?: number;
                /**
                 * Each kilogram
                 *
                 * Added for each kilogram, unit by unit, in minor units of the order’s currency
                 */
                per_kilogram_minor?: number;
            }>;
        };
        /**
         * Split
         *
         * Cost of each parcel after the first: packaging, a second delivery, an annoyed customer, in minor units of the order’s currency
         */
        split_cost_minor: number;
        /**
         * Lateness
         *
         * What days cost; nothing when it is left out
         */
        lateness?: {
            /**
             * Each day late
             *
             * Cost of each parcel for each day after the promise, in minor units of the order’s currency
             */
            per_day_late_minor: number;
            /**
             * Each day on the way
             *
             * Cost of each parcel for each day on the way, in minor units of the order’s currency
             */
            per_transit_day_minor: number;
        };
        /**
         * Workload
         *
         * What busy places cost; nothing when it is left out
         */
        workload?: {
            /**
             * Each day of waiting work
             *
             * Cost of each parcel for each day that the work waiting there takes, in minor units of the order’s currency
             */
            per_queued_day_minor: number;
        };
        /**
         * Way back
         *
         * What a unit costs that comes back; the cheapest parcel by the rates when it is left out
         */
        returns?: {
            /**
             * Each unit
             *
             * Cost of bringing a unit back, from wherever, in minor units of the order’s currency
             */
            per_unit_minor: number;
        };
        /**
         * Weights
         *
         * Share of each cost that counts; what is not named does not count
         */
        weights_percent: {
            /**
             * Shipping
             *
             * How much of the price of parcels counts
             */
            shipping: number;
            /**
             * Handling
             *
             * How much of picking and packing counts
             */
            handling: number;
            /**
             * Splits
             *
             * How much of the cost of parcels after the first counts
             */
            split: number;
            /**
             * Lateness
             *
             * How much of the cost of days counts
             */
            lateness?: number;
            /**
             * Workload
             *
             * How much of the cost of busy places counts
             */
            workload?: number;
            /**
             * Later worth
             *
             * How much of what a unit will be worth later counts
             */
            future?: number;
            /**
             * Preferences
             *
             * How much of the penalties of preferences counts
             */
            preference?: number;
            /**
             * Returns
             *
             * How much of what it is expected to cost that goods come back counts
             */
            returns?: number;
        };
        /**
         * Hard constraints
         *
         * What no plan may go against
         */
        constraints?: {
            /**
             * Keep the promise
             *
             * Deliver by what the customer was told or not at all; a parcel of unknown days counts as late
             */
            keep_promise?: boolean;
            /**
             * Types of location
             *
             * The only ones that may send; all when it is left out
             */
            location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
            /**
             * Countries
             *
             * The only ones that may send; all when it is left out
             */
            from_countries?: Array<string>;
            /**
             * Across borders
             *
             * Whether parcels may cross a border; they may when it is left out
             */
            cross_border?: boolean;
            /**
             * Parcels
             *
             * How many an order may go out in; as many as it takes when it is left out
             */
            max_parcels?: number;
        };
        /**
         * Preference
         *
         * A soft constraint: what it costs to go against it
         */
        preferences?: Array<{
            kind: 'types';
            types: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'regions';
            regions: Array<string>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'avoid';
            location_ids: Array<string>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'keep-pickup';
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        }>;
        /**
         * Unknown distance
         *
         * Assumed for every location alike where a place is not known
         */
        unknown_distance_km?: number;
        /**
         * Lines without a source
         *
         * wait: the whole order waits for them; split: the rest goes ahead
         */
        remainder?: 'wait' | 'split';
        /**
         * Learned
         *
         * What outcomes have taught of carriers: prices, days on the way, lateness and damage
         */
        learned?: {
            /**
             * Counts
             *
             * Whether what outcomes have taught of carriers counts
             */
            enabled: boolean;
            /**
             * Damage
             *
             * How much of the expected damage counts; 100 when it is left out
             */
            damage_percent?: number;
            /**
             * Regions
             *
             * Only orders to these; all when it is left out
             */
            regions?: Array<string>;
            /**
             * Articles
             *
             * Only orders of these alone; all when it is left out
             */
            skus?: Array<string>;
            /**
             * Share
             *
             * Share of the orders for which it counts; the others show what it is worth
             */
            share_percent?: number;
            /**
             * Exploration
             *
             * Share of the orders for which one of nearly equal plans is drawn; none when it is left out
             */
            explore_percent?: number;
            /**
             * Nearly equal
             *
             * How much dearer than the best a plan may be to be drawn; 2 when it is left out
             */
            explore_within_percent?: number;
        };
        /**
         * Quotes
         *
         * Carriers are asked for their prices; where none comes in time, the rates count
         */
        quotes?: {
            /**
             * Service
             *
             * Who asks the carriers; its API key is the secret `<tenant>/easypost-api-key` or `<tenant>/shipstation-api-key`
             */
            from: 'easypost' | 'shipstation';
            /**
             * Accounts
             *
             * The service’s ids of your accounts with carriers; ShipStation needs one at least, EasyPost takes all of them
             */
            carrier_accounts?: Array<string>;
            /**
             * Waits
             *
             * How long a decision waits for prices; 1,500 when it is left out
             */
            wait_ms?: number;
            /**
             * Kept
             *
             * How long a price counts; 60 when it is left out
             */
            kept_minutes?: number;
            /**
             * Locations
             *
             * Asked for at most for an order, the nearest that hold its goods; 5 when it is left out
             */
            locations_max?: number;
            /**
             * Unknown weight
             *
             * Assumed of a unit of which nobody knows the weight; 500 when it is left out
             */
            unit_grams?: number;
        };
    };
};

/**
 * What went wrong, as application/problem+json. Further members are facts about it.
 */
export type Problem = {
    /**
     * URI that ends in `code`
     */
    type: string;
    /**
     * What is wrong, for a person
     */
    title: string;
    status: number;
    /**
     * Stable and kebab-case: what a program decides by
     */
    code: string;
    /**
     * Id of the request
     */
    instance?: string;
    /**
     * Id of the request, where something went wrong on our side
     */
    request_id?: string;
    /**
     * Each field that is not as it must be
     */
    problems?: Array<FieldProblem>;
    [key: string]: JsonValue | string | number | Array<FieldProblem> | undefined;
};

export type FieldProblem = {
    /**
     * Path of the field, such as `lines.0.quantity`
     */
    field: string;
    code: string;
    message: string;
};

export type ApiKey = {
    key_id: string;
    tenant_id: string;
    label: string;
    prefix: string;
    scopes: Array<'orders:read' | 'orders:write' | 'orders:manage' | 'orders:personal' | 'holds:write' | 'inventory:read' | 'inventory:write' | 'catalog:read' | 'catalog:write' | 'fulfilment:read' | 'fulfilment:write' | 'channels:read' | 'channels:write' | 'operations:read' | 'operations:write' | 'policies:read' | 'policies:write' | 'models:read' | 'models:write' | 'access:write'>;
    locations: Locations;
    created_by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    created_at: string;
    expires_at?: string;
    revoked_at?: string;
    /**
     * Precise to a minute at best
     */
    last_used_at?: string;
};

export type CreatedApiKey = {
    key: ApiKey;
    /**
     * The whole key; shown once
     */
    api_key: string;
};

export type BulkJob = {
    bulk_job_id: string;
    request: BulkAction;
    /**
     * `done` when no order waits; some may have failed, and are tried again by resuming
     */
    state: 'running' | 'stopped' | 'done';
    counts: {
        orders: number;
        waiting: number;
        done: number;
        unchanged: number;
        refused: number;
        failed: number;
    };
    /**
     * On whose behalf each order is changed
     */
    requested_by: Actor;
    created_at: string;
    /**
     * When orders were last worked off, or the job was stopped or resumed
     */
    updated_at: string;
    /**
     * When the job is forgotten; what it did to orders stands in their events
     */
    expires_at: string;
};

/**
 * What a bulk job does to each of its orders
 */
export type BulkAction = {
    action: 'cancel';
    reason: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
} | {
    action: 'place_hold';
    type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
    reason: string;
    blocks: Array<'sourcing' | 'release' | 'shipping' | 'completion'>;
    until: string | null;
} | {
    action: 'release_holds';
    type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
} | {
    action: 'reject_holds';
    type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
};

/**
 * Who caused it: a principal, or a component of ours
 */
export type Actor = {
    kind: 'user' | 'system' | 'api_key';
    id: string;
};

/**
 * What a job would do to each order as it stands
 */
export type BulkDryRun = {
    counts: {
        orders: number;
        would_change: number;
        unchanged: number;
        refused: number;
    };
    rows: Array<{
        order_id: string;
        outcome: 'would_change' | 'unchanged' | 'refused';
        /**
         * Why it was refused or failed
         */
        code: string | null;
        message: string | null;
    }>;
};

export type BulkJobRow = {
    order_id: string;
    /**
     * What people call the order; null where there is no such order
     */
    order_name: string | null;
    /**
     * `failed` is what could not be tried to an end; `unchanged` had nothing to change
     */
    state: 'waiting' | 'done' | 'unchanged' | 'refused' | 'failed';
    /**
     * Why it was refused or failed
     */
    code: string | null;
    message: string | null;
    /**
     * When it came to this state; null while it waits
     */
    at: string | null;
};

export type ProposedBundle = {
    skus: Array<string>;
    /**
     * Orders that have all of them
     */
    orders: number;
    /**
     * Share of all orders
     */
    support: number;
    /**
     * How many times more often than by chance, drawn towards once
     */
    lift: number;
};

export type RecordedOutcomes = {
    recorded: number;
    known: number;
};

export type CarrierPerformance = {
    carrier: string;
    service: string;
    /**
     * How far: up to 50, 150, 300, 600, 1,000, 1,400 and 1,800 miles, 8 beyond; or across a border
     */
    zone: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | 'abroad';
    package_kind: 'fragile' | 'cold' | 'bulky' | 'standard';
    /**
     * Parcels that were counted, however old
     */
    parcels: number;
    /**
     * prior-only: too few parcels to know better than the rates
     */
    basis: 'learned' | 'prior-only';
    /**
     * What is to be expected, and the range that holds nine cases of ten
     */
    damage_percent: {
        mean: number;
        low: number;
        high: number;
    };
    /**
     * What is to be expected, and the range that holds nine cases of ten
     */
    late_percent: {
        mean: number;
        low: number;
        high: number;
    };
    /**
     * Price paid over that of the rates
     */
    cost_ratio: {
        mean: number;
        low: number;
        high: number;
    };
    /**
     * Days on the way in the middle of the zone
     */
    days: {
        p50: number;
        p90: number;
    };
};

export type CarrierQuotes = {
    /**
     * The service that asked the carriers
     */
    from: 'easypost' | 'shipstation';
    asked_at: string;
    services: Array<{
        carrier: string;
        service: string;
        /**
         * Minor units of the currency
         */
        price_minor: number;
        /**
         * Days on the way; absent where the carrier names none
         */
        transit_days?: number;
    }>;
    /**
     * Why there is no price; orders would go by the rates of the policy
     */
    gap: {
        code: 'not-asked' | 'address-unknown' | 'too-heavy' | 'no-service' | 'no-answer' | 'rate-limited' | 'refused';
        message: string;
    } | null;
};

export type ReadChannelAccount = {
    channel: string;
    account: string;
    shop_domain: string | null;
    secret_name: string;
    credentials_name: string;
    settings: {
        [key: string]: JsonValue;
    } | null;
    base_url: string | null;
    /**
     * What it is told of stock; null for nothing
     */
    stock: {
        locations: 'all' | Array<string>;
        channel_location_id: string | null;
    } | null;
    /**
     * Whether it is in use and read through its API
     */
    connected: boolean;
    added_at: string;
    removed_at: string | null;
    health: ChannelAccountHealth;
    reading: Array<ReadingStretch>;
};

/**
 * How the account stands, in one word and one sentence, by how its orders are read
 */
export type ChannelAccountHealth = {
    state: 'ok' | 'behind' | 'failing' | 'not_connected' | 'removed';
    sentence: string;
    /**
     * Since when it stands like this, as far as that is known
     */
    since: string | null;
};

/**
 * How one stretch of an account is being read
 */
export type ReadingStretch = {
    /**
     * comparison: the daily one of the whole list with ours
     */
    kind: 'polling' | 'comparison' | 'backfill';
    name: string;
    /**
     * Range of a backfill
     */
    from: string | null;
    to: string | null;
    /**
     * Everything that changed before it has been taken in
     */
    watermark: string;
    /**
     * From the watermark to now, or to the end of a backfill
     */
    lag_seconds: number;
    /**
     * Whether a backfill has reached its end
     */
    done: boolean;
    /**
     * Tries in a row that failed
     */
    failures: number;
    /**
     * throttled, unavailable, unauthorized or refused
     */
    problem: string | null;
    next_look_at: string | null;
    last_success_at: string | null;
};

/**
 * Why a channel is told a number: available less safety stock less buffer
 */
export type PublishedStock = {
    available: number;
    /**
     * Units of these that their locations keep
     */
    safety_stock: number;
    buffer: number;
    published: number;
    rule: 'percent' | 'target' | 'override';
    percent: number | null;
    /**
     * What the buffer was solved for
     */
    oversell_probability: number | null;
    band: 'high' | 'normal' | 'low' | null;
    /**
     * Over all channels; null where sales are not known
     */
    units_per_day: number | null;
    sales_basis: 'measured' | 'unknown';
    distribution: 'poisson' | 'negative-binomial' | null;
    /**
     * For so long the channel may show an old number
     */
    lag_seconds: number;
    lag_basis: 'measured' | 'prior';
    /**
     * What oversells that happened multiply the rate or the percent by
     */
    caution: number;
    limited_by: 'share' | 'minimum' | null;
};

export type ChannelStockDrift = {
    told: number;
    shown: number;
    at: string;
    /**
     * When it took the right one again
     */
    corrected_at: string | null;
};

export type ChannelAccount = {
    channel: string;
    account: string;
    shop_domain: string | null;
    secret_name: string;
    credentials_name: string;
    settings: {
        [key: string]: JsonValue;
    } | null;
    base_url: string | null;
    /**
     * What it is told of stock; null for nothing
     */
    stock: {
        locations: 'all' | Array<string>;
        channel_location_id: string | null;
    } | null;
    /**
     * Whether it is in use and read through its API
     */
    connected: boolean;
    added_at: string;
    removed_at: string | null;
};

export type ConnectionTest = {
    /**
     * Nothing was found wrong
     */
    ok: boolean;
    /**
     * In the order in which they were made; names of secrets, never their values
     */
    checks: Array<ConnectionCheck>;
    took_ms: number;
};

export type ConnectionCheck = {
    /**
     * credentials and webhook_secret: whether the secrets are set up; api: whether the channel takes the credentials
     */
    name: 'settings' | 'credentials' | 'api' | 'clock' | 'scopes' | 'webhook_secret' | 'webhooks';
    /**
     * Null where it could not be found out, such as after another check has failed
     */
    ok: boolean | null;
    message: string;
    /**
     * What to do about it; null where nothing has to be done
     */
    hint: string | null;
};

export type DeliveryOptions = {
    options_id: string;
    answered_at: string;
    /**
     * Until then it can be read again
     */
    expires_at: string;
    currency: string;
    goods_minor: number;
    policy: {
        name: string;
        version: number;
    };
    /**
     * Of what was learned of carriers; null while nothing has been
     */
    figures_version: string | null;
    ranking: {
        /**
         * By what this customer chose before, by what the shop’s customers chose, or by assumptions while hardly anybody has
         */
        basis: 'personal' | 'shop' | 'assumed';
        /**
         * Whether the customer agrees to personalisation; null where none was named. Without it nothing of theirs is read
         */
        consent: boolean | null;
        choices_of_shop: number;
        choices_of_person: number;
        weights: {
            price: number;
            days: number;
            risk: number;
            pickup: number;
            parcels: number;
        };
    };
    /**
     * The one first that the customer most likely wants
     */
    items: Array<DeliveryOption>;
    /**
     * What the shop sells and cannot offer here, and why
     */
    left_out: Array<{
        method: string;
        /**
         * `promise-not-kept`: more likely late than not; `dominated`: another service is cheaper and faster
         */
        reason: 'no-stock' | 'excluded' | 'location-unusable' | 'not-released' | 'service-level' | 'cold-chain' | 'hazmat' | 'geography' | 'location-type' | 'capacity' | 'max-parcels' | 'promise-not-kept' | 'dominated';
    }>;
    /**
     * Whether its order may still be found
     */
    is_open: boolean;
    /**
     * What was ordered, looked for an hour, a day and three days later; null where no order was found
     */
    choice: {
        /**
         * Null where the order was for none of these
         */
        option_id: string | null;
        order_id: string;
        learned_at: string;
    } | null;
};

export type DeliveryOption = {
    /**
     * The method in lower case, or `pickup:` and the place
     */
    option_id: string;
    kind: 'delivery' | 'pickup';
    /**
     * To be the `code` of the first of the order’s `shipping_lines`, for a delivery
     */
    method: string;
    /**
     * Where the customer comes; to be `delivery.location_id` of the order
     */
    location_id: string | null;
    price_minor: number;
    /**
     * `shop`: as `prices` said; `rates`: what sending costs
     */
    price_basis: 'shop' | 'rates';
    /**
     * What sending costs, by the rates or by what was learned of them
     */
    cost_minor: number;
    /**
     * What the customer may be told, and `deliver_by` of the order; null where nobody can say, and for a pickup
     */
    deliver_by: string | null;
    /**
     * When it really comes; null where no distance or no days are known
     */
    estimate: DeliveryRange | null;
    /**
     * `learned` from parcels; `prior-only`: too few parcels went that way, so that it is hardly more than what the rates say; `location`: when the place has it ready
     */
    date_basis: 'learned' | 'prior-only' | 'location' | 'unknown';
    /**
     * Parcels of the past that the dates rest on
     */
    seen: number;
    /**
     * Probability of keeping `deliver_by`
     */
    chance: number | null;
    parcels: number;
    /**
     * Great circle, all parcels together; of a pickup to the place
     */
    distance_km: number | null;
    /**
     * An estimate from weight and distance, by average factors of the EPA; a service that is faster than a truck is taken to fly. Null where the weight of an article is not known
     */
    co2: {
        grams: number;
        modes: Array<'road' | 'air'>;
    } | null;
    /**
     * How likely somebody of this taste chooses it
     */
    share: number;
    /**
     * What it differs in from the best of what is offered
     */
    features: {
        price: number;
        days: number;
        risk: number;
        pickup: number;
        parcels: number;
    };
    /**
     * What each of that does to its place; the sum decides
     */
    contributions: {
        price: number;
        days: number;
        risk: number;
        pickup: number;
        parcels: number;
    };
    reason: string;
};

export type DeliveryRange = {
    /**
     * One of ten such orders is there by then
     */
    earliest: string;
    /**
     * One half is there by then
     */
    likely: string;
    /**
     * Nine of ten are there by then
     */
    latest: string;
};

export type Promotions = {
    promotions_id: string;
    answered_at: string;
    /**
     * Until then it can be read again
     */
    expires_at: string;
    currency: string;
    goods_minor: number;
    policy: {
        policy: string;
        version: number;
        source: 'stored' | 'setting' | 'default';
    };
    /**
     * Whether the customer agrees to personalisation; null where none was named. Without it nothing of theirs is read
     */
    consent: boolean | null;
    /**
     * Earlier orders that it rests on
     */
    orders_of_person: number;
    /**
     * When it was counted after how long customers buy again; null while it has not been
     */
    counted_at: string | null;
    /**
     * The one first that fits best
     */
    items: Array<OfferedPromotion>;
    /**
     * `held-out`: kept from this customer to measure what it does; `consent`: it would look at what the customer bought
     */
    left_out: Array<{
        promotion_id: string;
        reason: 'not-yet' | 'over' | 'channel' | 'currency' | 'minimum' | 'articles' | 'used-up' | 'consent' | 'no-companion' | 'not-due' | 'not-lapsed' | 'sold-out' | 'held-out';
    }>;
    /**
     * Whether its order may still be found
     */
    is_open: boolean;
    outcome: {
        /**
         * Null where no order came within three days
         */
        order_id: string | null;
        /**
         * Promotions that the order names
         */
        used: Array<string>;
        learned_at: string;
    } | null;
};

export type OfferedPromotion = {
    /**
     * To be named in `promotions` of the order
     */
    promotion_id: string;
    title: string;
    kind: 'percent' | 'amount' | 'free_shipping';
    audience: 'everybody' | 'companion' | 'repurchase' | 'lapsed';
    /**
     * What it takes off the cart as it stands; null while none of its articles is in it, or where nobody said what delivery costs
     */
    worth_minor: number | null;
    /**
     * The article that it is about, which can be bought now; null where it is about all
     */
    sku: string | null;
    /**
     * Where it stands: the sum of the contributions
     */
    score: number;
    contributions: {
        /**
         * How well its reason holds
         */
        fit: number;
        /**
         * By how much more likely an order was where it was shown than where it was held out, drawn towards 0 while few know it
         */
        effect: number;
    };
    reason: string;
};

export type ReturnRisk = {
    check_id: string;
    /**
     * When sales and returns were counted; null while nothing has been
     */
    counted_at: string | null;
    /**
     * Whether what the customer sent back before was looked at; `unknown`: nobody of that name is known, or nothing of theirs has been counted yet
     */
    customer: 'used' | 'no-consent' | 'unknown' | 'not-told';
    expected_cost_minor: number;
    currency: string;
    policy_version: number;
    lines: Array<ReturnRiskOfLine>;
};

export type ReturnRiskOfLine = {
    /**
     * Of the receipt, for `GET /decisions/{id}`; kept for 90 days
     */
    decision_id: string;
    sku: string;
    /**
     * That something of the line comes back
     */
    probability: number;
    /**
     * `history`: the shop’s own shares by rule, because they are few or no model answered; `usual`: nothing of the kind has been sold here, so it rests on what is usual elsewhere
     */
    basis: 'model' | 'history' | 'usual';
    /**
     * Log-odds before anything is known of the line; with the parts they add up to the probability’s
     */
    base: number;
    parts: Array<{
        feature: string;
        words: string;
        /**
         * Log-odds; above 0 makes a return more likely
         */
        contribution: number;
    }>;
    /**
     * By how many lines of the article were sold before
     */
    confidence: 'low' | 'medium' | 'high';
    evidence: {
        article_sold: number;
        category_sold: number;
        /**
         * Null where nothing of the customer was looked at
         */
        customer_sold: number | null;
    };
    reasons: Array<string>;
    cost: {
        if_returned_minor: number;
        /**
         * What a return of the line would cost, times its probability
         */
        expected_minor: number;
    };
    suggestion: ReturnSuggestion | null;
    /**
     * Whether the suggestion may be shown to the customer
     */
    may_show: boolean;
    show_reason: 'shown' | 'nothing-to-say' | 'switched-off' | 'unlikely';
};

export type ReturnSuggestion = {
    /**
     * `bracketing`: several sizes of one article are in the cart; `size`: others who sent this size back kept another one; `alternative`: an article of the category that comes back less
     */
    kind: 'bracketing' | 'size' | 'alternative';
    /**
     * To be bought instead, and in stock; null where there is none to name
     */
    sku: string | null;
    size: string | null;
    /**
     * Can be shown to the customer
     */
    sentence: string;
    /**
     * What it rests on, in counts
     */
    evidence: {
        [key: string]: number;
    };
};

export type DeadLetterQueue = {
    queue: string;
    /**
     * `stream`: what a reader of the ledger has set aside; sending it back runs that reader over it again
     */
    kind: 'queue' | 'stream';
    /**
     * The function that could not handle them
     */
    handler: string;
    /**
     * Letters of every tenant of the installation
     */
    waiting: number;
    /**
     * Of the letters that were looked at; null without letters
     */
    oldest_sent_at: string | null;
};

export type DeadLetter = {
    message_id: string;
    sent_at: string;
    receive_count: number;
    /**
     * As it was sent, without anything personal; text where it is not JSON
     */
    body: JsonValue;
};

export type ExaminedDeadLetter = {
    queue: string;
    message_id: string;
    sent_at: string;
    receive_count: number;
    /**
     * As it was sent, without anything personal; text where it is not JSON
     */
    body: JsonValue;
    problems: Array<DeadLetterProblem>;
    /**
     * Null where the letter carries nothing that stands in the ledger
     */
    difference: DeadLetterDifference | null;
};

/**
 * Something in the letter that does not fit today's contract
 */
export type DeadLetterProblem = {
    field: string;
    code: string;
    message: string;
};

/**
 * What the ledger holds today of what the letter says
 */
export type DeadLetterDifference = {
    /**
     * Kind of the stream, such as `ORDER`
     */
    kind: string;
    stream_id: string;
    /**
     * Version of the event that the letter carries
     */
    version: number;
    /**
     * Version of the newest event of the stream today
     */
    newest_version: number;
    /**
     * `missing`: the ledger has no such event
     */
    state: 'same' | 'differs' | 'missing';
    /**
     * The first hundred. A side that has nothing at a path is left out
     */
    differences: Array<{
        path: string;
        in_letter?: JsonValue;
        in_ledger?: JsonValue;
    }>;
};

export type ListedDecision = {
    decision_id: string;
    order_id: string | null;
    kind: string;
    decided_at: string;
    decided: string | null;
    summary: string;
    reason: string | null;
    policy: {
        name: string;
        version: number;
    } | null;
    model_version: string | null;
    score: number | null;
    confidence: DecisionConfidence;
    propensity: number | null;
};

export type DecisionConfidence = {
    /**
     * Null where a rule decided, which is never unsure
     */
    value: number | null;
    /**
     * The probability of what was decided, or by which share of its cost the choice beats the next one
     */
    basis: 'probability' | 'margin' | 'rule';
};

export type FairnessReport = {
    from: string;
    to: string;
    orders: {
        in_range: number;
        is_estimate: boolean;
        read: number;
        is_sample: boolean;
    };
    /**
     * Orders from which a group is compared
     */
    orders_min: number;
    gaps: number;
    comparisons: Array<{
        measure: 'reviewed' | 'late' | 'split';
        by: 'country' | 'region' | 'postal_prefix' | 'channel' | 'currency';
        gaps: number;
        groups: Array<{
            group: string;
            orders: number;
            adverse: number;
            rate: number;
            /**
             * Ends of the Wilson interval at 99 %
             */
            low: number;
            high: number;
            /**
             * The rate over that of the best group; null where that one's is 0
             */
            times_best: number | null;
            /**
             * Share that it did not happen to, over that of the best group
             */
            favourable_ratio: number;
            counts: boolean;
            gap: 'four-fifths' | 'rate' | null;
        }>;
    }>;
};

export type DecisionKpis = {
    from: string;
    to: string;
    orders: {
        in_range: number;
        is_estimate: boolean;
        read: number;
        is_sample: boolean;
    };
    kinds: Array<{
        kind: string;
        decisions: number;
        accepted: number;
        /**
         * Null where there is nothing to count
         */
        accepted_percent: number | null;
        overridden: number;
        /**
         * Null where there is nothing to count
         */
        override_percent: number | null;
        contested: number;
        called_wrong: number;
        audit: {
            passed: number;
            'hash-differs': number;
            'inputs-missing': number;
            'decided-otherwise': number;
            'parts-do-not-sum': number;
            examined: number;
            recomputed: number;
            /**
             * Null where there is nothing to count
             */
            passed_percent: number | null;
        };
    }>;
    /**
     * Adoption over time: by week in which it was decided, then by kind
     */
    weeks: Array<{
        /**
         * Its Monday in UTC; the first and the last may not be whole
         */
        week: string;
        kind: string;
        decisions: number;
        accepted: number;
        /**
         * Null where there is nothing to count
         */
        accepted_percent: number | null;
        overridden: number;
        /**
         * Null where there is nothing to count
         */
        override_percent: number | null;
    }>;
    time_to_justify: {
        /**
         * Milliseconds in which the explanation of an order is made, measured now on some of these orders
         */
        answer_ms: {
            measured: number;
            p50: number | null;
            p90: number | null;
        };
        /**
         * Seconds from a contest to a person's answer
         */
        contest_seconds: {
            measured: number;
            p50: number | null;
            p90: number | null;
        };
        open_contests: number;
    };
};

export type ExplainedDecision = {
    /**
     * The decision's name everywhere
     */
    decision_id: string;
    order_id: string | null;
    /**
     * Its name among the decisions of its order
     */
    local_id: string;
    kind: string;
    decided_at: string;
    /**
     * The band of a check, the plan of a routing; null where nothing could be
     */
    decided: string | null;
    summary: string;
    /**
     * Can be read to the customer
     */
    for_customer: string;
    policy: {
        name: string;
        version: number;
    } | null;
    decided_by: {
        policy: string;
        version: number;
        source: string;
    } | null;
    /**
     * Null where no model was asked, or none answered
     */
    model: {
        name: string;
        version: string;
        source: string;
        fallback: string | null;
        used_by_policy: boolean;
    } | null;
    score: {
        value: number;
        unit: 'probability' | 'minor units';
    } | null;
    contributions: {
        unit: 'log-odds' | 'minor units';
        base: number;
        parts: Array<{
            name: string;
            words: string;
            value: number;
        }>;
        sum: number;
        /**
         * Whether base and parts come to the score, but for what rounding leaves
         */
        adds_up: boolean;
    } | null;
    features: {
        [key: string]: number | null;
    } | null;
    inputs: JsonValue;
    reasons: Array<string>;
    confidence: DecisionConfidence;
    /**
     * Chance with which this was chosen; null where nothing was left to chance
     */
    propensity: number | null;
    would_change: Array<string>;
    /**
     * Who may decide otherwise, and by what
     */
    may_change: string;
    hash: string;
    /**
     * Whether the receipt is the one that was written
     */
    hash_matches: boolean;
    outcomes: Array<{
        code: string;
        sentence: string;
        at: string | null;
        amount_minor: number | null;
    }>;
    said: Array<SaidOfDecision>;
};

/**
 * Something that was said or done about a decision
 */
export type SaidOfDecision = {
    at: string;
    actor: Actor;
    what: 'feedback' | 'override' | 'contest' | 'answer' | 'outcome';
    verdict?: 'right' | 'wrong' | 'unsure';
    verb?: 'released' | 'upheld' | 'rerouted' | 'changed' | 'accepted' | 'declined';
    /**
     * What was done, such as `hold:fraud-review-4680`
     */
    act?: string;
    reason_code?: string;
    contest_id?: string;
    hold_id?: string | null;
    asked_by?: 'customer' | 'staff';
    outcome?: 'upheld' | 'changed' | 'explained' | 'chargeback' | 'no-chargeback' | 'damaged' | 'lost' | 'returned' | 'delivered-late' | 'delivered-in-time' | 'sold' | 'not-sold';
    /**
     * Null without the scope orders:personal, or once it is erased
     */
    comment: string | null;
};

export type DeliveryTaste = {
    /**
     * Choices that it rests on
     */
    choices: number;
    basis: 'shop' | 'assumed';
    features: Array<{
        feature: 'price' | 'days' | 'risk' | 'pickup' | 'parcels';
        /**
         * What one more of it does; below 0 nobody wants it
         */
        weight: number;
        /**
         * How far the truth may be from that
         */
        deviation: number;
    }>;
    /**
     * What a day sooner is worth, in percent of the order; null where the price does not matter
     */
    day_percent: number | null;
};

/**
 * An order that needs a person or is late, and why
 */
export type OrderException = {
    kind: 'stuck' | 'backordered' | 'promise-broken' | 'promise-at-risk' | 'discrepancy' | 'workflow-broke-off' | 'refused-everywhere' | 'shipped-unwanted' | 'added-too-late' | 'undeliverable' | 'notice-refused' | 'notice-late';
    /**
     * When the trouble began
     */
    since: string;
    sentence: string;
    /**
     * Id of the hold or notice that says so; null where none does
     */
    reference: string | null;
    order: OrderSummary;
    recommended_action: RecommendedAction;
};

export type OrderSummary = {
    order_id: string;
    status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    channel: string;
    channel_account: string;
    channel_order_id: string;
    channel_order_name: string | null;
    placed_at: string;
    currency: string;
    /**
     * Minor units of the order's currency
     */
    total: number;
    units: number;
    /**
     * Every SKU that the order holds or once held
     */
    skus: Array<string>;
    person_id: string | null;
    /**
     * Open and rejected ones
     */
    holds: Array<{
        hold_id: string;
        type: string;
    }>;
    location_ids: Array<string>;
    backordered_units: number;
    /**
     * When the present status began
     */
    status_since: string;
    updated_at: string;
};

/**
 * What whoever looks at it is best advised to do
 */
export type RecommendedAction = {
    /**
     * For programs, such as `check-buyer`; new ones may come
     */
    code: string;
    /**
     * For people
     */
    sentence: string;
};

/**
 * What was told, and by whom
 */
export type FeedRow = {
    row_id: string;
    row: {
        promotion_id: string;
        sku?: string;
        /**
         * Category of the catalog; all articles where neither it nor a SKU is given
         */
        category?: string;
        /**
         * All channels when left out
         */
        channel?: string;
        /**
         * ISO 3166; a country stands for all its regions
         */
        region?: string;
        from: string;
        /**
         * Included
         */
        to: string;
        /**
         * Discount in percent of the price
         */
        depth_percent: number;
    } | MarketingRow | WeatherRowOutput | EconomyRow | HolidayRow;
    provenance: {
        /**
         * Where it comes from, in the words of whoever sent it
         */
        source: string;
        via: 'api' | 'file';
        by: {
            kind: 'user' | 'api_key' | 'system';
            id: string;
        };
        at: string;
    };
};

export type Forecast = {
    version: string;
    made_at: string;
    /**
     * By weekdays for what sells nearly every day; after Teunter, Syntetos and Babai for what sells now and then; or the trained model
     */
    model: 'seasonal-naive' | 'tsb' | 'model';
    /**
     * Of the trained model; null where rules made the forecast
     */
    model_version: string | null;
    /**
     * Whether the history is shorter than four weeks
     */
    cold_start: boolean;
    history_from: string;
    history_to: string;
    history_units: number;
    /**
     * Variance of the demand over its mean
     */
    dispersion: number;
    days: Array<DayForecast>;
    /**
     * Where the demand comes from, as shares of it
     */
    regions: Array<{
        region: string;
        share: number;
    }>;
    /**
     * The location that would serve it, if each had everything
     */
    locations: Array<{
        location_id: string;
        share: number;
    }>;
    channels: Array<{
        channel: string;
        share: number;
    }>;
    reasons: Array<ForecastReason>;
    level: 'total' | 'location' | 'channel' | 'region';
    period: 'daily' | 'weekly';
    /**
     * The parts of the demand at the level; their means add up to the total exactly
     */
    series: Array<ForecastSeries>;
};

export type DayForecast = {
    day: string;
    /**
     * Units to be expected
     */
    mean: number;
    /**
     * Demand stays within so many units with a probability of 10 percent
     */
    p10: number;
    p50: number;
    p90: number;
};

/**
 * What drove a forecast, in words
 */
export type ForecastReason = {
    kind: 'cold-start' | 'level' | 'seasonality' | 'trend' | 'promotion' | 'campaign' | 'holiday' | 'weather' | 'economy' | 'model';
    text: string;
    /**
     * What it multiplies demand by; null where it is not of that kind
     */
    factor: number | null;
};

export type ForecastSeries = {
    /**
     * Location, channel or region; empty for the total, and for what no location can serve
     */
    key: string;
    periods: Array<ForecastPeriod>;
};

export type ForecastPeriod = {
    from: string;
    /**
     * Included; the first and the last week may be cut off
     */
    to: string;
    mean: number;
    p10: number;
    p50: number;
    p90: number;
};

/**
 * Null where there was nothing to measure against
 */
export type ForecastMeasures = {
    /**
     * Articles that were forecast
     */
    skus: number;
    /**
     * Units wanted
     */
    actual: number;
    /**
     * Units expected
     */
    forecast: number;
    /**
     * Sum of the absolute errors over what was wanted
     */
    wape: number | null;
    /**
     * Twice the mean pinball loss of p10, p50 and p90 over what was wanted
     */
    wql: number | null;
    /**
     * Expected less wanted, over wanted: above 0 too much was expected
     */
    bias: number | null;
    /**
     * Mean percent error of articles that sold 20 or more in the week; of fewer, chance alone makes a quarter
     */
    mape: number | null;
    mape_skus: number;
    /**
     * Share of articles whose demand lay between p10 and p90; 0.8 or more is as it should be
     */
    coverage: number | null;
    /**
     * The same of the seasonal naive forecast: the week before
     */
    naive_wape: number | null;
    naive_wql: number | null;
    /**
     * Below 1 better than the seasonal naive forecast
     */
    wape_ratio: number | null;
    wql_ratio: number | null;
};

export type ForecastTotals = {
    version: string;
    made_at: string;
    level: 'total' | 'location' | 'channel' | 'region' | 'category';
    period: 'daily' | 'weekly';
    series: Array<{
        /**
         * Location, channel, region or category; empty for the total and for what has none
         */
        key: string;
        /**
         * Variance over mean, articles taken to be independent of each other
         */
        dispersion: number;
        periods: Array<ForecastPeriod>;
    }>;
};

export type FraudReview = {
    order_id: string;
    hold_id: string;
    /**
     * When the order was held
     */
    placed_at: string;
    /**
     * By when a person is to have decided, by the policy fraud_bands
     */
    due_at: string;
    overdue: boolean;
    channel: string;
    /**
     * Minor units
     */
    total_minor: number;
    currency: string;
    reason: string;
    /**
     * Of fraud; null where no model answered
     */
    probability: number | null;
    /**
     * Why it is held, then what speaks against it and for it
     */
    reasons: Array<string>;
    /**
     * What each action costs in expectation; null where none was worked out
     */
    costs_minor: {
        /**
         * Minor units
         */
        pass: number;
        /**
         * Minor units
         */
        verify: number;
        /**
         * Minor units
         */
        review: number;
        /**
         * Minor units
         */
        decline: number;
    } | null;
    /**
     * pass: release the hold; verify: have the customer confirm a code; decline: reject the hold
     */
    recommended: {
        action: 'pass' | 'verify' | 'decline';
        sentence: string;
    } | null;
    verification: 'none' | 'waiting' | 'confirmed' | 'failed';
};

export type FulfillmentOrderSummary = {
    fulfillment_order_id: string;
    order_id: string;
    location_id: string;
    status: 'open' | 'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'ready_for_pickup' | 'collected' | 'pickup_expired' | 'rejected' | 'cancelled';
    version: number;
    /**
     * Lower goes first
     */
    priority: number;
    lines: Array<{
        line_id: string;
        sku: string;
        quantity: number;
        title: string | null;
        barcode: string | null;
        /**
         * Of one unit
         */
        weight_grams: number | null;
    }>;
    /**
     * Units of all lines
     */
    units: number;
    /**
     * The order behind the work
     */
    order: WorkOrder | null;
    shipping_method: string | null;
    tracking_numbers: Array<string>;
    /**
     * ship: a carrier brings the goods; pickup: the customer comes for them
     */
    delivery_method: 'ship' | 'pickup';
    /**
     * Until when the customer may come; null until the goods lie ready
     */
    pickup_expires_at: string | null;
    created_at: string;
    updated_at: string;
};

export type WorkOrder = {
    /**
     * What channel and customer call the order
     */
    name: string;
    channel: string;
    placed_at: string;
    requested_delivery_date: string | null;
    /**
     * Open holds that keep the work from being released or shipped
     */
    holds: Array<{
        type: string;
        blocks: Array<string>;
    }>;
};

export type FulfillmentOrderWithAddress = {
    fulfillment_order_id: string;
    order_id: string;
    location_id: string;
    attempt: number;
    status: 'open' | 'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'ready_for_pickup' | 'collected' | 'pickup_expired' | 'rejected' | 'cancelled';
    version: number;
    lines: Array<{
        line_id: string;
        sku: string;
        quantity: number;
        /**
         * Units of it that were not found
         */
        short_quantity: number;
        title: string | null;
        barcode: string | null;
        /**
         * Of one unit
         */
        weight_grams: number | null;
    }>;
    reservation_ids: Array<string>;
    /**
     * Lower goes first
     */
    priority: number;
    shipping_method: string | null;
    destination: Destination | null;
    /**
     * ship: a carrier brings the goods; pickup: the customer comes for them
     */
    delivery_method: 'ship' | 'pickup';
    /**
     * Present when a supplier does the work
     */
    supplier: SupplierTermsOfWork | null;
    accepted: boolean;
    warehouse_reference: string | null;
    packages: Array<Parcel>;
    shipments: Array<Shipment>;
    shipped_at: string | null;
    delivered_at: string | null;
    /**
     * Null until the goods lie ready for their customer, and for those that a carrier brings
     */
    pickup: Pickup | null;
    /**
     * Why it ended without the goods leaving
     */
    end_reason: string | null;
    /**
     * Units of all lines
     */
    units: number;
    /**
     * The order behind the work
     */
    order: WorkOrder | null;
    /**
     * Null when there is none, when it has been erased, or for who holds neither fulfilment:write nor orders:personal
     */
    ship_to: Address | null;
};

/**
 * As much of the address as a person cannot be told by
 */
export type Destination = {
    country: string | null;
    region: string | null;
    postal_prefix: string | null;
};

export type SupplierTermsOfWork = {
    /**
     * Days until the parcel departs; null when the supplier has not said
     */
    lead_time_days: number | null;
    currency: string | null;
    /**
     * What a unit costs, in minor units of `currency`; SKUs whose cost is not known are missing
     */
    unit_costs: Array<{
        sku: string;
        amount_minor: number;
    }>;
};

export type Parcel = {
    weight_grams: number;
    dimensions_mm: {
        length: number;
        width: number;
        height: number;
    } | null;
};

export type Shipment = {
    shipment_id: string;
    carrier: string;
    service: string | null;
    tracking_number: string;
    /**
     * Where the label is kept, if it was bought here
     */
    label_ref: string | null;
    /**
     * What the label cost
     */
    cost: {
        amount_minor: number;
        currency: string;
    } | null;
    /**
     * What is inside; null when the warehouse does not say
     */
    lines: Array<{
        line_id: string;
        sku: string;
        quantity: number;
    }> | null;
    delivered_at: string | null;
    /**
     * Present when it was reported damaged or lost
     */
    mishap?: {
        kind: 'damaged' | 'lost';
        reported_at: string;
    };
};

export type Pickup = {
    ready_at: string;
    /**
     * Until when the customer may come
     */
    expires_at: string;
    /**
     * Set when nobody came by then and a person is to decide
     */
    overdue_since: string | null;
    collected_at: string | null;
    collected_by: 'customer' | 'representative' | null;
    /**
     * What the collector showed
     */
    proof: 'order-confirmation' | 'identity-document' | 'payment-card' | 'other' | null;
};

export type Address = {
    name: string | null;
    line1: string | null;
    line2: string | null;
    city: string | null;
    region: string | null;
    postal_code: string | null;
    /**
     * ISO 3166-1, two letters
     */
    country: string | null;
    phone: string | null;
};

/**
 * The work as it stands
 */
export type FulfillmentOrder = {
    fulfillment_order_id: string;
    order_id: string;
    location_id: string;
    attempt: number;
    status: 'open' | 'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'ready_for_pickup' | 'collected' | 'pickup_expired' | 'rejected' | 'cancelled';
    version: number;
    lines: Array<{
        line_id: string;
        sku: string;
        quantity: number;
        /**
         * Units of it that were not found
         */
        short_quantity: number;
    }>;
    reservation_ids: Array<string>;
    /**
     * Lower goes first
     */
    priority: number;
    shipping_method: string | null;
    destination: Destination | null;
    /**
     * ship: a carrier brings the goods; pickup: the customer comes for them
     */
    delivery_method: 'ship' | 'pickup';
    /**
     * Present when a supplier does the work
     */
    supplier: SupplierTermsOfWork | null;
    accepted: boolean;
    warehouse_reference: string | null;
    packages: Array<Parcel>;
    shipments: Array<Shipment>;
    shipped_at: string | null;
    delivered_at: string | null;
    /**
     * Null until the goods lie ready for their customer, and for those that a carrier brings
     */
    pickup: Pickup | null;
    /**
     * Why it ended without the goods leaving
     */
    end_reason: string | null;
};

export type HistoryEntry = {
    /**
     * When it happened
     */
    at: string;
    title: string;
    sentence: string;
    actor: {
        kind: 'user' | 'system' | 'api_key';
        id: string;
    };
};

export type HindsightDay = {
    day: string;
    made_at: string;
    /**
     * The day had more decisions than were looked at
     */
    is_partial: boolean;
    /**
     * Decisions left out, because what they rested on is gone
     */
    unknown: number;
    currencies: Array<{
        currency: string;
        decisions: number;
        /**
         * Decisions than which a better one is known now
         */
        with_loss: number;
        /**
         * Minor units
         */
        chosen_minor: number;
        /**
         * Minor units
         */
        best_minor: number;
        /**
         * What was chosen less the best; never below 0
         */
        loss_minor: number;
        /**
         * What the loss is laid on; the parts sum to it, and a single one may be below 0
         */
        by: {
            /**
             * Minor units
             */
            exploration: number;
            /**
             * Minor units
             */
            rate: number;
            /**
             * Minor units
             */
            forecast: number;
            /**
             * Minor units
             */
            stock: number;
            /**
             * Minor units
             */
            weights: number;
            /**
             * Minor units
             */
            constraint: number;
        };
        /**
         * Decisions of a rollout by arm, and what one cost on average
         */
        arms: Array<{
            arm: 'learned' | 'control';
            decisions: number;
            /**
             * Minor units
             */
            mean_minor: number;
            variance?: number;
        }>;
        worst: Array<{
            order_id: string;
            decision_id: string;
            /**
             * Minor units
             */
            loss: number;
            chosen: Array<string>;
            best: Array<string>;
        }>;
    }>;
    /**
     * How what was foretold of parcels that ended on the day compares with what came
     */
    accuracy: {
        parcels: number;
        cost_error_percent: number | null;
        /**
         * Mean absolute error of the days on the way
         */
        days_error: number | null;
        /**
         * Above 0 where parcels take longer than foretold
         */
        days_bias: number | null;
    };
};

/**
 * Whether decisions of a rollout differ in cost from the others
 */
export type ArmDifference = {
    currency: string;
    learned: {
        decisions: number;
        /**
         * Minor units
         */
        mean_minor: number;
    };
    control: {
        decisions: number;
        /**
         * Minor units
         */
        mean_minor: number;
    };
    /**
     * Days of the range that it rests on
     */
    days: number;
    /**
     * The learned arm less the control, in minor units for each decision
     */
    difference: ProvenDifference;
};

/**
 * An estimate, its 95 % interval, and whether the difference is proven
 */
export type ProvenDifference = {
    /**
     * Null with fewer than ten in either group, like its bounds
     */
    estimate: number | null;
    /**
     * Lower bound of the 95 % interval
     */
    low: number | null;
    high: number | null;
    /**
     * `proven`: the interval does not hold 0. That is so for one look; it is not corrected for looking again
     */
    verdict: 'too-few' | 'not-proven' | 'proven';
    sentence: string;
};

export type CorrectedStock = {
    sku: string;
    location_id: string;
    on_hand: number;
    allocated: number;
    available: number;
    incoming: number;
    damaged: number;
    quality_control: number;
    version: number;
    /**
     * False when it repeated what was done before
     */
    changed: boolean;
};

/**
 * Something about stock that a person should look at
 */
export type InventoryAnomaly = {
    anomaly_id: string;
    kind: 'count_deviation' | 'short_pick' | 'displaced_reservation' | 'unannounced_receipt' | 'over_return' | 'to_and_fro' | 'inactive_location' | 'phantom_stock' | 'stale_counts';
    /**
     * Null for what is about a location as a whole
     */
    sku: string | null;
    /**
     * The location
     */
    location_id: string;
    severity: 'low' | 'medium' | 'high';
    sentence: string;
    /**
     * The figures that the sentence rests on
     */
    figures: Array<{
        name: string;
        value: number;
    }>;
    recommended_action: RecommendedStockAction;
    opened_at: string;
    /**
     * `resolved`: by a person; `closed`: the state that it told of is over
     */
    status: 'open' | 'resolved' | 'closed';
    /**
     * Ids of the events that show it
     */
    evidence: Array<string>;
    ended_at: string | null;
    resolution: {
        code: 'counted' | 'corrected' | 'expected' | 'false_alarm' | 'other';
        note: string | null;
        by: {
            kind: 'user' | 'system' | 'api_key';
            id: string;
        };
        at: string;
    } | null;
};

export type RecommendedStockAction = {
    kind: 'count' | 'investigate' | 'check_order' | 'correct_document' | 'move_out' | 'transfer' | 'purchase_order' | 'await_incoming';
    /**
     * The action in a sentence
     */
    text: string;
    /**
     * Where a transfer comes from
     */
    from_location_id: string | null;
    quantity: number | null;
    /**
     * Document, order or reservation to look at
     */
    reference: string | null;
    expected_at: string | null;
};

/**
 * What may be promised of a SKU, and for when
 */
export type AvailableToPromise = {
    sku: string;
    as_of: string;
    until: string;
    locations: Array<{
        location_id: string;
        on_hand: number;
        allocated: number;
        /**
         * Kept back at the location
         */
        safety_stock: number;
        steps: Array<PromiseStep>;
    }>;
    /**
     * The sum over the locations shown
     */
    network: Array<PromiseStep>;
    /**
     * Announced without a date, or for one that has passed: counts for nothing until a date is named
     */
    unscheduled: Array<{
        location_id: string;
        kind: 'purchase_order' | 'transfer';
        reference: string;
        quantity: number;
        expected_at: string | null;
    }>;
    /**
     * Units that orders wait for and that nothing is reserved for
     */
    waiting_units: number;
    /**
     * More orders wait than were counted
     */
    waiting_more: boolean;
};

export type PromiseStep = {
    from: string;
    /**
     * May be promised for then without taking what is needed later
     */
    available_to_promise: number;
    /**
     * Free then if nobody else came; below 0 when more is wanted than will be there
     */
    projected: number;
    /**
     * What changes at this moment
     */
    causes: Array<{
        kind: 'purchase_order' | 'transfer' | 'waiting';
        /**
         * Number of the document, or the id of the order that waits
         */
        reference: string;
        /**
         * Units that come, or that are taken when negative
         */
        quantity: number;
    }>;
};

/**
 * Stock of a SKU at a location after a change
 */
export type StockChange = {
    sku: string;
    location_id: string;
    on_hand: number;
    /**
     * Units of open reservations, carts included
     */
    allocated: number;
    available: number;
    /**
     * Announced and not here yet
     */
    incoming: number;
    damaged: number;
    quality_control: number;
    version: number;
    /**
     * False when it repeated what was done before
     */
    changed: boolean;
};

export type CountDue = {
    sku: string;
    /**
     * The location
     */
    location_id: string;
    /**
     * `suspicious`: something makes the book doubtful
     */
    reason: 'stale' | 'suspicious';
    /**
     * Days since the last count, or since the first movement
     */
    days: number;
    /**
     * Null for what was never counted
     */
    last_counted_at: string | null;
    on_hand: number;
    /**
     * Units on hand, and those that came or went since the last count
     */
    unverified_units: number;
    /**
     * Their value in minor units; null without a price
     */
    value_minor: number | null;
    currency: string | null;
    /**
     * Ids of events: the last count, or what makes the book doubtful
     */
    evidence: Array<string>;
    sentence: string;
    /**
     * Looked at about once a day, and after each correction
     */
    checked_at: string;
};

/**
 * Stock of an article at a location, or at all that the caller may see
 */
export type StockItem = {
    sku: string;
    title: string;
    barcode: string | null;
    /**
     * Locations that have, or have had, any of it
     */
    locations: number;
    on_hand: number;
    allocated: number;
    /**
     * What one location has promised beyond its stock takes nothing away from the others
     */
    available: number;
    incoming: number;
    damaged: number;
    quality_control: number;
    /**
     * Latest change of its stock; null when there has never been any
     */
    updated_at: string | null;
};

export type StockLevel = {
    sku: string;
    location_id: string;
    on_hand: number;
    /**
     * Units of open reservations, carts included
     */
    allocated: number;
    available: number;
    /**
     * Announced and not here yet
     */
    incoming: number;
    damaged: number;
    quality_control: number;
    updated_at: string;
};

export type StockMovement = {
    /**
     * Place in the history of the SKU at the location, from 1
     */
    version: number;
    /**
     * Such as `inventory.received`
     */
    event: string;
    /**
     * Such as sale, receiving, transfer, adjustment, reserve, release
     */
    type: string;
    /**
     * Signed change of each bucket
     */
    change: {
        on_hand: number;
        allocated: number;
        incoming: number;
        damaged: number;
        quality_control: number;
    };
    /**
     * What stood there afterwards
     */
    balance: {
        on_hand: number;
        allocated: number;
        incoming: number;
        damaged: number;
        quality_control: number;
        available: number;
    };
    reason_code: string | null;
    /**
     * Document, shipment or reservation
     */
    reference: string | null;
    actor: 'user' | 'system' | 'api_key';
    at: string;
};

/**
 * A location has less of an article than it should; ends by itself when it has enough
 */
export type SafetyStockAlert = {
    sku: string;
    /**
     * The location
     */
    location_id: string;
    severity: 'low' | 'medium' | 'high';
    sentence: string;
    /**
     * The figures that the sentence rests on
     */
    figures: Array<{
        name: string;
        value: number;
    }>;
    recommended_action: RecommendedStockAction;
    opened_at: string;
    /**
     * Where the safety stock comes from
     */
    source: 'policy' | 'forecast';
    /**
     * Units that should be there
     */
    safety_stock: number;
    /**
     * Units compared with it: what may be promised now, and for a forecast also what arrives within the lead time
     */
    counted: number;
    shortfall: number;
};

/**
 * An order in the queue of a SKU. Units that come free, and supply that is on its way, go by priority (the lower number first), then by age (the order placed earlier first); an order that cannot use them, because it is held or another of its articles is missing, is passed over and keeps its place.
 */
export type WaitingOrder = {
    order_id: string;
    /**
     * Lower goes first
     */
    priority: number;
    placed_at: string;
    /**
     * Units of the SKU for which the order has no location
     */
    units: number;
    /**
     * Those of them that it found nowhere at its last look
     */
    missing: number;
    /**
     * `preorder`: the article is not sold yet
     */
    kind: 'backorder' | 'preorder';
    /**
     * Since when it has waited for the SKU
     */
    since: string;
    /**
     * When its last unit of the SKU is to be there; null when nobody knows
     */
    promised_for: string | null;
    basis: 'stock' | 'incoming' | 'unknown';
    /**
     * The purchase order or transfer that brings its last unit
     */
    reference: string | null;
};

/**
 * How well the parts work together
 */
export type Kpis = {
    from: string;
    to: string;
    orders: {
        /**
         * Placed in the range
         */
        in_range: number;
        /**
         * Whether `in_range` was estimated, because there were too many to be listed
         */
        is_estimate: boolean;
        read: number;
        /**
         * Whether deliveries and latencies are of a sample of these orders
         */
        is_sample: boolean;
    };
    event_delivery: {
        events: number;
        deliveries: number;
        given_up: number;
        success_percent: number | null;
    };
    latency: {
        received_to_recorded: {
            /**
             * Orders that got there
             */
            orders: number;
            /**
             * Orders that have not, and still may; they are not in the percentiles
             */
            waiting: number;
            p95_ms: number | null;
            p99_ms: number | null;
        };
        received_to_allocated: {
            /**
             * Orders that got there
             */
            orders: number;
            /**
             * Orders that have not, and still may; they are not in the percentiles
             */
            waiting: number;
            p95_ms: number | null;
            p99_ms: number | null;
        };
        received_to_shipped: {
            /**
             * Orders that got there
             */
            orders: number;
            /**
             * Orders that have not, and still may; they are not in the percentiles
             */
            waiting: number;
            p95_ms: number | null;
            p99_ms: number | null;
        };
        undisturbed_received_to_allocated: {
            /**
             * Orders that got there
             */
            orders: number;
            /**
             * Orders that have not, and still may; they are not in the percentiles
             */
            waiting: number;
            p95_ms: number | null;
            p99_ms: number | null;
        };
    };
    messages: {
        failed: number;
        has_more_failed: boolean;
        replayed: number;
        queues: Array<{
            queue: string;
            failed: number;
            replayed: number;
        }>;
    };
    recovery: {
        outages: number;
        mean_seconds: number | null;
        longest_seconds: number | null;
        open: Array<{
            channel: string;
            account: string;
            from: string;
            to: string | null;
            problem: string;
        }>;
    };
};

export type Location = {
    location_id: string;
    name: string;
    type: 'warehouse' | 'store' | '3pl' | 'supplier';
    country: string;
    region?: string;
    postal_code?: string;
    /**
     * Degrees north
     */
    latitude?: number;
    /**
     * Degrees east
     */
    longitude?: number;
    active: boolean;
    /**
     * Packing a parcel, in minor units of the orders; 150 when left out
     */
    handling_cost_per_parcel?: number;
    /**
     * Picking an article, in minor units of the orders; 25 when left out
     */
    handling_cost_per_line?: number;
    /**
     * Parcels sent on a day with all staff; no limit when left out. It is given more work as long as less than that waits here; what left today does not count
     */
    capacity_per_day?: number;
    /**
     * Share of the staff that is there; 100 when left out
     */
    staffing_percent?: number;
    /**
     * Hours from an order until its parcel leaves; 0 when left out
     */
    processing_hours?: number;
    /**
     * What it can handle beyond ordinary goods
     */
    capabilities?: Array<'cold_chain' | 'hazmat'>;
    /**
     * Countries it sends to; all when left out
     */
    ships_to?: Array<string>;
    /**
     * Whether customers can collect here; where left out a store says yes, others no
     */
    pickup?: boolean;
    updated_at: string;
};

export type PutLocation = {
    location_id: string;
    name: string;
    type: 'warehouse' | 'store' | '3pl' | 'supplier';
    country: string;
    region?: string;
    postal_code?: string;
    /**
     * Degrees north
     */
    latitude?: number;
    /**
     * Degrees east
     */
    longitude?: number;
    active: boolean;
    /**
     * Packing a parcel, in minor units of the orders; 150 when left out
     */
    handling_cost_per_parcel?: number;
    /**
     * Picking an article, in minor units of the orders; 25 when left out
     */
    handling_cost_per_line?: number;
    /**
     * Parcels sent on a day with all staff; no limit when left out. It is given more work as long as less than that waits here; what left today does not count
     */
    capacity_per_day?: number;
    /**
     * Share of the staff that is there; 100 when left out
     */
    staffing_percent?: number;
    /**
     * Hours from an order until its parcel leaves; 0 when left out
     */
    processing_hours?: number;
    /**
     * What it can handle beyond ordinary goods
     */
    capabilities?: Array<'cold_chain' | 'hazmat'>;
    /**
     * Countries it sends to; all when left out
     */
    ships_to?: Array<string>;
    /**
     * Whether customers can collect here; where left out a store says yes, others no
     */
    pickup?: boolean;
};

export type Evacuation = {
    location_id: string;
    /**
     * Fulfillment orders that were taken back; each is sourced elsewhere by its order
     */
    recalled: Array<string>;
    /**
     * Left where they are: begun by now, or customers come for them there
     */
    left: number;
    /**
     * There may be more to take back: ask again with the cursor
     */
    more: boolean;
    /**
     * Where in the location's work to go on; absent where all of it was looked at
     */
    cursor?: string;
};

export type SupplierTerms = {
    location_id: string;
    /**
     * Days from the purchase to the departure of the parcel; null when they are not known
     */
    lead_time_days: number | null;
    currency: string | null;
    unit_costs: Array<{
        sku: string;
        amount_minor: number;
    }>;
    order_quantities: Array<{
        sku: string;
        minimum_units: number;
        pack_units: number;
    }>;
};

export type WorkCount = {
    status: 'open' | 'released' | 'picking' | 'packed' | 'ready_for_pickup';
    fulfillment_orders: number;
    units: number;
    oldest_created_at: string | null;
};

export type Me = {
    kind: 'user' | 'api_key' | 'system';
    id: string;
    tenant_id: string;
    scopes: Array<'orders:read' | 'orders:write' | 'orders:manage' | 'orders:personal' | 'holds:write' | 'inventory:read' | 'inventory:write' | 'catalog:read' | 'catalog:write' | 'fulfilment:read' | 'fulfilment:write' | 'channels:read' | 'channels:write' | 'operations:read' | 'operations:write' | 'policies:read' | 'policies:write' | 'models:read' | 'models:write' | 'access:write'>;
    /**
     * Empty for keys
     */
    roles: Array<string>;
    locations: Locations;
    /**
     * Of the person who is signed in; null for keys
     */
    email: string | null;
    tenant_name: string | null;
    /**
     * sandbox: for trying things out; its keys open nothing elsewhere
     */
    environment: 'live' | 'sandbox';
    /**
     * Of an installation in AWS
     */
    stage: string | null;
    installation: {
        name: string;
        version: string;
    };
};

export type SignedIn = {
    access_token: string;
    expires_in_seconds: number;
    user_id: string;
};

/**
 * A model and who answers for it
 */
export type ModelSummary = {
    model: string;
    /**
     * Counts from 1; 0 is the starter that comes with the release
     */
    champion: number;
    champion_model_version: string;
    champion_since: string | null;
    /**
     * How the champion came to be: `release` for the starter, `retraining` when the workflow registered it and evaluated its gates, `hand` when somebody did either
     */
    champion_from: 'release' | 'retraining' | 'hand';
    /**
     * What a rollback would bring; null where there is nothing
     */
    rolls_back_to: number | null;
    challenger: {
        /**
         * Counts from 1; 0 is the starter that comes with the release
         */
        version: number;
        share_per_mille: number;
        started_at: string;
        /**
         * Set for a canary
         */
        watch_until: string | null;
    } | null;
    shadows: Array<number>;
    /**
     * Until then a champion whose figures leave their bounds is rolled back
     */
    watched_until: string | null;
    versions_total: number;
};

/**
 * A model with its versions
 */
export type Model = {
    model: string;
    /**
     * Counts from 1; 0 is the starter that comes with the release
     */
    champion: number;
    champion_model_version: string;
    champion_since: string | null;
    /**
     * How the champion came to be: `release` for the starter, `retraining` when the workflow registered it and evaluated its gates, `hand` when somebody did either
     */
    champion_from: 'release' | 'retraining' | 'hand';
    /**
     * What a rollback would bring; null where there is nothing
     */
    rolls_back_to: number | null;
    challenger: {
        /**
         * Counts from 1; 0 is the starter that comes with the release
         */
        version: number;
        share_per_mille: number;
        started_at: string;
        /**
         * Set for a canary
         */
        watch_until: string | null;
    } | null;
    shadows: Array<number>;
    /**
     * Until then a champion whose figures leave their bounds is rolled back
     */
    watched_until: string | null;
    versions_total: number;
    /**
     * Wrong decisions of the challenger less those of the champion, as shares, since it began; null without a challenger
     */
    difference: ProvenDifference | null;
    /**
     * What the endpoints serve, for the whole installation
     */
    slots: {
        a: number | null;
        b: number | null;
    };
    /**
     * Newest first, the starter last
     */
    versions: Array<ModelVersion>;
    /**
     * The last hundred changes, newest first
     */
    history: Array<ModelHistoryEvent>;
};

/**
 * A version of a model
 */
export type ModelVersion = {
    /**
     * Counts from 1; 0 is the starter that comes with the release
     */
    version: number;
    /**
     * Hash of trees and features, as receipts name it
     */
    model_version: string;
    role: 'champion' | 'challenger' | 'shadow' | 'none';
    status: 'registered' | 'gates_failed' | 'gates_passed' | 'approved' | 'retired' | 'starter';
    /**
     * Null for the starter
     */
    registered_at: string | null;
    promoted_at: string | null;
    rolled_back_at: string | null;
    /**
     * From its registration to its promotion
     */
    seconds_to_production: number | null;
    note: string;
    metrics: Array<ModelMetric>;
    gates: Array<ModelGate>;
    /**
     * Null until they have been evaluated
     */
    gates_passed: boolean | null;
    approved_by: 'person' | 'policy' | null;
    training: ModelTraining;
    /**
     * Whether the watch can see a shift of its scores
     */
    has_histogram: boolean;
    /**
     * Of its files; 0 for the starter and for retired ones
     */
    byte_length: number;
    /**
     * The endpoint that serves it
     */
    slot: 'a' | 'b' | null;
    live: ModelLiveFigures | null;
};

export type ModelMetric = {
    name: string;
    value: number;
};

/**
 * A condition for going live
 */
export type ModelGate = {
    name: string;
    value: number;
    bound: number;
    wants: 'at_least' | 'at_most';
    passed: boolean;
};

/**
 * What a version was trained on, as far as whoever trained it says
 */
export type ModelTraining = {
    sha256: string | null;
    rows: number | null;
    rows_held_out: number | null;
    from: string | null;
    to: string | null;
    seed: number | null;
};

/**
 * What has been counted of a version while somebody looks at it
 */
export type ModelLiveFigures = {
    since: string;
    /**
     * Scores that the version was meant to give
     */
    asked: number;
    /**
     * Of them: its endpoint failed or was late
     */
    failed: number;
    /**
     * Its endpoint answered with another version
     */
    refused: number;
    /**
     * Its artefact could not be loaded
     */
    unavailable: number;
    unscored: number;
    /**
     * Of its scores against those of its gates; null while there are too few
     */
    stability_index: number | null;
    /**
     * Decisions that turned out right
     */
    good: number;
    bad: number;
};

export type ModelHistoryEvent = {
    at: string;
    type: string;
    version: number | null;
    actor: Actor;
    sentence: string;
    reason: string | null;
    breach: ModelBreach | null;
};

/**
 * A figure that left its bound
 */
export type ModelBreach = {
    figure: string;
    value: number;
    bound: number;
};

/**
 * What a model meets, against what it was trained on
 */
export type ModelDrift = {
    model: string;
    /**
     * too-few: fewer than 200 decisions of a week; unknown: nobody has looked yet
     */
    verdict: 'too-few' | 'steady' | 'drifted' | 'unknown';
    /**
     * Of the registry; 0 is the starter
     */
    version: number | null;
    /**
     * Decisions that were looked at
     */
    observations: number;
    from: string | null;
    to: string | null;
    made_at: string | null;
    /**
     * Those that moved most first
     */
    figures: Array<{
        /**
         * A feature, or `score` for what the model says
         */
        name: string;
        /**
         * Population stability index; above 0.2 it counts as drift
         */
        psi: number;
        /**
         * Largest gap between the cumulative distributions
         */
        ks: number;
        missing_then: number;
        missing_now: number;
        drifted: boolean;
    }>;
};

/**
 * One training of a model, from its history to the champion or to the reason why not
 */
export type Training = {
    run_id: string;
    model: string;
    trigger: 'person' | 'schedule' | 'accuracy' | 'drift' | 'import';
    reason: string;
    seed: number;
    /**
     * A small model learns from a large one
     */
    distil?: boolean;
    /**
     * skipped: too little history; refused: a gate was not passed; declined: nobody approved, or the canary was ended; rolled_back: the watch took the champion back
     */
    state: 'building' | 'training' | 'evaluating' | 'awaiting_approval' | 'canary' | 'watching' | 'promoted' | 'refused' | 'skipped' | 'declined' | 'rolled_back' | 'failed';
    /**
     * What it learnt from; null until that is there
     */
    dataset: {
        rows: number;
        positives: number | null;
        from: string;
        to: string;
        sha256: string;
    } | null;
    /**
     * For which the job ran
     */
    seconds: number | null;
    /**
     * Millionths of a dollar; 0 where nobody is billed
     */
    cost_micro_usd: number | null;
    /**
     * In the registry of the model
     */
    version: number | null;
    gates: Array<{
        name: string;
        value: number;
        bound: number;
        wants: 'at_least' | 'at_most';
        passed: boolean;
    }>;
    /**
     * Why it ended as it did, in a sentence
     */
    outcome: string | null;
    requested_by: string;
    started_at: string;
    updated_at: string;
    ended_at: string | null;
};

/**
 * Something about orders that a person should look at
 */
export type OrderAnomaly = {
    anomaly_id: string;
    kind: 'order_spike' | 'returns_after_spike' | 'shared_device' | 'shared_network' | 'payment_failures' | 'duplicate_order' | 'impossible_address' | 'listing_problem' | 'frequent_returns';
    /**
     * What it is about: `channel:<name>`, `region:<code>`, `sku:<sku>` or `all`; `device:<token>`, `network:<token>`, `person:<token>`; or the id of an order
     */
    about: string;
    severity: 'low' | 'medium' | 'high';
    sentence: string;
    /**
     * The figures that the sentence rests on
     */
    figures: Array<{
        name: string;
        value: number;
    }>;
    /**
     * Ids of orders that show it, twenty at most
     */
    evidence: Array<string>;
    recommended_action: {
        kind: 'check_stock_and_buyers' | 'review_orders' | 'hold_orders' | 'compare_orders' | 'correct_address' | 'ask_payment_provider' | 'check_listing' | 'inspect_stock' | 'review_returns';
        /**
         * The action in a sentence
         */
        text: string;
    };
    /**
     * `resolved`: by a person; `closed`: the state that it told of is over
     */
    status: 'open' | 'resolved' | 'closed';
    opened_at: string;
    ended_at: string | null;
    resolution: {
        code: 'fraud' | 'expected' | 'corrected' | 'false_alarm' | 'other';
        note: string | null;
        by: Actor;
        at: string;
    } | null;
};

/**
 * The order as it stands. Customer, addresses and titles are there only with the scope orders:personal, until they are erased.
 */
export type Order = {
    order_id: string;
    status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    /**
     * Number of events so far
     */
    version: number;
    channel: string;
    channel_account: string;
    channel_order_id: string;
    /**
     * What people call it, such as `#1001`
     */
    channel_order_name: string | null;
    channel_revision: string | null;
    placed_at: string;
    /**
     * Those of the shop that it was placed with; absent without one
     */
    promotions?: Array<string>;
    test: boolean;
    /**
     * Lower goes first
     */
    priority: number;
    currency: string;
    taxes_included: boolean;
    totals: OrderTotals;
    payment_method: {
        kind: string;
        provider: string | null;
        status: string;
    };
    /**
     * How a company buys; absent for everybody else. The company only with the scope orders:personal
     */
    purchase?: {
        order_number: string | null;
        net_days: number | null;
        requested_delivery_date: string | null;
        company?: string;
    };
    /**
     * By what payment is secured; null until then
     */
    payment: {
        basis: 'authorised' | 'captured' | 'terms';
        reference: string | null;
        /**
         * Minor units of the order's currency
         */
        secured_total: number;
    } | null;
    shipping_method: string | null;
    /**
     * Where the customer comes for the goods; absent where a carrier brings them
     */
    delivery?: {
        method: 'pickup';
        location_id: string;
    };
    /**
     * Until when it is to arrive; absent where nobody promised a date
     */
    deliver_by?: string;
    /**
     * Who says so: stated with the order, or the tenant's service levels when it was last sourced
     */
    deliver_by_basis?: 'stated' | 'service-level';
    /**
     * Until when the channel wants it to leave; absent where it does not say
     */
    ship_by?: string;
    destination: Destination | null;
    /**
     * Why goods could hardly be delivered to the address; absent where nothing is wrong with it
     */
    address_check?: {
        /**
         * Fields of the address that are wrong, and what they may be
         */
        findings: Array<{
            code: 'street-missing' | 'city-missing' | 'postal-code-missing' | 'postal-code-form' | 'postal-code-region' | 'region-unknown' | 'placeholder';
            field: string;
            allowed: string;
        }>;
        /**
         * Somebody has said that the address is right all the same
         */
        confirmed: boolean;
    };
    /**
     * The address was corrected with us; absent where it is the channel's
     */
    address_corrected?: true;
    line_items: Array<OrderLine>;
    holds: Array<Hold>;
    /**
     * Contradictions in the channel's figures
     */
    discrepancies: Array<{
        code: string;
        field: string;
    }>;
    backordered: Array<{
        line_id: string;
        quantity: number;
    }>;
    /**
     * Of an order that waits or has waited; empty for one that went straight to its locations
     */
    promises: Array<LinePromise>;
    fulfillment_orders: Array<OrderFulfillment>;
    delivered_at: string | null;
    cancellation: {
        reason: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
        requested_by: string;
    } | null;
    customer?: Customer | null;
    shipping_address?: Address | null;
    billing_address?: Address | null;
};

export type OrderTotals = {
    /**
     * Minor units of the order's currency
     */
    subtotal: number;
    /**
     * Minor units of the order's currency
     */
    discount: number;
    /**
     * Minor units of the order's currency
     */
    shipping: number;
    /**
     * Minor units of the order's currency
     */
    tax: number;
    /**
     * Minor units of the order's currency
     */
    fees: number;
    /**
     * Minor units of the order's currency
     */
    total: number;
};

export type OrderLine = {
    line_id: string;
    /**
     * Null when the channel gave none: the line waits until a revision names it
     */
    sku: string | null;
    /**
     * With the personal data, because a title may hold an engraving
     */
    title?: string;
    /**
     * Units wanted after edits; 0 on a line that was removed
     */
    quantity: number;
    /**
     * Minor units of the order's currency
     */
    unit_price: number;
    /**
     * Minor units of the order's currency
     */
    discount: number;
    /**
     * Minor units of the order's currency
     */
    tax: number;
    /**
     * Minor units of the order's currency
     */
    total: number;
    requires_shipping: boolean;
    fulfilled_by: 'merchant' | 'channel';
    /**
     * Units for us to ship; 0 on lines that are not
     */
    wanted_quantity: number;
    /**
     * Units in fulfillment orders, shipped ones included
     */
    assigned_quantity: number;
    shipped_quantity: number;
    delivered_quantity: number;
    returned_quantity: number;
    cancelled_quantity: number;
};

export type Hold = {
    hold_id: string;
    type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
    reason: string;
    blocks: Array<'sourcing' | 'release' | 'shipping' | 'completion'>;
    /**
     * Id of a principal, or the name of a component
     */
    placed_by: string;
    placed_at: string;
    /**
     * From then on anyone who may handle holds may release it
     */
    until: string | null;
    /**
     * Roles that may release it; empty for any that may handle holds
     */
    releasable_by: Array<string>;
    outcome: 'open' | 'released' | 'rejected';
    closed_by: string | null;
};

/**
 * Units of a line, and when they are to be there
 */
export type LinePromise = {
    line_id: string;
    quantity: number;
    /**
     * When the units are to be there; null when nobody knows
     */
    promised_for: string | null;
    /**
     * `unknown`: nothing says yet where the units come from; a date is then the day from which the article is sold
     */
    basis: 'stock' | 'incoming' | 'unknown';
    kind: 'allocated' | 'backorder' | 'preorder';
    /**
     * The purchase order or transfer that brings them
     */
    reference: string | null;
};

/**
 * A fulfillment order as its order sees it
 */
export type OrderFulfillment = {
    fulfillment_order_id: string;
    location_id: string;
    attempt: number;
    /**
     * routed: stock is not reserved yet; withdrawn: given up, and the location has not answered yet
     */
    status: 'routed' | 'allocated' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'rejected' | 'cancelled' | 'withdrawn';
    /**
     * Version of its stream that was recorded last
     */
    version: number;
    lines: Array<{
        line_id: string;
        sku: string;
        quantity: number;
        shipped_quantity: number;
        short_quantity: number;
    }>;
    shipment_ids: Array<string>;
    /**
     * When the customer is expected to have it; absent without a promised date, or where nobody knows
     */
    expected_at?: string;
    recall_requested: boolean;
    /**
     * Why work that is wanted is called off all the same; absent where units are too many
     */
    recall_reason?: 'address-changed' | 'rerouted';
    /**
     * Present while the goods lie ready for their customer, who may come until then
     */
    pickup_until?: string;
    delivered_at: string | null;
};

export type Customer = {
    source_id: string | null;
    email: string | null;
    name: string | null;
    phone: string | null;
};

export type OrderWithPayments = {
    order_id: string;
    status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    /**
     * Number of events so far
     */
    version: number;
    channel: string;
    channel_account: string;
    channel_order_id: string;
    /**
     * What people call it, such as `#1001`
     */
    channel_order_name: string | null;
    channel_revision: string | null;
    placed_at: string;
    /**
     * Those of the shop that it was placed with; absent without one
     */
    promotions?: Array<string>;
    test: boolean;
    /**
     * Lower goes first
     */
    priority: number;
    currency: string;
    taxes_included: boolean;
    totals: OrderTotals;
    payment_method: {
        kind: string;
        provider: string | null;
        status: string;
    };
    /**
     * How a company buys; absent for everybody else. The company only with the scope orders:personal
     */
    purchase?: {
        order_number: string | null;
        net_days: number | null;
        requested_delivery_date: string | null;
        company?: string;
    };
    /**
     * By what payment is secured; null until then
     */
    payment: {
        basis: 'authorised' | 'captured' | 'terms';
        reference: string | null;
        /**
         * Minor units of the order's currency
         */
        secured_total: number;
    } | null;
    shipping_method: string | null;
    /**
     * Where the customer comes for the goods; absent where a carrier brings them
     */
    delivery?: {
        method: 'pickup';
        location_id: string;
    };
    /**
     * Until when it is to arrive; absent where nobody promised a date
     */
    deliver_by?: string;
    /**
     * Who says so: stated with the order, or the tenant's service levels when it was last sourced
     */
    deliver_by_basis?: 'stated' | 'service-level';
    /**
     * Until when the channel wants it to leave; absent where it does not say
     */
    ship_by?: string;
    destination: Destination | null;
    /**
     * Why goods could hardly be delivered to the address; absent where nothing is wrong with it
     */
    address_check?: {
        /**
         * Fields of the address that are wrong, and what they may be
         */
        findings: Array<{
            code: 'street-missing' | 'city-missing' | 'postal-code-missing' | 'postal-code-form' | 'postal-code-region' | 'region-unknown' | 'placeholder';
            field: string;
            allowed: string;
        }>;
        /**
         * Somebody has said that the address is right all the same
         */
        confirmed: boolean;
    };
    /**
     * The address was corrected with us; absent where it is the channel's
     */
    address_corrected?: true;
    line_items: Array<OrderLine>;
    holds: Array<Hold>;
    /**
     * Contradictions in the channel's figures
     */
    discrepancies: Array<{
        code: string;
        field: string;
    }>;
    backordered: Array<{
        line_id: string;
        quantity: number;
    }>;
    /**
     * Of an order that waits or has waited; empty for one that went straight to its locations
     */
    promises: Array<LinePromise>;
    fulfillment_orders: Array<OrderFulfillment>;
    delivered_at: string | null;
    cancellation: {
        reason: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
        requested_by: string;
    } | null;
    customer?: Customer | null;
    shipping_address?: Address | null;
    billing_address?: Address | null;
    payments: OrderPayments;
    delivery_estimate?: DeliveryEstimate;
};

/**
 * Sums so far, as those who move the money report them
 */
export type OrderPayments = {
    /**
     * Null while nothing has been reported
     */
    currency: string | null;
    /**
     * Captured amounts included
     */
    authorized_minor: number;
    captured_minor: number;
    voided_minor: number;
    refunded_minor: number;
    refund_requested_minor: number;
    void_requested_minor: number;
};

/**
 * When the rest of the order will be there, foretold anew with every answer. Absent while nothing is assigned or units wait for stock, for goods that the customer comes for, once all has arrived, and where nobody can tell
 */
export type DeliveryEstimate = {
    /**
     * One of ten such orders is there by then
     */
    earliest: string;
    /**
     * One half is there by then
     */
    likely: string;
    /**
     * Nine of ten are there by then
     */
    latest: string;
    /**
     * `prior-only`: too few parcels went that way, so that it is hardly more than what the rates say
     */
    basis: 'learned' | 'prior-only';
    /**
     * Parcels of the past that it rests on
     */
    seen: number;
    /**
     * Parcels of the order on their way
     */
    travelling: number;
    /**
     * Work of the order that has not left
     */
    waiting: number;
    /**
     * Probability of keeping `deliver_by`; null where nobody promised a date
     */
    chance: number | null;
};

export type FraudCase = {
    order_id: string;
    verification: Verification;
    reviews: Array<{
        hold_id: string;
        outcome: 'released' | 'rejected';
        decided_by: string;
        decided_at: string;
    }>;
    chargebacks: Array<Chargeback>;
    /**
     * Null while nothing is known
     */
    label: FraudLabel | null;
};

/**
 * How an order stands whose customer is to confirm it by a code
 */
export type Verification = {
    status: 'none' | 'waiting' | 'confirmed' | 'failed';
    /**
     * Why it has failed; null unless it has
     */
    reason: 'no-phone' | 'undeliverable' | 'expired' | 'too-many-tries' | 'no-sends-left' | null;
    expires_at: string | null;
    tries_left: number;
    sends_left: number;
    /**
     * For POST /verifications/{token}; null before the first code, and for whoever may not change orders
     */
    token: string | null;
};

export type Chargeback = {
    chargeback_id: string;
    received_at: string;
    reason_code: string;
    /**
     * Whether the code says that the owner of the card did not order
     */
    fraudulent: boolean;
    /**
     * Minor units
     */
    amount_minor: number;
    currency: string;
};

/**
 * What the models learn of the order
 */
export type FraudLabel = {
    label: 'fraud' | 'honest';
    /**
     * strong: the bank said so, or had its time to
     */
    strength: 'strong' | 'weak';
    basis: 'chargeback' | 'review' | 'verification' | 'no-chargeback';
    known_at: string;
};

export type Decision = ({
    kind: 'routing';
} & RoutingDecision) | ({
    kind: 'fraud';
} & FraudDecision) | ({
    kind: 'duplicate';
} & DuplicateDecision) | ({
    kind: 'unusual';
} & UnusualDecision) | ({
    kind: 'address';
} & AddressDecision);

export type RoutingDecision = {
    decision_id: string;
    decided_at: string;
    /**
     * SHA-256 of the receipt in canonical JSON
     */
    hash: string;
    kind: 'routing';
    receipt: {
        decision_id: string;
        /**
         * Whether every unit has a source
         */
        complete: boolean;
        assignments: Array<RoutingAssignment>;
        unsourced: Array<UnsourcedLine>;
        remainder: 'wait' | 'split';
        receipt: RoutingReceipt;
    };
};

/**
 * One parcel: what one location sends
 */
export type RoutingAssignment = {
    location_id: string;
    lines: Array<{
        line_id: string;
        sku: string;
        quantity: number;
    }>;
    /**
     * Absent when a place is unknown
     */
    distance_km?: number;
    carrier?: string;
    /**
     * Absent when the days on the way are not known
     */
    expected_at?: string;
    /**
     * Days after the promise, rounded up; absent when in time or nothing was promised
     */
    late_days?: number;
};

/**
 * Units that found no source
 */
export type UnsourcedLine = {
    line_id: string;
    sku: string;
    quantity: number;
    reason: 'no-stock' | 'excluded' | 'location-unusable' | 'not-released' | 'service-level' | 'cold-chain' | 'hazmat' | 'geography' | 'location-type' | 'capacity' | 'max-parcels';
    /**
     * Other reasons behind which stock of it stands
     */
    also?: Array<'no-stock' | 'excluded' | 'location-unusable' | 'not-released' | 'service-level' | 'cold-chain' | 'hazmat' | 'geography' | 'location-type' | 'capacity' | 'max-parcels'>;
};

export type RoutingReceipt = {
    decision_id: string;
    kind: 'routing';
    policy: {
        name: string;
        version: number;
    };
    decided_by?: PolicyReference;
    currency: string;
    inputs_hash: string;
    destination_precision: 'coordinates' | 'region' | 'country' | 'unknown';
    /**
     * Up to ten plans, the chosen one first, then by score
     */
    candidates: Array<RoutingCandidate>;
    /**
     * Plan that was chosen; absent when nothing could be sourced
     */
    chosen?: string;
    /**
     * In words, for a person
     */
    reasons: Array<string>;
    runner_up?: {
        plan_id: string;
        /**
         * Minor units
         */
        margin_minor: number;
        would_change: string;
        /**
         * One amount by which another plan would win, all else being equal
         */
        flip?: {
            location_id: string;
            field: 'quotedPriceMinor' | 'handlingCostMinor.perParcel';
            /**
             * Minor units
             */
            from_minor: number;
            /**
             * Minor units
             */
            to_minor: number;
        };
    };
    unsourced: Array<UnsourcedLine>;
    /**
     * The hard constraint that costs most, and what would be chosen without it
     */
    binding?: {
        constraint: 'service-level' | 'cold-chain' | 'hazmat' | 'geography' | 'location-type' | 'capacity' | 'max-parcels';
        /**
         * Minor units
         */
        saving_minor?: number;
        more_units: number;
        location_ids: Array<string>;
    };
    future_value_version?: string;
    /**
     * Present where what was learned of carriers may count
     */
    learned?: {
        /**
         * Null while nothing has been learned
         */
        version: string | null;
        /**
         * Present where it counts for a share of the orders
         */
        arm?: 'learned' | 'control';
        ways: Array<LearnedWay>;
    };
    /**
     * Present where carriers were asked for prices
     */
    quotes?: {
        /**
         * The service that asked the carriers
         */
        from: 'easypost' | 'shipstation';
        /**
         * Locations from which carriers have named prices, and when
         */
        of: Array<{
            location_id: string;
            at: string;
            /**
             * Services that were offered from there
             */
            services: number;
            /**
             * The one by which the chosen plan sends from there
             */
            taken?: {
                carrier: string;
                service: string;
                transit_days?: number;
            };
        }>;
        /**
         * Locations whose prices are those of the policy’s rates, and why
         */
        missing: Array<{
            location_id: string;
            gap: 'not-asked' | 'address-unknown' | 'too-heavy' | 'no-service' | 'no-answer' | 'rate-limited' | 'refused';
        }>;
    };
    /**
     * Present where the policy counts what comes back
     */
    returns?: {
        /**
         * When it was counted; null while nothing has been
         */
        version: string | null;
        of: Array<{
            sku: string;
            /**
             * Lines sold of the article
             */
            sold: number;
            /**
             * Lines sold of its category
             */
            category_sold: number;
            /**
             * too-few: nothing is expected to come back, until more was sold
             */
            basis: 'learned' | 'too-few';
            /**
             * Of the units that is expected to come back
             */
            percent: number;
        }>;
    };
    /**
     * Present where nearly equal plans may be drawn
     */
    exploration?: {
        among: Array<{
            plan_id: string;
            propensity: number;
        }>;
        /**
         * Probability with which the chosen plan was drawn
         */
        propensity: number;
        /**
         * Another plan than the best was drawn
         */
        explored: boolean;
    };
    search: 'exact' | 'heuristic' | 'rule' | 'mip';
    /**
     * True only when it is proven that no plan has a lower score
     */
    optimal: boolean;
    /**
     * What a better plan could save at most; absent when the plan is proven
     */
    gap_minor?: number;
};

/**
 * The policy that decided, and its version; 0 unless the tenant has stored one
 */
export type PolicyReference = {
    policy: string;
    version: number;
    source: 'stored' | 'setting' | 'default';
};

export type RoutingCandidate = {
    plan_id: string;
    assignments: Array<RoutingAssignment>;
    /**
     * The lowest is the best
     */
    score_minor: number;
    /**
     * They sum to the score; those that are optional are left out where they are 0
     */
    contributions: {
        /**
         * Minor units
         */
        shipping: number;
        /**
         * Minor units
         */
        handling: number;
        /**
         * Minor units
         */
        split: number;
        /**
         * Minor units
         */
        lateness?: number;
        /**
         * Minor units
         */
        workload?: number;
        /**
         * What the units would have been worth later where they are taken from
         */
        future?: number;
        /**
         * Minor units
         */
        preference?: number;
        /**
         * What of the goods is expected to be lost on the way, as far as it counts
         */
        damage?: number;
        /**
         * What it is expected to cost that units come back to where they are sent from
         */
        returns?: number;
    };
};

/**
 * What outcomes have taught of the way of a parcel
 */
export type LearnedWay = {
    location_id: string;
    zone: string;
    kind: string;
    carrier: string | null;
    /**
     * Parcels of the service in the zone that it rests on
     */
    parcels: number;
    /**
     * Those of the same kind of goods
     */
    parcels_of_kind: number;
    /**
     * prior-only: too few parcels to know better than the rates
     */
    basis: 'learned' | 'prior-only';
    damage_percent: number;
    late_percent: number;
    /**
     * Price paid over that of the rates
     */
    cost_ratio: number;
    /**
     * Days on the way
     */
    days: {
        p50: number;
        p90: number;
    };
    /**
     * The service that the rates alone would have taken
     */
    instead_of?: {
        carrier: string | null;
        /**
         * Parcels of the service in the zone that it rests on
         */
        parcels: number;
        /**
         * Those of the same kind of goods
         */
        parcels_of_kind: number;
        /**
         * prior-only: too few parcels to know better than the rates
         */
        basis: 'learned' | 'prior-only';
        damage_percent: number;
        late_percent: number;
        /**
         * Price paid over that of the rates
         */
        cost_ratio: number;
        /**
         * Days on the way
         */
        days: {
            p50: number;
            p90: number;
        };
    };
};

export type FraudDecision = {
    decision_id: string;
    decided_at: string;
    /**
     * SHA-256 of the receipt in canonical JSON
     */
    hash: string;
    kind: 'fraud';
    receipt: {
        band: 'pass' | 'verify' | 'review' | 'decline';
        policy: {
            name: string;
            version: number;
        };
        decided_by?: PolicyReference;
        inputs: {
            order_id: string;
            channel: string;
            /**
             * Minor units
             */
            total_minor: number;
            currency: string;
            features: FraudFeatures;
            /**
             * Features that were not known, by name
             */
            missing?: Array<string>;
        };
        /**
         * In words, for a person
         */
        reasons: Array<string>;
        advice?: FraudAdvice;
        bands?: FraudBands;
    };
};

/**
 * What the model read; models/fraud/features.json says what each means
 */
export type FraudFeatures = {
    total: number | null;
    highest_unit_price: number | null;
    line_count: number;
    unit_count: number;
    largest_line_units: number;
    digital_percent: number | null;
    discount_percent: number | null;
    shipping_percent: number | null;
    hour: number;
    weekday: number;
    pays_by_card: number;
    pays_later: number;
    discrepancy_count: number;
    email_orders_1h?: number | null;
    email_orders_24h?: number | null;
    email_orders_7d?: number | null;
    network_orders_1h?: number | null;
    network_orders_24h?: number | null;
    network_orders_7d?: number | null;
    network_customers_7d?: number | null;
    device_orders_1h?: number | null;
    device_orders_24h?: number | null;
    device_orders_7d?: number | null;
    device_customers_7d?: number | null;
    billing_other_country?: number | null;
    billing_other_region?: number | null;
    billing_other_postal?: number | null;
    billing_km?: number | null;
    email_free_mail?: number | null;
    email_disposable?: number | null;
    email_domain_chargeback_rate?: number | null;
    earlier_orders?: number | null;
    earlier_chargebacks?: number | null;
    customer_days?: number | null;
    value_to_median?: number | null;
    marketplace?: number | null;
    local_hour?: number | null;
};

/**
 * What the model said; used_by_policy says whether the band follows from it
 */
export type FraudAdvice = {
    used_by_policy: boolean;
    source: 'endpoint' | 'in-process';
    model: string;
    version: string;
    score: number;
    bias: number;
    fallback: 'endpoint-failed' | 'answer-refused' | 'breaker-open' | 'mode-unknown' | 'version-unavailable' | null;
    /**
     * Absent where nothing but the starter is served
     */
    assignment?: ScoreAssignment;
    top_contributions: Array<{
        feature: string;
        contribution: number;
    }>;
    other_contributions: number;
} | {
    used_by_policy: false;
    source: 'none';
    model: string;
    reason: 'no-model' | 'features-invalid';
    feature: string | null;
    fallback: 'endpoint-failed' | 'answer-refused' | 'breaker-open' | 'mode-unknown' | 'version-unavailable' | null;
};

export type ScoreAssignment = {
    /**
     * Version of the registry that answered; 0 is the starter
     */
    registry_version: number;
    role: 'champion' | 'challenger' | 'starter' | 'previous';
    /**
     * How likely it was that this version would be asked
     */
    propensity: number;
    /**
     * What versions in shadow said; nobody acts on it
     */
    shadows: Array<{
        registry_version: number;
        version: string;
        score: number;
    }>;
};

/**
 * What each action would have cost by the policy fraud_bands
 */
export type FraudBands = {
    mode: 'advise' | 'decide';
    decided_by?: PolicyReference;
    currency: string;
    /**
     * Minor units
     */
    value_minor: number;
    /**
     * Calibrated probability of fraud
     */
    probability: number;
    /**
     * What each action costs in expectation
     */
    costs_minor: {
        /**
         * Minor units
         */
        pass: number;
        /**
         * Minor units
         */
        verify: number;
        /**
         * Minor units
         */
        review: number;
        /**
         * Minor units
         */
        decline: number;
    };
    /**
     * The cheapest action that is at hand without a person who declines
     */
    action: 'pass' | 'verify' | 'review' | 'decline';
    /**
     * What a person who looks at it is best advised to do
     */
    recommended: 'pass' | 'verify' | 'decline';
    /**
     * Probabilities between which the action is the cheapest, and which ones take over beyond
     */
    range: {
        from: number;
        to: number;
        below: 'pass' | 'verify' | 'review' | 'decline' | null;
        above: 'pass' | 'verify' | 'review' | 'decline' | null;
    };
    exploration: {
        /**
         * Whether it was passed to learn from it
         */
        explored: boolean;
        /**
         * Probability with which what was done would be done again
         */
        propensity: number;
        reason: 'drawn' | 'not-drawn' | 'amount' | 'day-is-full' | 'switched-off';
    } | null;
    /**
     * Why the cheapest action, to decline, was left to a person; absent where it was not
     */
    withheld?: 'no-consent';
    /**
     * In words, for a person
     */
    reasons: Array<string>;
} | {
    mode: 'advise' | 'decide';
    decided_by?: PolicyReference;
    /**
     * Why no costs were looked at
     */
    silent: 'no-score' | 'currency';
};

export type DuplicateDecision = {
    decision_id: string;
    decided_at: string;
    /**
     * SHA-256 of the receipt in canonical JSON
     */
    hash: string;
    kind: 'duplicate';
    receipt: {
        band: 'review';
        policy: {
            name: string;
            version: number;
        };
        decided_by?: PolicyReference;
        inputs: {
            window_seconds: number;
            placed_at: string;
            /**
             * Minor units
             */
            total_minor: number;
            currency: string;
        };
        /**
         * The order that looks the same
         */
        other: {
            order_id: string;
            placed_at: string;
            channel: string;
            channel_account: string;
            channel_order_id: string;
            channel_order_name: string | null;
            status: string;
        };
        /**
         * What is the same of both
         */
        equal: Array<'person' | 'articles' | 'quantities' | 'total' | 'currency' | 'purchase_order_number'>;
        seconds_apart: number;
        /**
         * In words, for a person
         */
        reasons: Array<string>;
    };
};

export type UnusualDecision = {
    decision_id: string;
    decided_at: string;
    /**
     * SHA-256 of the receipt in canonical JSON
     */
    hash: string;
    kind: 'unusual';
    receipt: {
        band: 'review';
        policy: {
            name: string;
            version: number;
        };
        inputs: {
            channel: string;
            /**
             * Names what the order was judged by
             */
            model: string;
            /**
             * How strange the order is
             */
            score: number;
            /**
             * What is stranger is held
             */
            threshold: number;
            /**
             * Orders of the channel that the threshold was set by
             */
            held_out: number;
        };
        /**
         * Fields that make it strange, and what is usual
         */
        fields: Array<{
            field: string;
            message: string;
        }>;
        /**
         * In words, for a person
         */
        reasons: Array<string>;
    };
};

export type AddressDecision = {
    decision_id: string;
    decided_at: string;
    /**
     * SHA-256 of the receipt in canonical JSON
     */
    hash: string;
    kind: 'address';
    receipt: {
        /**
         * `pass`: it was only told, or somebody has confirmed the address
         */
        band: 'review' | 'pass';
        policy: {
            name: string;
            version: number;
        };
        /**
         * Absent where a person decided
         */
        decided_by?: PolicyReference;
        inputs: {
            country: string | null;
            region: string | null;
        };
        /**
         * Fields of the address that are wrong, and what they may be; never what stands there
         */
        findings: Array<{
            code: 'street-missing' | 'city-missing' | 'postal-code-missing' | 'postal-code-form' | 'postal-code-region' | 'region-unknown' | 'placeholder';
            field: string;
            allowed: string;
        }>;
        /**
         * Somebody has said that the address is right all the same
         */
        confirmed: boolean;
        /**
         * Why somebody corrected the address
         */
        reason_code?: 'customer-asked' | 'parcel-returned' | 'carrier-asked' | 'typing-error' | 'other';
        /**
         * In words, for a person
         */
        reasons: Array<string>;
    };
};

export type OrderDifference = {
    from_version: number;
    to_version: number;
    changes: Array<{
        /**
         * Such as `totals.total`, or `holds[abc].outcome` in a list whose entries have ids
         */
        path: string;
        /**
         * Null where there was nothing
         */
        before: JsonValue;
        /**
         * Null where there is nothing
         */
        after: JsonValue;
    }>;
    events: Array<{
        event_id: string;
        version: number;
        type: string;
        actor: Actor;
        at: string;
    }>;
};

/**
 * An event of an order as it is stored
 */
export type OrderEvent = ({
    type: 'order.created';
} & OrderCreatedEvent) | ({
    type: 'order.revised';
} & OrderRevisedEvent) | ({
    type: 'order.confirmed';
} & OrderConfirmedEvent) | ({
    type: 'order.hold_placed';
} & OrderHoldPlacedEvent) | ({
    type: 'order.hold_released';
} & OrderHoldReleasedEvent) | ({
    type: 'order.hold_rejected';
} & OrderHoldRejectedEvent) | ({
    type: 'order.backordered';
} & OrderBackorderedEvent) | ({
    type: 'order.routed';
} & OrderRoutedEvent) | ({
    type: 'item.allocated';
} & AllocatedEvent) | ({
    type: 'order.promise_changed';
} & OrderPromiseChangedEvent) | ({
    type: 'order.fulfillment_recorded';
} & OrderFulfillmentRecordedEvent) | ({
    type: 'order.sourcing_reopened';
} & OrderSourcingReopenedEvent) | ({
    type: 'order.fulfillment_recall_requested';
} & OrderFulfillmentRecallRequestedEvent) | ({
    type: 'order.picking_started';
} & OrderPickingStartedEvent) | ({
    type: 'order.packed';
} & OrderPackedEvent) | ({
    type: 'order.partially_shipped';
} & OrderPartiallyShippedEvent) | ({
    type: 'order.shipped';
} & ShippedEvent) | ({
    type: 'order.delivered';
} & OrderDeliveredEvent) | ({
    type: 'order.completed';
} & OrderCompletedEvent) | ({
    type: 'order.return_recorded';
} & OrderReturnRecordedEvent) | ({
    type: 'order.returned';
} & ReturnedEvent) | ({
    type: 'order.cancelled';
} & OrderCancelledEvent) | ({
    type: 'order.remainder_cancelled';
} & OrderRemainderCancelledEvent) | ({
    type: 'order.note_added';
} & OrderNoteAddedEvent) | ({
    type: 'order.rerouted';
} & OrderReroutedEvent);

export type OrderCreatedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.created';
    payload: {
        order_id: string;
        channel: string;
        channel_account: string;
        channel_order_id: string;
        placed_at: string;
        lines: Array<{
            line_id: string;
            sku: string | null;
            quantity: number;
            /**
             * Minor units of the order's currency
             */
            unit_price: number;
            /**
             * Minor units of the order's currency
             */
            discount: number;
            /**
             * Minor units of the order's currency
             */
            tax: number;
            /**
             * Minor units of the order's currency
             */
            total: number;
            requires_shipping: boolean;
            fulfilled_by: 'merchant' | 'channel';
        }>;
        /**
         * Ids of promotions or codes of discounts that the order was placed with
         */
        promotions?: Array<string>;
        channel_revision: string | null;
        content_hash: string;
        payload_ref: string | null;
        currency: string;
        totals: {
            /**
             * Minor units of the order's currency
             */
            subtotal: number;
            /**
             * Minor units of the order's currency
             */
            discount: number;
            /**
             * Minor units of the order's currency
             */
            shipping: number;
            /**
             * Minor units of the order's currency
             */
            tax: number;
            /**
             * Minor units of the order's currency
             */
            fees: number;
            /**
             * Minor units of the order's currency
             */
            total: number;
        };
        taxes_included: boolean;
        destination: {
            country: string | null;
            region: string | null;
            postal_prefix: string | null;
        } | null;
        shipping_method: string | null;
        payment_method: {
            kind: string;
            provider: string | null;
            status: string;
        };
        /**
         * How a company buys; absent for everybody else
         */
        purchase?: {
            order_number: string | null;
            net_days: number | null;
            requested_delivery_date: string | null;
        };
        /**
         * Where the customer comes for the goods; absent where a carrier brings them, null in a revision that goes back to that
         */
        delivery?: {
            method: 'pickup';
            location_id: string;
        } | null;
        /**
         * Until when the customer was told it arrives; absent where nobody said, null in a revision that takes it back
         */
        deliver_by?: string | null;
        /**
         * Until when the channel wants it to leave, likewise
         */
        ship_by?: string | null;
        /**
         * What the order tells of its risk: keyed tokens of network, device and e-mail domain, which join orders and name nobody, and how the address of the bill differs from that of the parcel
         */
        risk?: {
            email_kind?: 'free-mail' | 'disposable' | 'relay' | 'company';
            email_domain?: string;
            network?: string;
            device?: string;
            billing?: {
                same_country: boolean | null;
                same_region: boolean | null;
                same_postal: boolean | null;
                km: number | null;
            };
        };
        /**
         * What is wrong with the address, by field, and a keyed token of it; absent where nothing is, null in a revision after which nothing is wrong any more
         */
        address_check?: {
            token: string;
            findings: Array<{
                code: 'street-missing' | 'city-missing' | 'postal-code-missing' | 'postal-code-form' | 'postal-code-region' | 'region-unknown' | 'placeholder';
                field: 'line1' | 'city' | 'region' | 'postal_code';
            }>;
            /**
             * Somebody has said that the address is right all the same
             */
            confirmed?: true;
        } | null;
        /**
         * The address was corrected with us: keyed tokens of the new address and of the channel's; null in a revision that goes back to the channel's address
         */
        address_correction?: {
            token: string;
            of: string;
        } | null;
        priority: number;
        discrepancies: Array<{
            code: string;
            field: string;
        }>;
        person_id: string | null;
        channel_order_name: string | null;
        test: boolean;
        cancelled_by_channel: boolean;
    };
};

export type OrderRevisedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.revised';
    payload: {
        channel_revision: string | null;
        content_hash: string;
        payload_ref: string | null;
        changes: {
            currency?: string;
            totals?: {
                /**
                 * Minor units of the order's currency
                 */
                subtotal: number;
                /**
                 * Minor units of the order's currency
                 */
                discount: number;
                /**
                 * Minor units of the order's currency
                 */
                shipping: number;
                /**
                 * Minor units of the order's currency
                 */
                tax: number;
                /**
                 * Minor units of the order's currency
                 */
                fees: number;
                /**
                 * Minor units of the order's currency
                 */
                total: number;
            };
            taxes_included?: boolean;
            destination?: {
                country: string | null;
                region: string | null;
                postal_prefix: string | null;
            } | null;
            shipping_method?: string | null;
            payment_method?: {
                kind: string;
                provider: string | null;
                status: string;
            };
            /**
             * How a company buys; absent for everybody else
             */
            purchase?: {
                order_number: string | null;
                net_days: number | null;
                requested_delivery_date: string | null;
            };
            /**
             * Where the customer comes for the goods; absent where a carrier brings them, null in a revision that goes back to that
             */
            delivery?: {
                method: 'pickup';
                location_id: string;
            } | null;
            /**
             * Until when the customer was told it arrives; absent where nobody said, null in a revision that takes it back
             */
            deliver_by?: string | null;
            /**
             * Until when the channel wants it to leave, likewise
             */
            ship_by?: string | null;
            /**
             * What the order tells of its risk: keyed tokens of network, device and e-mail domain, which join orders and name nobody, and how the address of the bill differs from that of the parcel
             */
            risk?: {
                email_kind?: 'free-mail' | 'disposable' | 'relay' | 'company';
                email_domain?: string;
                network?: string;
                device?: string;
                billing?: {
                    same_country: boolean | null;
                    same_region: boolean | null;
                    same_postal: boolean | null;
                    km: number | null;
                };
            };
            /**
             * What is wrong with the address, by field, and a keyed token of it; absent where nothing is, null in a revision after which nothing is wrong any more
             */
            address_check?: {
                token: string;
                findings: Array<{
                    code: 'street-missing' | 'city-missing' | 'postal-code-missing' | 'postal-code-form' | 'postal-code-region' | 'region-unknown' | 'placeholder';
                    field: 'line1' | 'city' | 'region' | 'postal_code';
                }>;
                /**
                 * Somebody has said that the address is right all the same
                 */
                confirmed?: true;
            } | null;
            /**
             * The address was corrected with us: keyed tokens of the new address and of the channel's; null in a revision that goes back to the channel's address
             */
            address_correction?: {
                token: string;
                of: string;
            } | null;
            priority?: number;
            discrepancies?: Array<{
                code: string;
                field: string;
            }>;
            person_id?: string | null;
            channel_order_name?: string | null;
            test?: boolean;
            cancelled_by_channel?: boolean;
        };
        lines: {
            added: Array<{
                line_id: string;
                sku: string | null;
                quantity: number;
                /**
                 * Minor units of the order's currency
                 */
                unit_price: number;
                /**
                 * Minor units of the order's currency
                 */
                discount: number;
                /**
                 * Minor units of the order's currency
                 */
                tax: number;
                /**
                 * Minor units of the order's currency
                 */
                total: number;
                requires_shipping: boolean;
                fulfilled_by: 'merchant' | 'channel';
            }>;
            changed: Array<{
                line_id: string;
                sku: string | null;
                quantity: number;
                /**
                 * Minor units of the order's currency
                 */
                unit_price: number;
                /**
                 * Minor units of the order's currency
                 */
                discount: number;
                /**
                 * Minor units of the order's currency
                 */
                tax: number;
                /**
                 * Minor units of the order's currency
                 */
                total: number;
                requires_shipping: boolean;
                fulfilled_by: 'merchant' | 'channel';
            }>;
            removed: Array<string>;
        };
    };
};

export type OrderConfirmedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.confirmed';
    payload: {
        payment: {
            basis: 'authorised' | 'captured' | 'terms';
            reference: string | null;
        };
        /**
         * Minor units of the order's currency
         */
        secured_total: number;
    };
};

export type OrderHoldPlacedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.hold_placed';
    payload: {
        hold: {
            hold_id: string;
            type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
            reason: string;
            blocks: Array<'sourcing' | 'release' | 'shipping' | 'completion'>;
            placed_by: string;
            placed_at: string;
            until: string | null;
            releasable_by: Array<string>;
        };
    };
};

export type OrderHoldReleasedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.hold_released';
    payload: {
        hold_id: string;
        released_by: string;
        released_at: string;
    };
};

export type OrderHoldRejectedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.hold_rejected';
    payload: {
        hold_id: string;
        rejected_by: string;
        rejected_at: string;
    };
};

export type OrderBackorderedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.backordered';
    payload: {
        decision_id: string;
        lines: Array<{
            line_id: string;
            sku: string | null;
            quantity: number;
            /**
             * Why units of the line have no source; absent where they only wait for other lines
             */
            reason?: 'no-stock' | 'not-released' | 'excluded' | 'location-unusable' | 'service-level' | 'cold-chain' | 'hazmat' | 'geography' | 'location-type' | 'capacity' | 'max-parcels';
        }>;
        /**
         * The order's status once the event has been applied
         */
        status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    };
};

export type OrderRoutedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.routed';
    payload: {
        attempt: number;
        decision_id: string;
        policy: {
            name: string;
            version: number;
        };
        assignments: Array<{
            fulfillment_order_id: string;
            location_id: string;
            lines: Array<{
                line_id: string;
                sku: string;
                quantity: number;
            }>;
            /**
             * When the customer is expected to have it; absent without a promised date, or where nobody knows
             */
            expected_at?: string;
        }>;
        /**
         * Until when the tenant's service levels want it to arrive; absent where the order states a date itself
         */
        deliver_by?: string;
        waiting: Array<{
            line_id: string;
            sku: string | null;
            quantity: number;
        }>;
        /**
         * The order's status once the event has been applied
         */
        status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    };
};

export type AllocatedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'item.allocated';
    payload: {
        attempt: number;
        fulfillment_order_ids: Array<string>;
        reservation_ids: Array<string>;
        /**
         * The order's status once the event has been applied
         */
        status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    };
};

export type OrderPromiseChangedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.promise_changed';
    payload: {
        lines: Array<{
            line_id: string;
            quantity: number;
            /**
             * When the units are to be there; null when nobody knows
             */
            promised_for: string | null;
            /**
             * What the promise rests on. `unknown`: nothing says yet where the units come from; a date is then the day from which the article is sold
             */
            basis: 'stock' | 'incoming' | 'unknown';
            kind: 'allocated' | 'backorder' | 'preorder';
            /**
             * The purchase order or transfer that brings them
             */
            reference: string | null;
        }>;
        reason: 'sourced' | 'waiting' | 'receipt' | 'supply-changed' | 're-sourced' | 'address-changed' | 'rerouted';
        /**
         * Whether the dates promised before hold; null where none was promised
         */
        kept: boolean | null;
    };
};

export type OrderFulfillmentRecordedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.fulfillment_recorded';
    payload: {
        fulfillment_order_id: string;
        fulfillment_version: number;
        fulfillment_status: 'open' | 'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
        lines: Array<{
            line_id: string;
            shipped_quantity: number;
            short_quantity: number;
        }>;
        /**
         * Units that it gave back because the order no longer wants them, sums so far
         */
        called_off?: Array<{
            line_id: string;
            quantity: number;
        }>;
        shipment_ids: Array<string>;
        /**
         * Present while the goods lie ready for their customer, who may come until then
         */
        pickup_until?: string;
        fulfillment_occurred_at: string;
    };
};

export type OrderSourcingReopenedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.sourcing_reopened';
    payload: {
        fulfillment_order_id: string | null;
        excluded_location_id: string | null;
        lines: Array<{
            line_id: string;
            sku: string | null;
            quantity: number;
        }>;
        /**
         * The order's status once the event has been applied
         */
        status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    };
};

export type OrderFulfillmentRecallRequestedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.fulfillment_recall_requested';
    payload: {
        fulfillment_order_id: string;
        /**
         * Why work that is wanted is called off all the same; absent where units are too many
         */
        reason?: 'address-changed' | 'rerouted';
        /**
         * Only these units are taken back: the rest of the work goes on, as long as nobody has begun
         */
        partly?: true;
        lines: Array<{
            line_id: string;
            sku: string;
            quantity: number;
        }>;
    };
};

export type OrderPickingStartedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.picking_started';
    payload: {
        [key: string]: unknown;
    };
};

export type OrderPackedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.packed';
    payload: {
        [key: string]: unknown;
    };
};

export type OrderPartiallyShippedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.partially_shipped';
    payload: {
        shipment_ids: Array<string>;
        remaining: Array<{
            line_id: string;
            sku: string | null;
            quantity: number;
        }>;
    };
};

export type ShippedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.shipped';
    payload: {
        shipment_ids: Array<string>;
    };
};

export type OrderDeliveredEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.delivered';
    payload: {
        delivered_at: string;
    };
};

export type OrderCompletedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.completed';
    payload: {
        basis: 'delivered' | 'nothing-to-ship';
    };
};

export type OrderReturnRecordedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.return_recorded';
    payload: {
        return_id: string;
        lines: Array<{
            line_id: string;
            quantity: number;
            reason?: 'too-small' | 'too-large' | 'not-as-described' | 'wrong-item' | 'defective' | 'incomplete' | 'damaged-in-transit' | 'arrived-late' | 'undeliverable' | 'changed-mind' | 'ordered-several' | 'other';
            condition?: 'new' | 'opened' | 'worn' | 'damaged' | 'incomplete';
        }>;
        /**
         * Where the goods were received
         */
        location_id?: string;
        received_at?: string;
    };
};

export type ReturnedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.returned';
    payload: {
        [key: string]: unknown;
    };
};

export type OrderCancelledEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.cancelled';
    payload: {
        reason: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
        requested_by: string;
        fulfillments: Array<{
            fulfillment_order_id: string;
            location_id: string;
            reservation_ids: Array<string>;
            lines: Array<{
                line_id: string;
                sku: string;
                quantity: number;
            }>;
        }>;
        reservation_ids: Array<string>;
    };
};

export type OrderRemainderCancelledEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.remainder_cancelled';
    payload: {
        reason: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
        requested_by: string;
        fulfillments: Array<{
            fulfillment_order_id: string;
            location_id: string;
            reservation_ids: Array<string>;
            lines: Array<{
                line_id: string;
                sku: string;
                quantity: number;
            }>;
        }>;
        reservation_ids: Array<string>;
        lines: Array<{
            line_id: string;
            sku: string | null;
            quantity: number;
        }>;
    };
};

export type OrderNoteAddedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.note_added';
    payload: {
        note_id: string;
        person_id: string;
    };
};

export type OrderReroutedEvent = {
    event_id: string;
    tenant_id: string;
    stream_id: string;
    /**
     * 1 for the first event of the order
     */
    version: number;
    actor: Actor;
    /**
     * When it happened in the world
     */
    occurred_at: string;
    /**
     * When we learned it
     */
    recorded_at: string;
    correlation_id: string;
    causation_id: string;
    schema_version: number;
    /**
     * Hash of the event before: the chain shows that none was changed
     */
    prev_hash: string;
    type: 'order.rerouted';
    payload: {
        fulfillment_order_id: string;
        from_location_id: string;
        /**
         * Where the units are wanted from; null where sourcing is to choose
         */
        to_location_id: string | null;
        /**
         * The decision that had chosen the location
         */
        decision_id: string | null;
        reason_code: 'location-cannot' | 'faster-elsewhere' | 'cheaper-elsewhere' | 'keep-stock' | 'local-knowledge' | 'customer-asked' | 'data-was-wrong' | 'other';
        requested_by: string;
        lines: Array<{
            line_id: string;
            sku: string;
            quantity: number;
        }>;
    };
};

export type OrderExecution = {
    name: string;
    machine: string;
    status: 'running' | 'succeeded' | 'failed' | 'timed_out' | 'aborted';
    started_at: string;
    stopped_at: string | null;
    /**
     * Name of the error with which it ended
     */
    error: string | null;
    /**
     * Null for the order's own workflow
     */
    fulfillment_order_id: string | null;
    /**
     * Its page in the console of AWS; null on the embedded engine
     */
    console_url: string | null;
};

/**
 * Something that has to happen before the order goes on
 */
export type OrderWaitingFor = {
    kind: 'event' | 'timer';
    name: string;
    fulfillment_order_id: string | null;
    since: string | null;
    /**
     * Of a timer
     */
    due: string | null;
    sentence: string;
};

export type OrderNote = {
    note_id: string;
    at: string;
    actor: Actor;
    text: string | null;
    /**
     * `hidden` without the scope orders:personal; `erased` with the personal data of the order
     */
    text_state: 'shown' | 'hidden' | 'erased';
};

/**
 * What the channel of an order was told, and what it made of it
 */
export type OrderNotice = {
    notice_id: string;
    channel: string;
    kind: 'acknowledgement' | 'shipment' | 'cancellation' | 'refund';
    /**
     * Such as `UPS 1Z999` or `12.50 EUR`
     */
    what: string;
    /**
     * `known` when the channel knew without us; `waiting` while it is tried again
     */
    state: 'waiting' | 'done' | 'known' | 'refused';
    /**
     * Why it waits or was refused
     */
    code: string | null;
    message: string | null;
    /**
     * The channel's own name for what it did
     */
    reference: string | null;
    attempts: number;
    /**
     * When it was first tried
     */
    since: string;
    /**
     * When it came to this state
     */
    at: string;
    sentence: string;
};

export type OrderPayload = {
    payload_id: string;
    /**
     * The body as the channel sent it, or the order that was read from it
     */
    kind: 'raw' | 'canonical';
    /**
     * Bytes; null where it is no longer kept
     */
    size: number | null;
    stored_at: string | null;
    /**
     * `retired`: deleted by the rules of its channel
     */
    state: 'kept' | 'retired';
};

export type OpenedOrderPayload = {
    payload_id: string;
    /**
     * The body as the channel sent it, or the order that was read from it
     */
    kind: 'raw' | 'canonical';
    /**
     * Bytes; null where it is no longer kept
     */
    size: number | null;
    stored_at: string | null;
    content_type: 'application/json' | 'text/plain';
    /**
     * JSON is laid out for reading, unless it is very long
     */
    text: string;
    /**
     * The order as it was read from this payload
     */
    canonical: {
        channel: string;
        channel_account: string;
        channel_order_id: string;
        channel_revision: string | null;
        channel_order_name: string | null;
        placed_at: string;
        currency: string;
        taxes_included: boolean;
        presentment: {
            currency: string;
            /**
             * Minor units of the currency beside it
             */
            total: number;
        } | null;
        test: boolean;
        cancelled: boolean;
        shipped?: 'partly' | 'wholly';
        delivery?: {
            method: 'pickup';
            location_id: string;
        };
        customer: {
            source_id: string | null;
            email: string | null;
            name: string | null;
            phone: string | null;
        } | null;
        line_items: Array<{
            line_id: string;
            sku: string | null;
            title: string;
            quantity: number;
            /**
             * Minor units of the currency beside it
             */
            unit_price: number;
            /**
             * Minor units of the currency beside it
             */
            discount: number;
            /**
             * Minor units of the currency beside it
             */
            tax: number;
            /**
             * Minor units of the currency beside it
             */
            total: number;
            requires_shipping: boolean;
            fulfilled_by: 'merchant' | 'channel';
        }>;
        shipping_lines: Array<{
            code: string | null;
            title: string | null;
            /**
             * Minor units of the currency beside it
             */
            price: number;
            /**
             * Minor units of the currency beside it
             */
            discount: number;
            /**
             * Minor units of the currency beside it
             */
            tax: number;
        }>;
        totals: {
            /**
             * Minor units of the currency beside it
             */
            subtotal: number;
            /**
             * Minor units of the currency beside it
             */
            discount: number;
            /**
             * Minor units of the currency beside it
             */
            shipping: number;
            /**
             * Minor units of the currency beside it
             */
            tax: number;
            /**
             * Minor units of the currency beside it
             */
            fees: number;
            /**
             * Minor units of the currency beside it
             */
            total: number;
        };
        shipping_address: {
            name: string | null;
            line1: string | null;
            line2: string | null;
            city: string | null;
            region: string | null;
            postal_code: string | null;
            country: string | null;
            phone: string | null;
        } | null;
        billing_address: {
            name: string | null;
            line1: string | null;
            line2: string | null;
            city: string | null;
            region: string | null;
            postal_code: string | null;
            country: string | null;
            phone: string | null;
        } | null;
        payment_method: {
            kind: 'card' | 'wallet' | 'bank_transfer' | 'cash' | 'cash_on_delivery' | 'invoice' | 'instalments' | 'gift_card' | 'other' | 'unknown';
            provider: string | null;
            status: 'pending' | 'authorized' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded' | 'voided' | 'expired' | 'unknown';
            reference: string | null;
        };
        promotions?: Array<string>;
        client?: {
            ip: string | null;
            device_id: string | null;
        };
        channel_metadata: {
            [key: string]: JsonValue;
        };
        discrepancies: Array<{
            code: string;
            field: string;
            message: string;
        }>;
    } | null;
};

/**
 * Units of an order that came back
 */
export type OrderReturn = {
    return_id: string;
    recorded_at: string;
    actor: Actor;
    lines: Array<{
        line_id: string;
        quantity: number;
        reason?: 'too-small' | 'too-large' | 'not-as-described' | 'wrong-item' | 'defective' | 'incomplete' | 'damaged-in-transit' | 'arrived-late' | 'undeliverable' | 'changed-mind' | 'ordered-several' | 'other';
        condition?: 'new' | 'opened' | 'worn' | 'damaged' | 'incomplete';
    }>;
    location_id?: string;
    received_at?: string;
};

export type TimelineEntry = {
    at: string;
    kind: 'order' | 'hold' | 'work' | 'parcel' | 'payment' | 'stock' | 'decision' | 'notice' | 'note' | 'execution';
    title: string;
    /**
     * Plain English; of a note its text, with the scope orders:personal
     */
    sentence: string;
    /**
     * Null for what nobody did, such as a workflow that ended
     */
    actor: Actor | null;
    /**
     * Such as a hold, a fulfillment order or a tracking number
     */
    reference: string | null;
};

export type OrderWhy = {
    order_id: string;
    /**
     * All of it, to be read out
     */
    answer: string;
    paragraphs: Array<{
        /**
         * Null for what no decision on record says, such as the date promised
         */
        decision_id: string | null;
        kind: string;
        for_customer: string;
        reasons: Array<string>;
        would_change: Array<string>;
        may_change: string;
    }>;
    decisions: Array<ExplainedDecision>;
};

export type Consents = {
    person_id: string;
    /**
     * Every purpose, each once
     */
    consents: Array<{
        purpose: 'personalisation' | 'automated-decisions' | 'model-training';
        statement: ConsentStatement;
    }>;
};

/**
 * What the person said last; null where they have said nothing
 */
export type ConsentStatement = {
    granted: boolean;
    stated_at: string;
    source: string;
    wording: string | null;
    recorded_by: Actor;
} | null;

export type PersonalRecommendations = {
    /**
     * `best-selling`: too little is known of the article or the person; `nothing`: nothing is known, or everything is sold out
     */
    basis: 'bought-together' | 'best-selling' | 'nothing';
    /**
     * When it was counted; null while nothing has been
     */
    counted_at: string | null;
    /**
     * Orders that it was counted from
     */
    baskets: number;
    items: Array<RecommendedArticle>;
    /**
     * Whether they agree to personalisation; without it nothing of theirs is read
     */
    consent: boolean;
    /**
     * Articles of theirs that it rests on
     */
    purchases: number;
};

export type RecommendedArticle = {
    sku: string;
    /**
     * Orders that have it beside what was asked about; of a best-selling article, all of its orders
     */
    orders: number;
    /**
     * Share of the orders with the one that have the other too, drawn towards the share of all orders; null for a best-selling article
     */
    share: number | null;
    /**
     * How many times more often than by chance, drawn towards once; null for a best-selling article
     */
    lift: number | null;
    reason: string;
};

/**
 * Orders per lifecycle stage, and how long they have been there
 */
export type Pipeline = {
    /**
     * When this was counted
     */
    as_of: string;
    /**
     * How old it is at most while the installation runs
     */
    renewed_within_seconds: number;
    /**
     * Every stage, in the order in which orders go through them
     */
    stages: Array<PipelineStage>;
};

export type PipelineStage = {
    status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
    /**
     * Exactly so many, or at least so many where there are `more`
     */
    orders: number;
    /**
     * Whether there are more than were counted. Of open stages up to 200,000 orders are counted; of shipped, delivered, completed, cancelled and returned ones, which grow for ever, about the 1,000 placed last of each
     */
    more: boolean;
    /**
     * Of them, how many have been in the stage for longer than they should
     */
    stuck: number;
    /**
     * Null where no order ever counts as stuck
     */
    stuck_after_seconds: number | null;
    /**
     * When the one that has been in the stage for longest came into it
     */
    oldest_since: string | null;
    /**
     * Orders by the time they have been in the stage, youngest first
     */
    ageing: Array<{
        from_seconds: number;
        /**
         * Exclusive; null for the last one, which has no end
         */
        to_seconds: number | null;
        orders: number;
    }>;
};

/**
 * It counts where it would have told the past better by a twentieth
 */
export type VolumeSeason = {
    /**
     * Whether days beyond the forecast have the season of the year
     */
    counts: boolean;
    /**
     * Earlier years by which it is told
     */
    years: number;
    /**
     * How far volumes would have been off in the past, without the season and with it; null where less than about a year and a half is known
     */
    proof: {
        without_percent: number;
        with_percent: number;
        /**
         * Spans of four weeks of the past that were told and held against what came
         */
        spans: number;
    } | null;
};

export type LaneMonth = {
    month: string;
    parcels: number;
    units: number;
    /**
     * Days that the forecast reaches
     */
    forecast_days: number;
    /**
     * Days beyond it that have the season of earlier years; the others are like its mean day
     */
    season_days: number;
    days: number;
};

/**
 * Goods to be moved or bought before they are missing, with what speaks for it
 */
export type PlanningProposal = {
    proposal_id: string;
    kind: 'transfer' | 'purchase';
    /**
     * `lapsed`: what it rested on is no longer so, or nobody decided in time
     */
    status: 'open' | 'accepted' | 'declined' | 'lapsed';
    sku: string;
    from_location_id: string | null;
    to_location_id: string;
    /**
     * Location of the supplier; null where nobody is known to sell the article
     */
    supplier: string | null;
    quantity: number;
    /**
     * The last day on which it is in time
     */
    act_by: string;
    expected_on: string;
    sentence: string;
    reasons: Array<string>;
    receipt: {
        forecast_version: string;
        service_percent: number;
        policy_version: number;
        to: PlannedEnd;
        from: PlannedEnd | null;
        lead_time_days: number;
        cost_minor: number | null;
        /**
         * Loss expected to be avoided, less what the giving end risks
         */
        benefit_minor: number | null;
        currency: string | null;
        minimum_units: number | null;
        pack_units: number | null;
    };
    opened_at: string;
    expires_at: string;
    ended_at: string | null;
    decision: {
        by: {
            kind: 'user' | 'system' | 'api_key';
            id: string;
        };
        note: string | null;
        /**
         * Number of the transfer or purchase order
         */
        document_id: string | null;
        quantity: number | null;
    } | null;
};

/**
 * How one end of a proposal stands, in units
 */
export type PlannedEnd = {
    location_id: string;
    available: number;
    /**
     * Under way, and there within the days
     */
    incoming: number;
    /**
     * Demand expected within the days
     */
    expected: number;
    days: number;
    /**
     * Stock that covers the demand as often as asked for, with the safety stock
     */
    needed: number;
    safety_stock: number;
    /**
     * Units expected to be missing without it
     */
    short_before: number;
    short_after: number;
};

export type StaffingDay = {
    day: string;
    units: number;
    lines: number;
    people_p50: number;
    people_p90: number;
    parcels: number;
    /**
     * Null where the location has not said what it can send
     */
    is_over_capacity: boolean | null;
};

export type Policy = {
    name: 'sourcing';
    value: SourcingPolicyValueOutput;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'fraud_review';
    value: FraudReviewPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'fraud_bands';
    value: FraudBandsPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'duplicates';
    value: DuplicatesPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'addresses';
    value: AddressesPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'completion';
    value: CompletionPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'stuck_orders';
    value: StuckOrdersPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'buffers';
    value: BuffersPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'safety_stock';
    value: SafetyStockPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'storefront';
    value: StorefrontPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'pickup';
    value: PickupPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'service_levels';
    value: ServiceLevelsPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'retraining';
    value: RetrainingPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'planning';
    value: PlanningPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'labour';
    value: LabourPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'return_risk';
    value: ReturnRiskPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'dispositions';
    value: DispositionsPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'promotions';
    value: PromotionsPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
} | {
    name: 'stock_checks';
    value: StockChecksPolicyValue;
    /**
     * Names the value in receipts of decisions; 0 as long as the tenant has decided nothing
     */
    version: number;
    /**
     * stored: decided by the tenant; setting: by whoever runs the installation; default: by nobody, so the product decides
     */
    source: 'stored' | 'setting' | 'default';
    /**
     * Since when the version stands; null unless stored
     */
    since: string | null;
    /**
     * Who made the version; null unless stored
     */
    by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    } | null;
    note: string | null;
    /**
     * What is wrong with the setting of the installation, in a sentence; the value shown is then the default
     */
    problem: string | null;
};

export type AddressesPolicyValue = {
    /**
     * hold: an order whose address goods could hardly be delivered to waits until the address is corrected or let pass; tell: it goes on, and its decisions say what was found; off: neither
     */
    on_doubt: 'hold' | 'tell' | 'off';
};

export type ReturnRiskPolicyValue = {
    /**
     * Whether anything is suggested to customers before they order
     */
    suggest: boolean;
    /**
     * From which probability on a suggestion may be shown
     */
    show_from_percent: number;
    /**
     * What the way back of a line costs, in minor units of the order’s currency
     */
    freight_minor: number;
    /**
     * What receiving and looking at a line costs, in minor units of the order’s currency
     */
    handling_minor: number;
    /**
     * Of the price paid, what goods that were sent back bring less
     */
    loss_percent: number;
};

export type DispositionsPolicyValue = {
    /**
     * Of its price, what an opened unit brings when it is sold as it is
     */
    opened_percent: number;
    /**
     * The same of a worn unit
     */
    worn_percent: number;
    /**
     * The same of a damaged unit; 0: not sold as it is
     */
    damaged_percent: number;
    /**
     * The same of an incomplete unit; 0: not sold as it is
     */
    incomplete_percent: number;
    /**
     * What a unit brings that has been put right; 0: none is
     */
    refurbished_percent: number;
    /**
     * Putting one unit right, in minor units of the article’s currency
     */
    refurbish_cost_minor: number;
    /**
     * What a buyer of remainders pays
     */
    liquidate_percent: number;
    /**
     * Receiving a unit and putting it away
     */
    handling_minor: number;
    /**
     * Getting rid of a unit
     */
    dispose_cost_minor: number;
    /**
     * What a unit loses of its value with each week that it waits to be sold
     */
    loss_percent_per_week: number;
    /**
     * From the arrival of a unit until it lies on the shelf to be sold
     */
    shelf_days: number;
    /**
     * What putting a unit right takes beside that
     */
    refurbish_days: number;
    /**
     * Weeks that a unit is taken to wait where there is no forecast
     */
    weeks_without_forecast: number;
};

export type PromotionsPolicyValue = {
    /**
     * What the shop takes off, and whom it shows that
     */
    promotions: Array<{
        /**
         * As orders name it in `promotions`, and as the code of a discount on a channel that has them
         */
        promotion_id: string;
        /**
         * As the shop calls it
         */
        title: string;
        /**
         * What is taken off
         */
        kind: 'percent' | 'amount' | 'free_shipping';
        /**
         * Of the goods that it is for; of the kind percent alone
         */
        percent?: number;
        /**
         * In minor units of the currency; of the kind amount alone
         */
        amount_minor?: number;
        /**
         * Of amount_minor and minimum_minor; a cart in another currency does not get the promotion
         */
        currency?: string;
        /**
         * What the goods of the cart must come to, in minor units of the currency
         */
        minimum_minor?: number;
        /**
         * Articles that it is for; empty for all of the cart
         */
        skus: Array<string>;
        /**
         * On which it counts; empty for every channel
         */
        channels: Array<string>;
        /**
         * Before that nobody gets it
         */
        from?: string;
        /**
         * From then on it is over
         */
        until?: string;
        /**
         * Orders that may use it; once so many have, it is shown to nobody any more
         */
        uses_max?: number;
        /**
         * companion: carts with what its articles are bought with; repurchase: who bought one of its articles before and is about to need it again; lapsed: who has not bought for longer than customers stay away. The last two need consent to personalisation
         */
        audience: 'everybody' | 'companion' | 'repurchase' | 'lapsed';
        /**
         * Of those it is for, the share that is not shown it: against them is measured what the promotion does
         */
        holdout_percent: number;
    }>;
};

export type StockChecksPolicyValue = {
    /**
     * An item that has, or has moved, units is due for a count after so many days without one
     */
    stale_after_days: number;
    /**
     * A count is told when it is off the book by both, and is serious at five times both
     */
    deviation: {
        /**
         * Of what the book has
         */
        percent: number;
        units: number;
    };
    /**
     * So many corrections of one item, up and down, within so many days
     */
    to_and_fro: {
        adjustments: number;
        within_days: number;
    };
    /**
     * Nothing sold for so many days, in which at least so many units were expected to be
     */
    phantom: {
        after_days: number;
        expected_units: number;
    };
    /**
     * Articles that safety_stock does not name are held to what covers the forecast of the lead time this often; null for none
     */
    forecast_cover: {
        lead_time_days: number;
        percent: number;
    } | null;
};

/**
 * What does not stand against a value, and is worth a look
 */
export type PolicyWarning = {
    /**
     * The member by which it is so, such as `value.policy.constraints.from_countries`
     */
    field: string;
    code: 'destination-unsourced' | 'articles-unsourced' | 'locations-serve-nothing' | 'unknown-location' | 'evidence-worse' | 'evidence-thin';
    message: string;
    /**
     * Country or region, such as US-NY, whose orders would find no source
     */
    destination: string | null;
    /**
     * How many of the latest orders go there; null where there are none to go by
     */
    orders: number | null;
};

export type PolicyVersion = {
    name: 'sourcing';
    value: SourcingPolicyValueOutput;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'fraud_review';
    value: FraudReviewPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'fraud_bands';
    value: FraudBandsPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'duplicates';
    value: DuplicatesPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'addresses';
    value: AddressesPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'completion';
    value: CompletionPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'stuck_orders';
    value: StuckOrdersPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'buffers';
    value: BuffersPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'safety_stock';
    value: SafetyStockPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'storefront';
    value: StorefrontPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'pickup';
    value: PickupPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'service_levels';
    value: ServiceLevelsPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'retraining';
    value: RetrainingPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'planning';
    value: PlanningPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'labour';
    value: LabourPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'return_risk';
    value: ReturnRiskPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'dispositions';
    value: DispositionsPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'promotions';
    value: PromotionsPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
} | {
    name: 'stock_checks';
    value: StockChecksPolicyValue;
    version: number;
    /**
     * Why it was changed, in the words of whoever did
     */
    note: string;
    actor: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    at: string;
    /**
     * The version whose value it took up again; null for a new value
     */
    restored_from: number | null;
};

export type FoundProduct = {
    sku: string;
    title: string;
    /**
     * Goods that are planned together, such as `lamps`: forecasts and promotions go by it
     */
    category?: string;
    /**
     * What the SKU is a size of: sizes of one article share it. Where it is left out, `SHIRT-M` of size `M` is of `SHIRT`
     */
    article?: string;
    /**
     * Size of what has to fit, such as `M` or `42`
     */
    size?: string;
    /**
     * Minor units of `currency`
     */
    price?: number;
    currency?: string;
    weight_grams?: number;
    requires_shipping: boolean;
    /**
     * GTIN, EAN, UPC or the like
     */
    barcode?: string;
    /**
     * Sent only by locations that can keep it cold
     */
    cold_chain?: boolean;
    /**
     * Sent only by locations that may handle hazardous goods
     */
    hazmat?: boolean;
    /**
     * Breaks easily: how carriers treat such goods is learned apart
     */
    fragile?: boolean;
    /**
     * Unwieldy for its carrier: how carriers treat such goods is learned apart
     */
    bulky?: boolean;
    /**
     * Sold from this moment on; orders before it are preorders and wait
     */
    available_from?: string;
    /**
     * The only countries it may be sent from; any when left out
     */
    ships_from?: Array<string>;
    /**
     * The only types of location it may be sent from; any when left out
     */
    location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
    updated_at: string;
    /**
     * What of the product the text is: its SKU, its barcode, or how its SKU begins
     */
    matched_by: 'sku' | 'barcode' | 'beginning';
};

export type Product = {
    sku: string;
    title: string;
    /**
     * Goods that are planned together, such as `lamps`: forecasts and promotions go by it
     */
    category?: string;
    /**
     * What the SKU is a size of: sizes of one article share it. Where it is left out, `SHIRT-M` of size `M` is of `SHIRT`
     */
    article?: string;
    /**
     * Size of what has to fit, such as `M` or `42`
     */
    size?: string;
    /**
     * Minor units of `currency`
     */
    price?: number;
    currency?: string;
    weight_grams?: number;
    requires_shipping: boolean;
    /**
     * GTIN, EAN, UPC or the like
     */
    barcode?: string;
    /**
     * Sent only by locations that can keep it cold
     */
    cold_chain?: boolean;
    /**
     * Sent only by locations that may handle hazardous goods
     */
    hazmat?: boolean;
    /**
     * Breaks easily: how carriers treat such goods is learned apart
     */
    fragile?: boolean;
    /**
     * Unwieldy for its carrier: how carriers treat such goods is learned apart
     */
    bulky?: boolean;
    /**
     * Sold from this moment on; orders before it are preorders and wait
     */
    available_from?: string;
    /**
     * The only countries it may be sent from; any when left out
     */
    ships_from?: Array<string>;
    /**
     * The only types of location it may be sent from; any when left out
     */
    location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
    updated_at: string;
};

export type PutProduct = {
    sku: string;
    title: string;
    /**
     * Goods that are planned together, such as `lamps`: forecasts and promotions go by it
     */
    category?: string;
    /**
     * What the SKU is a size of: sizes of one article share it. Where it is left out, `SHIRT-M` of size `M` is of `SHIRT`
     */
    article?: string;
    /**
     * Size of what has to fit, such as `M` or `42`
     */
    size?: string;
    /**
     * Minor units of `currency`
     */
    price?: number;
    currency?: string;
    weight_grams?: number;
    requires_shipping: boolean;
    /**
     * GTIN, EAN, UPC or the like
     */
    barcode?: string;
    /**
     * Sent only by locations that can keep it cold
     */
    cold_chain?: boolean;
    /**
     * Sent only by locations that may handle hazardous goods
     */
    hazmat?: boolean;
    /**
     * Breaks easily: how carriers treat such goods is learned apart
     */
    fragile?: boolean;
    /**
     * Unwieldy for its carrier: how carriers treat such goods is learned apart
     */
    bulky?: boolean;
    /**
     * Sold from this moment on; orders before it are preorders and wait
     */
    available_from?: string;
    /**
     * The only countries it may be sent from; any when left out
     */
    ships_from?: Array<string>;
    /**
     * The only types of location it may be sent from; any when left out
     */
    location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
};

export type PromotionReport = {
    items: Array<{
        promotion_id: string;
        /**
         * Null for one that the policy does not name any more
         */
        title: string | null;
        /**
         * Orders that name it and have not been cancelled, whether they were shown it or not
         */
        uses: number;
        uses_max: number | null;
        outcomes: Array<{
            currency: string;
            /**
             * Who was shown it, how many of them ordered, and for how much
             */
            shown: {
                people: number;
                orders: number;
                amount_minor: number;
            };
            /**
             * Likewise of those who were held out
             */
            held: {
                people: number;
                orders: number;
                amount_minor: number;
            };
            /**
             * Of those who were shown it, orders that name it
             */
            used: number;
            /**
             * What it took off those orders
             */
            given_minor: number;
            /**
             * Share of people who ordered, shown less held out
             */
            orders: ProvenDifference;
            /**
             * Minor units ordered by each of them, shown less held out
             */
            amount: ProvenDifference;
        }>;
    }>;
};

/**
 * Goods that a supplier will deliver to a location
 */
export type PurchaseOrder = {
    purchase_order_id: string;
    status: 'open' | 'partially_received' | 'received' | 'closed_short' | 'cancelled';
    supplier: string;
    reference: string | null;
    location_id: string;
    lines: Array<{
        line_id: string;
        sku: string;
        /**
         * Units ordered
         */
        quantity: number;
        received: number;
        damaged: number;
        /**
         * Given up: no longer expected
         */
        withdrawn: number;
        /**
         * Still expected
         */
        outstanding: number;
        expected_at: string | null;
    }>;
    receipts: Array<{
        receipt_id: string;
        lines: Array<{
            line_id: string;
            received: number;
            damaged: number;
        }>;
        reason: string | null;
    }>;
    end_reason: string | null;
    version: number;
    created_at: string;
    updated_at: string;
};

export type Recommendations = {
    /**
     * `best-selling`: too little is known of the article or the person; `nothing`: nothing is known, or everything is sold out
     */
    basis: 'bought-together' | 'best-selling' | 'nothing';
    /**
     * When it was counted; null while nothing has been
     */
    counted_at: string | null;
    /**
     * Orders that it was counted from
     */
    baskets: number;
    items: Array<RecommendedArticle>;
};

/**
 * How the check of one source stands
 */
export type RecordCheck = {
    /**
     * A channel, or `history:<channel>` for imported orders
     */
    source: string;
    /**
     * `silent`: too few records are kept; nothing is set aside
     */
    state: 'silent' | 'speaking';
    /**
     * Records that it is trained on, the newest 6,000 at most
     */
    records: number;
    /**
     * Records from which it speaks
     */
    records_needed: number;
    speaks_since: string | null;
    /**
     * Records that the threshold was set by; 0 while it is silent
     */
    held_out: number;
    /**
     * What is stranger is set aside; null while it is silent
     */
    threshold: number | null;
    /**
     * Of records that are as they should be, the share that may be set aside
     */
    budget: number;
    /**
     * Set aside, and nobody has decided on them yet
     */
    undecided: number;
    /**
     * Let go on by a person; each raises the threshold
     */
    released: number;
    rejected: number;
    /**
     * Days in UTC on which it has spoken, the newest last, 35 at most
     */
    days: Array<{
        day: string;
        checked: number;
        set_aside: number;
    }>;
    /**
     * More of yesterday or today were set aside than the budget explains
     */
    set_aside_unusual: boolean;
    sentence: string;
};

export type DispositionAdvice = {
    /**
     * What leaves most
     */
    best: {
        disposition: 'resell' | 'refurbish' | 'liquidate' | 'dispose';
        location_id: string;
        /**
         * Carrier and service of the parcel that brings the goods there
         */
        service: string | null;
        /**
         * Until they lie there to be sold; null for what is not sold from there
         */
        days_to_shelf: number | null;
        /**
         * What the goods bring today
         */
        recovery_minor: number;
        /**
         * What of it is lost until they are sold
         */
        season_loss_minor: number;
        /**
         * From the shelf
         */
        weeks_to_sell: number | null;
        /**
         * What having them there spares later orders
         */
        future_minor: number;
        handling_minor: number;
        work_minor: number;
        freight_minor: number;
        net_minor: number;
    };
    /**
     * What can be sold soonest; null where nothing is sold
     */
    fastest: {
        disposition: 'resell' | 'refurbish' | 'liquidate' | 'dispose';
        location_id: string;
        /**
         * Carrier and service of the parcel that brings the goods there
         */
        service: string | null;
        /**
         * Until they lie there to be sold; null for what is not sold from there
         */
        days_to_shelf: number | null;
        /**
         * What the goods bring today
         */
        recovery_minor: number;
        /**
         * What of it is lost until they are sold
         */
        season_loss_minor: number;
        /**
         * From the shelf
         */
        weeks_to_sell: number | null;
        /**
         * What having them there spares later orders
         */
        future_minor: number;
        handling_minor: number;
        work_minor: number;
        freight_minor: number;
        net_minor: number;
    } | null;
    /**
     * Every way that is open, the best first; forty at most
     */
    options: Array<{
        disposition: 'resell' | 'refurbish' | 'liquidate' | 'dispose';
        location_id: string;
        /**
         * Carrier and service of the parcel that brings the goods there
         */
        service: string | null;
        /**
         * Until they lie there to be sold; null for what is not sold from there
         */
        days_to_shelf: number | null;
        /**
         * What the goods bring today
         */
        recovery_minor: number;
        /**
         * What of it is lost until they are sold
         */
        season_loss_minor: number;
        /**
         * From the shelf
         */
        weeks_to_sell: number | null;
        /**
         * What having them there spares later orders
         */
        future_minor: number;
        handling_minor: number;
        work_minor: number;
        freight_minor: number;
        net_minor: number;
    }>;
    currency: string | null;
    decided_by: {
        policy: string;
        version: number;
        source: 'stored' | 'setting' | 'default';
    };
    forecast_version: string | null;
    future_version: string | null;
    /**
     * `assumed`: no forecast says how fast the article sells
     */
    basis: 'forecast' | 'assumed';
    sentence: string;
    /**
     * All that the advice rests on: the same inputs give the same advice
     */
    inputs: {
        condition: 'new' | 'opened' | 'worn' | 'damaged' | 'incomplete';
        quantity: number;
        unit_price_minor: number;
        received_at: string | null;
        places: Array<{
            location_id: string;
            sells: boolean;
            /**
             * The cheapest first, then those that are faster
             */
            parcels: Array<{
                service: string | null;
                price_minor: number;
                days: number | null;
            }>;
            available: number;
            weekly_demand: number | null;
            future_minor: number;
        }>;
        policy: DispositionsPolicyValue;
    };
};

export type ReviewItem = {
    order: OrderSummary;
    hold: {
        hold_id: string;
        type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
        reason: string;
        blocks: Array<'sourcing' | 'release' | 'shipping' | 'completion'>;
        placed_at: string;
        until: string | null;
        /**
         * Roles that may decide on it; empty for any that may handle holds
         */
        releasable_by: Array<string>;
        /**
         * Whether somebody has upheld it: then the order is to be cancelled
         */
        rejected: boolean;
    };
    recommended_action: RecommendedAction;
};

/**
 * A decision that nobody has made
 */
export type EvaluatedRoute = {
    evaluated_at: string;
    decision: {
        decision_id: string;
        /**
         * Whether every unit has a source
         */
        complete: boolean;
        assignments: Array<RoutingAssignment>;
        unsourced: Array<UnsourcedLine>;
        remainder: 'wait' | 'split';
        receipt: RoutingReceipt;
    };
    /**
     * What the customer can be told, by how long parcels have really taken; null where too few are known
     */
    delivery: {
        /**
         * One half of such orders is there by then
         */
        likely: string;
        /**
         * Nine of ten are there by then
         */
        latest: string;
        /**
         * Parcels that it rests on
         */
        parcels: number;
    } | null;
};

export type FutureValueItem = {
    sku: string;
    locations: Array<{
        location_id: string;
        /**
         * Minor units that a unit kept there is expected to save later orders
         */
        value: number;
    }>;
};

export type ScanMatch = {
    /**
     * What `id` is the id of
     */
    kind: 'fulfillment_order' | 'product' | 'order';
    id: string;
    /**
     * How the code names it
     */
    by: 'id' | 'sku' | 'barcode' | 'tracking_number' | 'channel_order_id' | 'order';
    /**
     * Title of a product, name of an order
     */
    title: string | null;
    /**
     * Of a fulfillment order
     */
    location_id: string | null;
    /**
     * Of a fulfillment order
     */
    status: 'open' | 'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'ready_for_pickup' | 'collected' | 'pickup_expired' | 'rejected' | 'cancelled' | null;
};

export type SearchResult = {
    /**
     * Newest first
     */
    items: Array<{
        order: OrderSummary;
        matched_by: Array<'order_id' | 'fulfillment_order_id' | 'channel_order' | 'sku' | 'tracking_number' | 'email' | 'phone' | 'status'>;
    }>;
    /**
     * What the text was taken for
     */
    kinds: Array<'order_id' | 'fulfillment_order_id' | 'channel_order' | 'sku' | 'tracking_number' | 'email' | 'phone' | 'status'>;
    /**
     * What it may be beside that and was not looked for, because the caller does not hold `orders:personal`
     */
    withheld: Array<'order_id' | 'fulfillment_order_id' | 'channel_order' | 'sku' | 'tracking_number' | 'email' | 'phone' | 'status'>;
    /**
     * Whether more orders match than are shown
     */
    more: boolean;
};

export type SignInMethod = {
    method: 'password';
} | {
    method: 'redirect';
    sign_in_url: string;
};

export type SimulationSummary = {
    simulation_id: string;
    from: string;
    to: string;
    /**
     * Null for that of each decision
     */
    policy: {
        name: string;
        version: number;
    } | null;
    rates: 'logged' | 'candidate';
    state: 'running' | 'done' | 'failed';
    /**
     * Decisions found in the range, and how many are through
     */
    progress: {
        found: number;
        replayed: number;
    };
    /**
     * Why it failed
     */
    problem: {
        code: string;
        message: string;
    } | null;
    requested_by: Actor;
    created_at: string;
    updated_at: string;
    /**
     * When it is forgotten
     */
    expires_at: string;
};

/**
 * The replay of a policy
 */
export type Simulation = {
    simulation_id: string;
    from: string;
    to: string;
    /**
     * Null for that of each decision
     */
    policy: {
        name: string;
        version: number;
    } | null;
    rates: 'logged' | 'candidate';
    state: 'running' | 'done' | 'failed';
    /**
     * Decisions found in the range, and how many are through
     */
    progress: {
        found: number;
        replayed: number;
    };
    /**
     * Why it failed
     */
    problem: {
        code: string;
        message: string;
    } | null;
    requested_by: Actor;
    created_at: string;
    updated_at: string;
    /**
     * When it is forgotten
     */
    expires_at: string;
    /**
     * Null until it is done
     */
    result: ReplayResult | null;
};

/**
 * The policy replayed against the log
 */
export type ReplayResult = {
    reproduction: {
        /**
         * Routing decisions of the range, also those that were not followed
         */
        decisions: number;
        /**
         * Those that the same inputs and policy lead to again
         */
        reproduced: number;
        /**
         * At most the first 100
         */
        not_reproduced: Array<{
            order_id: string;
            decision_id: string;
            reason: 'inputs-missing' | 'inputs-altered' | 'decided-otherwise';
        }>;
    };
    /**
     * Decisions that were followed and whose inputs are there
     */
    compared: number;
    /**
     * Of these, those that the policy replayed makes otherwise
     */
    changed: number;
    /**
     * Left out because no rates serve the ways of one side
     */
    not_priced: number;
    currencies: Array<{
        currency: string;
        logged: ReplayTotals;
        candidate: ReplayTotals;
    }>;
    locations: Array<{
        location_id: string;
        currency: string;
        logged: ReplayLocationTotals;
        candidate: ReplayLocationTotals;
    }>;
    /**
     * The decisions that differ most in money
     */
    differences: Array<{
        order_id: string;
        decision_id: string;
        currency: string;
        logged: Array<{
            location_id: string;
            units: number;
        }>;
        candidate: Array<{
            location_id: string;
            units: number;
        }>;
        /**
         * Minor units
         */
        logged_minor: number;
        /**
         * Minor units
         */
        candidate_minor: number;
    }>;
    /**
     * What the policy would really have cost; present where the log drew among nearly equal plans
     */
    estimates?: Array<OffPolicyEstimate>;
};

/**
 * What one side of a replay comes to
 */
export type ReplayTotals = {
    orders: number;
    decisions: number;
    parcels: number;
    units: number;
    unsourced_units: number;
    /**
     * Decisions that came to more than one parcel
     */
    splits: number;
    /**
     * Of all parcels whose way is known
     */
    km: number;
    /**
     * Parcels of which both the promise and the days on the way are known
     */
    promised_parcels: number;
    late_parcels: number;
    late_days: number;
    /**
     * Minor units
     */
    shipping_minor: number;
    /**
     * Minor units
     */
    handling_minor: number;
    /**
     * Minor units
     */
    split_minor: number;
    /**
     * Shipping, handling and splits
     */
    total_minor: number;
    parcels_per_order: number;
    split_percent: number;
    /**
     * Null where nothing was promised
     */
    late_percent: number | null;
};

export type ReplayLocationTotals = {
    orders: number;
    parcels: number;
    units: number;
    /**
     * Minor units
     */
    cost_minor: number;
};

export type OffPolicyEstimate = {
    currency: string;
    decisions: number;
    /**
     * Decisions on which policy and log agree; only these tell
     */
    matched: number;
    /**
     * Decisions of which the log could have drawn what the policy chooses; absent in replays of before
     */
    supported?: number;
    /**
     * Decisions that the matched ones are worth, as unevenly as they weigh
     */
    effective: number;
    /**
     * Minor units of a decision, by what became of it; low and high hold nine cases of ten
     */
    logged: {
        mean: number;
        low: number;
        high: number;
    };
    /**
     * Of the policy, by self-normalised inverse propensities
     */
    snips: {
        mean: number;
        low: number;
        high: number;
    };
    /**
     * The same with a model of costs, as a cross-check
     */
    doubly_robust: {
        mean: number;
        low: number;
        high: number;
    };
    verdict: 'better' | 'worse' | 'undecided' | 'no-evidence';
    /**
     * Why nothing is concluded: they weigh less than 30, or less than four of five have support
     */
    refusal?: 'few-decisions' | 'little-overlap';
};

export type InstallationStatus = {
    at: string;
    pipeline: Array<{
        status: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
        orders: number;
        /**
         * Whether there are more than were counted
         */
        more: boolean;
    }>;
    recent_orders: Array<OrderSummary>;
    queues: Array<{
        queue: string;
        waiting: number;
        in_flight: number;
    }>;
    dead_letters: Array<{
        queue: string;
        waiting: number;
    }>;
    alarms: Array<AlarmState>;
};

export type AlarmState = {
    name: string;
    description: string;
    /**
     * `unknown` where the figures are kept elsewhere
     */
    state: 'ok' | 'ringing' | 'unknown';
    value: number;
    threshold: number;
    /**
     * What to do, in this repository
     */
    runbook: string;
};

/**
 * Whether an article can be had, as a website shows it
 */
export type ArticleAvailability = {
    sku: string;
    in_stock: boolean;
    /**
     * Units that can be had, up to what the policy shows exactly
     */
    quantity: number;
    /**
     * Whether there are more than `quantity`
     */
    more: boolean;
    /**
     * Of what is sold out: when more is expected; null when nobody said
     */
    expected_at: string | null;
};

export type StorefrontDelivery = {
    sku: string;
    /**
     * Whose calendar the days are of, by the IANA database: that of the destination. `UTC` where country and region do not tell it, as of a country with several zones whose region is not given
     */
    time_zone: string;
    /**
     * The cheapest way first; empty where the article cannot be had now, or nobody can tell
     */
    items: Array<{
        method: string;
        /**
         * One of ten such orders is there by the end of that day
         */
        earliest_on: string;
        /**
         * One half is there by then
         */
        likely_on: string;
        /**
         * Nine of ten are there by then
         */
        latest_on: string;
        /**
         * `prior-only`: too few parcels went that way, so that it is hardly more than what the rates say
         */
        basis: 'learned' | 'prior-only';
    }>;
};

export type StorefrontRecommendations = {
    items: Array<{
        sku: string;
    }>;
};

/**
 * Goods on their way from one location to another
 */
export type Transfer = {
    transfer_id: string;
    /**
     * `shipping`: the origin wants to send, and the stock ledger answers within moments: `in_transit`, or `approved` again
     */
    status: 'draft' | 'approved' | 'shipping' | 'in_transit' | 'partially_received' | 'received' | 'closed_short' | 'cancelled';
    from_location_id: string;
    to_location_id: string;
    reference: string | null;
    expected_at: string | null;
    lines: Array<{
        sku: string;
        /**
         * Units asked for
         */
        quantity: number;
        shipped: number;
        received: number;
        damaged: number;
        /**
         * Never arrived: written off, or back at the origin
         */
        missing: number;
        /**
         * On no shelf; expected at the destination
         */
        in_transit: number;
    }>;
    /**
     * Why the last try to ship was refused; empty when it was not
     */
    refused: Array<{
        sku: string;
        code: string;
    }>;
    receipts: Array<{
        receipt_id: string;
        lines: Array<{
            sku: string;
            received: number;
            damaged: number;
        }>;
        reason: string | null;
    }>;
    /**
     * What became of units that never arrived
     */
    missing: 'write_off' | 'return' | null;
    end_reason: string | null;
    version: number;
    created_at: string;
    updated_at: string;
};

export type User = {
    user_id: string;
    /**
     * Null once the person has been erased
     */
    email: string | null;
    status: 'active' | 'disabled';
    role: Role;
    locations: Locations;
    membership: 'active' | 'revoked';
    created_at: string;
    granted_at: string;
};

export type CreatedUser = {
    user_id: string;
    role: Role;
    locations: Locations;
    /**
     * Shown once; good for one sign-in that sets another password
     */
    one_time_password?: {
        password: string;
        expires_at: string;
    };
    /**
     * True where people sign in elsewhere: the person has been mailed an invitation
     */
    mailed?: boolean;
};

/**
 * Whether a person can sign in
 */
export type AccountStatus = {
    user_id: string;
    status: 'active' | 'disabled';
};

export type Membership = {
    tenant_id: string;
    user_id: string;
    role: Role;
    locations: Locations;
    status: 'active' | 'revoked';
    granted_by: {
        kind: 'user' | 'api_key' | 'system';
        id: string;
    };
    granted_at: string;
    revision: number;
};

/**
 * As much as anybody with the token is told: nothing of the order
 */
export type PublicVerification = {
    status: 'waiting' | 'confirmed' | 'failed';
    expires_at: string | null;
    tries_left: number;
    sends_left: number;
};

export type WeatherRowOutput = {
    /**
     * ISO 3166; a country stands for all its regions
     */
    region: string;
    day: string;
    basis: 'forecast' | 'actual';
    /**
     * Degrees Celsius above what is usual for the time of the year
     */
    temperature_anomaly: number;
    precipitation_mm?: number;
};

export type SourcingPolicyValueOutput = {
    /**
     * Preset
     *
     * How locations are chosen: a policy that ships with the product
     */
    preset: 'balanced' | 'cost' | 'speed' | 'nearest' | 'cheapest';
    /**
     * Learned
     *
     * What outcomes have taught of carriers: prices, days on the way, lateness and damage
     */
    learned?: {
        /**
         * Counts
         *
         * Whether what outcomes have taught of carriers counts
         */
        enabled: boolean;
        /**
         * Damage
         *
         * How much of the expected damage counts; 100 when it is left out
         */
        damage_percent?: number;
        /**
         * Regions
         *
         * Only orders to these; all when it is left out
         */
        regions?: Array<string>;
        /**
         * Articles
         *
         * Only orders of these alone; all when it is left out
         */
        skus?: Array<string>;
        /**
         * Share
         *
         * Share of the orders for which it counts; the others show what it is worth
         */
        share_percent?: number;
        /**
         * Exploration
         *
         * Share of the orders for which one of nearly equal plans is drawn; none when it is left out
         */
        explore_percent?: number;
        /**
         * Nearly equal
         *
         * How much dearer than the best a plan may be to be drawn; 2 when it is left out
         */
        explore_within_percent?: number;
    };
    /**
     * Quotes
     *
     * Carriers are asked for their prices; where none comes in time, the rates count
     */
    quotes?: {
        /**
         * Service
         *
         * Who asks the carriers; its API key is the secret `<tenant>/easypost-api-key` or `<tenant>/shipstation-api-key`
         */
        from: 'easypost' | 'shipstation';
        /**
         * Accounts
         *
         * The service’s ids of your accounts with carriers; ShipStation needs one at least, EasyPost takes all of them
         */
        carrier_accounts?: Array<string>;
        /**
         * Waits
         *
         * How long a decision waits for prices; 1,500 when it is left out
         */
        wait_ms?: number;
        /**
         * Kept
         *
         * How long a price counts; 60 when it is left out
         */
        kept_minutes?: number;
        /**
         * Locations
         *
         * Asked for at most for an order, the nearest that hold its goods; 5 when it is left out
         */
        locations_max?: number;
        /**
         * Unknown weight
         *
         * Assumed of a unit of which nobody knows the weight; 500 when it is left out
         */
        unit_grams?: number;
    };
} | {
    /**
     * Policy
     *
     * A whole sourcing policy of one’s own
     */
    policy: {
        /**
         * Name
         *
         * As receipts name the policy
         */
        name: string;
        /**
         * Version
         *
         * As receipts name it beside the name; the tenant’s own count of versions stands apart
         */
        version: number;
        /**
         * Method
         *
         * lowest-score searches for the best plan; nearest-first follows the static rule whatever it costs
         */
        method: 'lowest-score' | 'nearest-first';
        /**
         * Shipping
         *
         * What a parcel costs to send
         */
        shipping: {
            kind: 'distance';
            /**
             * Each parcel
             *
             * Price of a parcel before its way, in minor units of the order’s currency
             */
            base_minor: number;
            /**
             * Each 1,000 km
             *
             * Added for each 1,000 km, in minor units of the order’s currency
             */
            per_thousand_km_minor: number;
            /**
             * At a border
             *
             * Added when the parcel crosses a border, in minor units of the order’s currency
             */
            cross_border_minor: number;
            /**
             * Way of a day
             *
             * How far a parcel travels in a day; without it nobody knows whether it is late
             */
            km_per_day?: number;
        } | {
            kind: 'rate-table';
            /**
             * Services
             *
             * Of those that go the way, the one counts that costs least with its lateness
             */
            carriers: Array<{
                /**
                 * Carrier
                 *
                 * Whose parcel it is
                 */
                carrier: string;
                /**
                 * Service
                 *
                 * As receipts name it beside the carrier
                 */
                service: string;
                /**
                 * Bands
                 *
                 * Prices by distance; beyond the last one the service does not go
                 */
                bands: Array<{
                    /**
                     * Up to
                     *
                     * The longest way that the price is for
                     */
                    up_to_km: number;
                    /**
                     * Price
                     *
                     * Price of a parcel, in minor units of the order’s currency
                     */
                    price_minor: number;
                    /**
                     * On the way
                     *
                     * Days on the way; without them nobody knows whether a parcel is late
                     */
                    transit_days?: number;
                }>;
                /**
                 * At a border
                 *
                 * Added when the parcel crosses a border; without it the service stays within the country, in minor units of the order’s currency
                 */
                cross_border_minor?: number;
                /**
                 * Each kilogram
                 *
                 * Added for each kilogram, unit by unit, in minor units of the order’s currency
                 */
                per_kilogram_minor?: number;
            }>;
        };
        /**
         * Split
         *
         * Cost of each parcel after the first: packaging, a second delivery, an annoyed customer, in minor units of the order’s currency
         */
        split_cost_minor: number;
        /**
         * Lateness
         *
         * What days cost; nothing when it is left out
         */
        lateness?: {
            /**
             * Each day late
             *
             * Cost of each parcel for each day after the promise, in minor units of the order’s currency
             */
            per_day_late_minor: number;
            /**
             * Each day on the way
             *
             * Cost of each parcel for each day on the way, in minor units of the order’s currency
             */
            per_transit_day_minor: number;
        };
        /**
         * Workload
         *
         * What busy places cost; nothing when it is left out
         */
        workload?: {
            /**
             * Each day of waiting work
             *
             * Cost of each parcel for each day that the work waiting there takes, in minor units of the order’s currency
             */
            per_queued_day_minor: number;
        };
        /**
         * Way back
         *
         * What a unit costs that comes back; the cheapest parcel by the rates when it is left out
         */
        returns?: {
            /**
             * Each unit
             *
             * Cost of bringing a unit back, from wherever, in minor units of the order’s currency
             */
            per_unit_minor: number;
        };
        /**
         * Weights
         *
         * Share of each cost that counts; what is not named does not count
         */
        weights_percent: {
            /**
             * Shipping
             *
             * How much of the price of parcels counts
             */
            shipping: number;
            /**
             * Handling
             *
             * How much of picking and packing counts
             */
            handling: number;
            /**
             * Splits
             *
             * How much of the cost of parcels after the first counts
             */
            split: number;
            /**
             * Lateness
             *
             * How much of the cost of days counts
             */
            lateness?: number;
            /**
             * Workload
             *
             * How much of the cost of busy places counts
             */
            workload?: number;
            /**
             * Later worth
             *
             * How much of what a unit will be worth later counts
             */
            future?: number;
            /**
             * Preferences
             *
             * How much of the penalties of preferences counts
             */
            preference?: number;
            /**
             * Returns
             *
             * How much of what it is expected to cost that goods come back counts
             */
            returns?: number;
        };
        /**
         * Hard constraints
         *
         * What no plan may go against
         */
        constraints?: {
            /**
             * Keep the promise
             *
             * Deliver by what the customer was told or not at all; a parcel of unknown days counts as late
             */
            keep_promise?: boolean;
            /**
             * Types of location
             *
             * The only ones that may send; all when it is left out
             */
            location_types?: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
            /**
             * Countries
             *
             * The only ones that may send; all when it is left out
             */
            from_countries?: Array<string>;
            /**
             * Across borders
             *
             * Whether parcels may cross a border; they may when it is left out
             */
            cross_border?: boolean;
            /**
             * Parcels
             *
             * How many an order may go out in; as many as it takes when it is left out
             */
            max_parcels?: number;
        };
        /**
         * Preference
         *
         * A soft constraint: what it costs to go against it
         */
        preferences?: Array<{
            kind: 'types';
            types: Array<'warehouse' | 'store' | '3pl' | 'supplier'>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'regions';
            regions: Array<string>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'avoid';
            location_ids: Array<string>;
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        } | {
            kind: 'keep-pickup';
            /**
             * Penalty
             *
             * Cost of each parcel that goes against it, in minor units of the order’s currency
             */
            penalty_minor: number;
        }>;
        /**
         * Unknown distance
         *
         * Assumed for every location alike where a place is not known
         */
        unknown_distance_km: number;
        /**
         * Lines without a source
         *
         * wait: the whole order waits for them; split: the rest goes ahead
         */
        remainder: 'wait' | 'split';
        /**
         * Learned
         *
         * What outcomes have taught of carriers: prices, days on the way, lateness and damage
         */
        learned?: {
            /**
             * Counts
             *
             * Whether what outcomes have taught of carriers counts
             */
            enabled: boolean;
            /**
             * Damage
             *
             * How much of the expected damage counts; 100 when it is left out
             */
            damage_percent?: number;
            /**
             * Regions
             *
             * Only orders to these; all when it is left out
             */
            regions?: Array<string>;
            /**
             * Articles
             *
             * Only orders of these alone; all when it is left out
             */
            skus?: Array<string>;
            /**
             * Share
             *
             * Share of the orders for which it counts; the others show what it is worth
             */
            share_percent?: number;
            /**
             * Exploration
             *
             * Share of the orders for which one of nearly equal plans is drawn; none when it is left out
             */
            explore_percent?: number;
            /**
             * Nearly equal
             *
             * How much dearer than the best a plan may be to be drawn; 2 when it is left out
             */
            explore_within_percent?: number;
        };
        /**
         * Quotes
         *
         * Carriers are asked for their prices; where none comes in time, the rates count
         */
        quotes?: {
            /**
             * Service
             *
             * Who asks the carriers; its API key is the secret `<tenant>/easypost-api-key` or `<tenant>/shipstation-api-key`
             */
            from: 'easypost' | 'shipstation';
            /**
             * Accounts
             *
             * The service’s ids of your accounts with carriers; ShipStation needs one at least, EasyPost takes all of them
             */
            carrier_accounts?: Array<string>;
            /**
             * Waits
             *
             * How long a decision waits for prices; 1,500 when it is left out
             */
            wait_ms?: number;
            /**
             * Kept
             *
             * How long a price counts; 60 when it is left out
             */
            kept_minutes?: number;
            /**
             * Locations
             *
             * Asked for at most for an order, the nearest that hold its goods; 5 when it is left out
             */
            locations_max?: number;
            /**
             * Unknown weight
             *
             * Assumed of a unit of which nobody knows the weight; 500 when it is left out
             */
            unit_grams?: number;
        };
    };
};

/**
 * The tenant, for people who belong to several; a key belongs to one
 */
export type TenantId = string;

/**
 * Of your choice. The same request sent again under the same key is carried out once; kept for seven days.
 */
export type IdempotencyKey = string;

export type ListApiKeysData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        /**
         * The cursor of the page before
         */
        cursor?: string;
    };
    url: '/api-keys';
};

export type ListApiKeysErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * Not allowed
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListApiKeysError = ListApiKeysErrors[keyof ListApiKeysErrors];

export type ListApiKeysResponses = {
    /**
     * A page of keys
     */
    200: {
        items: Array<ApiKey>;
        cursor?: string;
    };
};

export type ListApiKeysResponse = ListApiKeysResponses[keyof ListApiKeysResponses];

export type CreateApiKeyData = {
    body: {
        label: string;
        role?: Role;
        scopes?: Array<'orders:read' | 'orders:write' | 'orders:manage' | 'orders:personal' | 'holds:write' | 'inventory:read' | 'inventory:write' | 'catalog:read' | 'catalog:write' | 'fulfilment:read' | 'fulfilment:write' | 'channels:read' | 'channels:write' | 'operations:read' | 'operations:write' | 'policies:read' | 'policies:write' | 'models:read' | 'models:write' | 'access:write'>;
        locations: Locations;
        expires_at?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/api-keys';
};

export type CreateApiKeyErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * Not allowed
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CreateApiKeyError = CreateApiKeyErrors[keyof CreateApiKeyErrors];

export type CreateApiKeyResponses = {
    /**
     * Created; the only time the key is shown
     */
    201: CreatedApiKey;
};

export type CreateApiKeyResponse = CreateApiKeyResponses[keyof CreateApiKeyResponses];

export type RevokeApiKeyData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api-keys/{id}';
};

export type RevokeApiKeyErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * Not allowed
     */
    403: Problem;
    /**
     * No such key in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RevokeApiKeyError = RevokeApiKeyErrors[keyof RevokeApiKeyErrors];

export type RevokeApiKeyResponses = {
    /**
     * Revoked
     */
    204: void;
};

export type RevokeApiKeyResponse = RevokeApiKeyResponses[keyof RevokeApiKeyResponses];

export type ListBulkJobsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        cursor?: string;
    };
    url: '/bulk-jobs';
};

export type ListBulkJobsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListBulkJobsError = ListBulkJobsErrors[keyof ListBulkJobsErrors];

export type ListBulkJobsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<BulkJob>;
        cursor?: string;
    };
};

export type ListBulkJobsResponse = ListBulkJobsResponses[keyof ListBulkJobsResponses];

export type CreateBulkJobData = {
    /**
     * One of cancel, place_hold, release_holds, reject_holds, for up to 1000 orders
     */
    body: {
        action: 'cancel';
        reason?: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
        /**
         * An order that is named twice counts once
         */
        order_ids: Array<string>;
        /**
         * Says what would become of each order as it stands, and writes nothing
         */
        dry_run?: boolean;
    } | {
        action: 'place_hold';
        type?: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
        /**
         * About the orders, never about a person
         */
        reason: string;
        blocks?: Array<'sourcing' | 'release' | 'shipping' | 'completion'>;
        /**
         * RFC 3339 with a zone
         */
        until?: string;
        /**
         * An order that is named twice counts once
         */
        order_ids: Array<string>;
        /**
         * Says what would become of each order as it stands, and writes nothing
         */
        dry_run?: boolean;
    } | {
        action: 'release_holds';
        /**
         * Every open hold of this type is released
         */
        type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
        /**
         * An order that is named twice counts once
         */
        order_ids: Array<string>;
        /**
         * Says what would become of each order as it stands, and writes nothing
         */
        dry_run?: boolean;
    } | {
        action: 'reject_holds';
        /**
         * Every open hold of this type is upheld
         */
        type: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
        /**
         * An order that is named twice counts once
         */
        order_ids: Array<string>;
        /**
         * Says what would become of each order as it stands, and writes nothing
         */
        dry_run?: boolean;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
        /**
         * Of your choice. The same request sent again under the same key is carried out once; kept for seven days.
         */
        'idempotency-key'?: string;
    };
    path?: never;
    query?: never;
    url: '/bulk-jobs';
};

export type CreateBulkJobErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The Idempotency-Key was used for another request
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CreateBulkJobError = CreateBulkJobErrors[keyof CreateBulkJobErrors];

export type CreateBulkJobResponses = {
    /**
     * Of a dry run: what would become of each order
     */
    200: BulkDryRun;
    /**
     * The job, which is worked off from now on
     */
    202: BulkJob;
};

export type CreateBulkJobResponse = CreateBulkJobResponses[keyof CreateBulkJobResponses];

export type GetBulkJobData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/bulk-jobs/{id}';
};

export type GetBulkJobErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetBulkJobError = GetBulkJobErrors[keyof GetBulkJobErrors];

export type GetBulkJobResponses = {
    /**
     * The job
     */
    200: BulkJob;
};

export type GetBulkJobResponse = GetBulkJobResponses[keyof GetBulkJobResponses];

export type ResumeBulkJobData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/bulk-jobs/{id}/resume';
};

export type ResumeBulkJobErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ResumeBulkJobError = ResumeBulkJobErrors[keyof ResumeBulkJobErrors];

export type ResumeBulkJobResponses = {
    /**
     * The job
     */
    200: BulkJob;
};

export type ResumeBulkJobResponse = ResumeBulkJobResponses[keyof ResumeBulkJobResponses];

export type ListBulkJobRowsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        state?: 'waiting' | 'done' | 'unchanged' | 'refused' | 'failed';
        limit?: number;
        cursor?: string;
    };
    url: '/bulk-jobs/{id}/rows';
};

export type ListBulkJobRowsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListBulkJobRowsError = ListBulkJobRowsErrors[keyof ListBulkJobRowsErrors];

export type ListBulkJobRowsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<BulkJobRow>;
        cursor?: string;
    };
};

export type ListBulkJobRowsResponse = ListBulkJobRowsResponses[keyof ListBulkJobRowsResponses];

export type StopBulkJobData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/bulk-jobs/{id}/stop';
};

export type StopBulkJobErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type StopBulkJobError = StopBulkJobErrors[keyof StopBulkJobErrors];

export type StopBulkJobResponses = {
    /**
     * The job
     */
    200: BulkJob;
};

export type StopBulkJobResponse = StopBulkJobResponses[keyof StopBulkJobResponses];

export type ListBundlesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
    };
    url: '/bundles';
};

export type ListBundlesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListBundlesError = ListBundlesErrors[keyof ListBundlesErrors];

export type ListBundlesResponses = {
    /**
     * Those first that bring most orders beyond chance; only of articles that can be had now
     */
    200: {
        /**
         * When it was counted; null while nothing has been
         */
        counted_at: string | null;
        /**
         * Orders that it was counted from
         */
        baskets: number;
        items: Array<ProposedBundle>;
    };
};

export type ListBundlesResponse = ListBundlesResponses[keyof ListBundlesResponses];

export type RecordCarrierOutcomesData = {
    body: {
        outcomes: Array<CarrierOutcome>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/carriers/outcomes';
};

export type RecordCarrierOutcomesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RecordCarrierOutcomesError = RecordCarrierOutcomesErrors[keyof RecordCarrierOutcomesErrors];

export type RecordCarrierOutcomesResponses = {
    /**
     * How many were new, and how many were known
     */
    200: RecordedOutcomes;
};

export type RecordCarrierOutcomesResponse = RecordCarrierOutcomesResponses[keyof RecordCarrierOutcomesResponses];

export type CarrierPerformanceData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of this one alone
         */
        carrier?: string;
        zone?: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | 'abroad';
    };
    url: '/carriers/performance';
};

export type CarrierPerformanceErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CarrierPerformanceError = CarrierPerformanceErrors[keyof CarrierPerformanceErrors];

export type CarrierPerformanceResponses = {
    /**
     * The last count
     */
    200: {
        /**
         * Null while nothing has been learned
         */
        version: string | null;
        made_at: string | null;
        items: Array<CarrierPerformance>;
    };
};

export type CarrierPerformanceResponse = CarrierPerformanceResponses[keyof CarrierPerformanceResponses];

export type AskCarrierQuotesData = {
    body: CarrierQuoteBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/carriers/quotes';
};

export type AskCarrierQuotesErrors = {
    /**
     * A field is not as it must be; `problems` names it, a location that does not exist by `location_id`
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The policy sourcing names no service to ask (`quotes-not-set-up`)
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AskCarrierQuotesError = AskCarrierQuotesErrors[keyof AskCarrierQuotesErrors];

export type AskCarrierQuotesResponses = {
    /**
     * What came back, cheapest first; with a gap there are no services
     */
    200: CarrierQuotes;
};

export type AskCarrierQuotesResponse = AskCarrierQuotesResponses[keyof AskCarrierQuotesResponses];

export type ListChannelAccountsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/channels/accounts';
};

export type ListChannelAccountsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListChannelAccountsError = ListChannelAccountsErrors[keyof ListChannelAccountsErrors];

export type ListChannelAccountsResponses = {
    /**
     * The accounts by channel and id; names of secrets, never their values
     */
    200: {
        accounts: Array<ReadChannelAccount>;
    };
};

export type ListChannelAccountsResponse = ListChannelAccountsResponses[keyof ListChannelAccountsResponses];

export type ListChannelStockData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        channel: string;
        account: string;
        limit?: number;
        cursor?: string;
        /**
         * Only articles of which the channel once showed another number; a page may hold fewer
         */
        drift?: 'true';
        /**
         * Of this article alone
         */
        sku?: string;
    };
    url: '/channels/stock';
};

export type ListChannelStockErrors = {
    /**
     * The query is not as it must be
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListChannelStockError = ListChannelStockErrors[keyof ListChannelStockErrors];

export type ListChannelStockResponses = {
    /**
     * Articles by SKU; `cursor` asks for the next page
     */
    200: {
        items: Array<{
            sku: string;
            /**
             * What the channel took last; null when it never took any
             */
            quantity: number | null;
            /**
             * waiting: tried, and tried again; refused: the channel will not have it
             */
            state: 'done' | 'waiting' | 'refused';
            /**
             * Why it waits or was refused
             */
            code: string | null;
            /**
             * When it came to this state
             */
            at: string;
            /**
             * Why it was told this number; null when it never took any
             */
            published: PublishedStock | null;
            /**
             * The last time that the channel showed another number
             */
            drift: ChannelStockDrift | null;
            /**
             * Orders of the account that got nothing although it showed some
             */
            oversells: number;
        }>;
        cursor?: string;
    };
};

export type ListChannelStockResponse = ListChannelStockResponses[keyof ListChannelStockResponses];

export type DeleteChannelAccountData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        channel: string;
        account: string;
    };
    query?: never;
    url: '/channels/{channel}/accounts/{account}';
};

export type DeleteChannelAccountErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type DeleteChannelAccountError = DeleteChannelAccountErrors[keyof DeleteChannelAccountErrors];

export type DeleteChannelAccountResponses = {
    /**
     * Removed, now or before
     */
    204: void;
};

export type DeleteChannelAccountResponse = DeleteChannelAccountResponses[keyof DeleteChannelAccountResponses];

export type PutChannelAccountData = {
    body: {
        /**
         * Deliveries of this shop only; without it, of any that bears the signature
         */
        shop_domain?: string | null;
        /**
         * Name of the signing secret; without it <channel>-<account>-webhook-secret
         */
        secret_name?: string | null;
        /**
         * For its API, as docs/channels has them; without them it is not read
         */
        settings?: {
            [key: string]: JsonValue;
        } | null;
        /**
         * Name of the secret for its API; without it <channel>-<account>-credentials
         */
        credentials_name?: string | null;
        /**
         * What it is told of stock; without it nothing
         */
        stock?: {
            /**
             * Whose units are for sale there; a location that is not active has none
             */
            locations: 'all' | Array<string>;
            /**
             * The channel's id of the place that is told; without it the only or default one
             */
            channel_location_id?: string | null;
        } | null;
        /**
         * Instead of the address of the channel itself: https:// only
         */
        base_url?: string | null;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        channel: string;
        account: string;
    };
    query?: never;
    url: '/channels/{channel}/accounts/{account}';
};

export type PutChannelAccountErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The id belongs to another tenant of the installation, another account stands for the shop, or the account stands for another shop
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PutChannelAccountError = PutChannelAccountErrors[keyof PutChannelAccountErrors];

export type PutChannelAccountResponses = {
    /**
     * The account as it is now
     */
    200: ChannelAccount;
};

export type PutChannelAccountResponse = PutChannelAccountResponses[keyof PutChannelAccountResponses];

export type BackfillChannelAccountData = {
    body: {
        /**
         * RFC 3339 with a zone
         */
        from: string;
        /**
         * RFC 3339 with a zone
         */
        to: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        channel: string;
        account: string;
    };
    query?: never;
    url: '/channels/{channel}/accounts/{account}/backfills';
};

export type BackfillChannelAccountErrors = {
    /**
     * The range is empty, ends in the future, or begins before what the channel still tells
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The account has been removed, or has no settings for its API
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type BackfillChannelAccountError = BackfillChannelAccountErrors[keyof BackfillChannelAccountErrors];

export type BackfillChannelAccountResponses = {
    /**
     * Asked for; GET /channels/accounts lists it under its name among the readings of the account
     */
    202: {
        backfill: string;
        from: string;
        to: string;
        follow: string;
    };
};

export type BackfillChannelAccountResponse = BackfillChannelAccountResponses[keyof BackfillChannelAccountResponses];

export type PollChannelAccountData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        channel: string;
        account: string;
    };
    query?: never;
    url: '/channels/{channel}/accounts/{account}/polls';
};

export type PollChannelAccountErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The account has been removed, or has no settings for its API
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PollChannelAccountError = PollChannelAccountErrors[keyof PollChannelAccountErrors];

export type PollChannelAccountResponses = {
    /**
     * Asked for; GET /channels/accounts shows what came of it
     */
    202: {
        follow: string;
    };
};

export type PollChannelAccountResponse = PollChannelAccountResponses[keyof PollChannelAccountResponses];

export type TestChannelAccountData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        channel: string;
        account: string;
    };
    query?: never;
    url: '/channels/{channel}/accounts/{account}/tests';
};

export type TestChannelAccountErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The account has been removed, or has no settings for its API
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type TestChannelAccountError = TestChannelAccountErrors[keyof TestChannelAccountErrors];

export type TestChannelAccountResponses = {
    /**
     * What was found, also when the channel is down or refuses
     */
    200: ConnectionTest;
};

export type TestChannelAccountResponse = TestChannelAccountResponses[keyof TestChannelAccountResponses];

export type OfferDeliveryOptionsData = {
    body: DeliveryOptionsBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/checkout/delivery-options';
};

export type OfferDeliveryOptionsErrors = {
    /**
     * A field is not as it must be; `problems` names it, an article that nobody knows by `lines.N.sku`
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type OfferDeliveryOptionsError = OfferDeliveryOptionsErrors[keyof OfferDeliveryOptionsErrors];

export type OfferDeliveryOptionsResponses = {
    /**
     * The options; the answer is kept for 30 days as its own receipt
     */
    200: DeliveryOptions;
};

export type OfferDeliveryOptionsResponse = OfferDeliveryOptionsResponses[keyof OfferDeliveryOptionsResponses];

export type GetDeliveryOptionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/checkout/delivery-options/{id}';
};

export type GetDeliveryOptionsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetDeliveryOptionsError = GetDeliveryOptionsErrors[keyof GetDeliveryOptionsErrors];

export type GetDeliveryOptionsResponses = {
    /**
     * As it was answered
     */
    200: DeliveryOptions;
};

export type GetDeliveryOptionsResponse = GetDeliveryOptionsResponses[keyof GetDeliveryOptionsResponses];

export type OfferPromotionsData = {
    body: PromotionsBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/checkout/promotions';
};

export type OfferPromotionsErrors = {
    /**
     * A field is not as it must be; `problems` names it, a price that nobody knows by `lines.N.unit_price`
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type OfferPromotionsError = OfferPromotionsErrors[keyof OfferPromotionsErrors];

export type OfferPromotionsResponses = {
    /**
     * The promotions; the answer is kept for 30 days as its own receipt
     */
    200: Promotions;
};

export type OfferPromotionsResponse = OfferPromotionsResponses[keyof OfferPromotionsResponses];

export type GetPromotionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/checkout/promotions/{id}';
};

export type GetPromotionsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPromotionsError = GetPromotionsErrors[keyof GetPromotionsErrors];

export type GetPromotionsResponses = {
    /**
     * As it was answered
     */
    200: Promotions;
};

export type GetPromotionsResponse = GetPromotionsResponses[keyof GetPromotionsResponses];

export type AssessReturnRiskData = {
    body: ReturnRiskBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/checkout/return-risk';
};

export type AssessReturnRiskErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AssessReturnRiskError = AssessReturnRiskErrors[keyof AssessReturnRiskErrors];

export type AssessReturnRiskResponses = {
    /**
     * Line by line, in the order of the cart
     */
    200: ReturnRisk;
};

export type AssessReturnRiskResponse = AssessReturnRiskResponses[keyof AssessReturnRiskResponses];

export type ListDeadLetterQueuesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/dead-letters';
};

export type ListDeadLetterQueuesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListDeadLetterQueuesError = ListDeadLetterQueuesErrors[keyof ListDeadLetterQueuesErrors];

export type ListDeadLetterQueuesResponses = {
    /**
     * Every queue and stream reader, those with letters first
     */
    200: {
        queues: Array<DeadLetterQueue>;
    };
};

export type ListDeadLetterQueuesResponse = ListDeadLetterQueuesResponses[keyof ListDeadLetterQueuesResponses];

export type ListDeadLettersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        queue: string;
    };
    query?: {
        limit?: number;
    };
    url: '/dead-letters/{queue}';
};

export type ListDeadLettersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListDeadLettersError = ListDeadLettersErrors[keyof ListDeadLettersErrors];

export type ListDeadLettersResponses = {
    /**
     * The messages, oldest first
     */
    200: {
        queue: string;
        messages: Array<DeadLetter>;
    };
};

export type ListDeadLettersResponse = ListDeadLettersResponses[keyof ListDeadLettersResponses];

export type RedriveDeadLettersData = {
    body: {
        message_ids?: Array<string>;
        limit?: number;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        queue: string;
    };
    query?: never;
    url: '/dead-letters/{queue}/redrive';
};

export type RedriveDeadLettersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RedriveDeadLettersError = RedriveDeadLettersErrors[keyof RedriveDeadLettersErrors];

export type RedriveDeadLettersResponses = {
    /**
     * How many were sent back
     */
    200: {
        queue: string;
        /**
         * Sent back to the queue, or handled by the stream reader
         */
        redriven: number;
        /**
         * Letters of a stream reader that failed again, and stay
         */
        failed: number;
    };
};

export type RedriveDeadLettersResponse = RedriveDeadLettersResponses[keyof RedriveDeadLettersResponses];

export type GetDeadLetterData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        queue: string;
        message_id: string;
    };
    query?: never;
    url: '/dead-letters/{queue}/{message_id}';
};

export type GetDeadLetterErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetDeadLetterError = GetDeadLetterErrors[keyof GetDeadLetterErrors];

export type GetDeadLetterResponses = {
    /**
     * The letter. It is looked for among the oldest thousand of the queue
     */
    200: ExaminedDeadLetter;
};

export type GetDeadLetterResponse = GetDeadLetterResponses[keyof GetDeadLetterResponses];

export type ListDecisionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        kind?: string;
        /**
         * RFC 3339 with a zone
         */
        from?: string;
        /**
         * RFC 3339 with a zone
         */
        to?: string;
        /**
         * Of the model, or `name@version` of the policy
         */
        version?: string;
        band?: string;
        /**
         * Only those of which something was said
         */
        mark?: 'feedback' | 'overridden' | 'contested' | 'contest-open' | 'outcome';
        limit?: number;
        cursor?: string;
    };
    url: '/decisions';
};

export type ListDecisionsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListDecisionsError = ListDecisionsErrors[keyof ListDecisionsErrors];

export type ListDecisionsResponses = {
    /**
     * A page; it may hold fewer or somewhat more than were asked for and still have a cursor
     */
    200: {
        items: Array<ListedDecision>;
        cursor?: string;
    };
};

export type ListDecisionsResponse = ListDecisionsResponses[keyof ListDecisionsResponses];

export type GetDecisionFairnessData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Default: 24 hours before `to`
         */
        from?: string;
        /**
         * Default: now
         */
        to?: string;
    };
    url: '/decisions/fairness';
};

export type GetDecisionFairnessErrors = {
    /**
     * The range is empty or longer than 31 days
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetDecisionFairnessError = GetDecisionFairnessErrors[keyof GetDecisionFairnessErrors];

export type GetDecisionFairnessResponses = {
    /**
     * Rates by group, the worst first
     */
    200: FairnessReport;
};

export type GetDecisionFairnessResponse = GetDecisionFairnessResponses[keyof GetDecisionFairnessResponses];

export type GetDecisionKpisData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Default: 24 hours before `to`
         */
        from?: string;
        /**
         * Default: now
         */
        to?: string;
    };
    url: '/decisions/kpis';
};

export type GetDecisionKpisErrors = {
    /**
     * The range is empty or longer than 31 days
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetDecisionKpisError = GetDecisionKpisErrors[keyof GetDecisionKpisErrors];

export type GetDecisionKpisResponses = {
    /**
     * The figures
     */
    200: DecisionKpis;
};

export type GetDecisionKpisResponse = GetDecisionKpisResponses[keyof GetDecisionKpisResponses];

export type GetDecisionData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        /**
         * The decision's name everywhere: `<order>.<decision>`
         */
        id: string;
    };
    query?: never;
    url: '/decisions/{id}';
};

export type GetDecisionErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetDecisionError = GetDecisionErrors[keyof GetDecisionErrors];

export type GetDecisionResponses = {
    /**
     * The decision
     */
    200: ExplainedDecision;
};

export type GetDecisionResponse = GetDecisionResponses[keyof GetDecisionResponses];

export type AnswerContestData = {
    body: {
        outcome: 'upheld' | 'changed' | 'explained';
        /**
         * Kept with the personal data of the order, and erased with it
         */
        comment?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        /**
         * The decision's name everywhere: `<order>.<decision>`
         */
        id: string;
        contest_id: string;
    };
    query?: never;
    url: '/decisions/{id}/contests/{contest_id}/answer';
};

export type AnswerContestErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AnswerContestError = AnswerContestErrors[keyof AnswerContestErrors];

export type AnswerContestResponses = {
    /**
     * Noted
     */
    200: {
        contest_id: string;
        outcome: 'upheld' | 'changed' | 'explained';
    };
};

export type AnswerContestResponse = AnswerContestResponses[keyof AnswerContestResponses];

export type GiveDecisionFeedbackData = {
    body: {
        verdict: 'right' | 'wrong' | 'unsure';
        reason_code: 'as-expected' | 'genuine-customer' | 'fraud' | 'not-a-duplicate' | 'is-a-duplicate' | 'wrong-location' | 'too-late' | 'too-expensive' | 'needless-split' | 'stock-was-wrong' | 'forecast-too-high' | 'forecast-too-low' | 'unclear-reasons' | 'other';
        /**
         * Kept with the personal data of the order, and erased with it
         */
        comment?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        /**
         * The decision's name everywhere: `<order>.<decision>`
         */
        id: string;
    };
    query?: never;
    url: '/decisions/{id}/feedback';
};

export type GiveDecisionFeedbackErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GiveDecisionFeedbackError = GiveDecisionFeedbackErrors[keyof GiveDecisionFeedbackErrors];

export type GiveDecisionFeedbackResponses = {
    /**
     * Noted; the same again notes it once
     */
    200: {
        feedback_id: string;
    };
};

export type GiveDecisionFeedbackResponse = GiveDecisionFeedbackResponses[keyof GiveDecisionFeedbackResponses];

export type OverrideDecisionData = {
    body: {
        /**
         * `uphold` ends the order where the check is one for fraud or duplicates
         */
        action: 'release' | 'uphold';
        reason_code: 'customer-verified' | 'known-customer' | 'payment-confirmed' | 'evidence-of-fraud' | 'both-orders-wanted' | 'ordered-twice' | 'customer-asked' | 'location-cannot' | 'faster-elsewhere' | 'cheaper-elsewhere' | 'keep-stock' | 'local-knowledge' | 'data-was-wrong' | 'other';
        /**
         * Kept with the personal data of the order, and erased with it
         */
        comment?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        /**
         * The decision's name everywhere: `<order>.<decision>`
         */
        id: string;
    };
    query?: never;
    url: '/decisions/{id}/override';
};

export type OverrideDecisionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type OverrideDecisionError = OverrideDecisionErrors[keyof OverrideDecisionErrors];

export type OverrideDecisionResponses = {
    /**
     * Done
     */
    200: {
        act: string;
    };
};

export type OverrideDecisionResponse = OverrideDecisionResponses[keyof OverrideDecisionResponses];

export type GetDeliveryTasteData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/delivery-taste';
};

export type GetDeliveryTasteErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetDeliveryTasteError = GetDeliveryTasteErrors[keyof GetDeliveryTasteErrors];

export type GetDeliveryTasteResponses = {
    /**
     * The average of the shop; nobody can be told from it
     */
    200: DeliveryTaste;
};

export type GetDeliveryTasteResponse = GetDeliveryTasteResponses[keyof GetDeliveryTasteResponses];

export type ListExceptionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of `stuck` ones, the 500 that have been so for longest are listed
         */
        kind?: 'stuck' | 'backordered' | 'promise-broken' | 'promise-at-risk' | 'discrepancy' | 'workflow-broke-off' | 'refused-everywhere' | 'shipped-unwanted' | 'added-too-late' | 'undeliverable' | 'notice-refused' | 'notice-late';
        limit?: number;
        cursor?: string;
    };
    url: '/exceptions';
};

export type ListExceptionsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListExceptionsError = ListExceptionsErrors[keyof ListExceptionsErrors];

export type ListExceptionsResponses = {
    /**
     * A page; it may hold fewer than were asked for and still have a cursor
     */
    200: {
        items: Array<OrderException>;
        /**
         * For the next page; absent on the last one
         */
        cursor?: string;
    };
};

export type ListExceptionsResponse = ListExceptionsResponses[keyof ListExceptionsResponses];

export type ListForecastFeedData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        kind: 'promotions' | 'marketing' | 'weather' | 'economy' | 'holidays';
    };
    query?: {
        /**
         * Rows that say something of this day or a later one
         */
        from?: string;
        /**
         * Rows that say something of this day or an earlier one
         */
        to?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/forecast-feeds/{kind}';
};

export type ListForecastFeedErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListForecastFeedError = ListForecastFeedErrors[keyof ListForecastFeedErrors];

export type ListForecastFeedResponses = {
    /**
     * A page of rows; it may be shorter than asked for and still have a cursor
     */
    200: {
        kind: 'promotions' | 'marketing' | 'weather' | 'economy' | 'holidays';
        items: Array<FeedRow>;
        cursor?: string;
    };
};

export type ListForecastFeedResponse = ListForecastFeedResponses[keyof ListForecastFeedResponses];

export type PutForecastFeedData = {
    body: {
        /**
         * Where the rows come from, such as the name of a system
         */
        source: string;
        rows: Array<PromotionRow | MarketingRow | WeatherRow | EconomyRow | HolidayRow | {
            [key: string]: JsonValue;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        kind: 'promotions' | 'marketing' | 'weather' | 'economy' | 'holidays';
    };
    query?: never;
    url: '/forecast-feeds/{kind}';
};

export type PutForecastFeedErrors = {
    /**
     * A row is not as it must be; `problems` names row and field, and nothing was written
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PutForecastFeedError = PutForecastFeedErrors[keyof PutForecastFeedErrors];

export type PutForecastFeedResponses = {
    /**
     * How many were new, and how many replaced what was told before; forecasts follow with the next pass of the day
     */
    200: {
        kind: 'promotions' | 'marketing' | 'weather' | 'economy' | 'holidays';
        created: number;
        replaced: number;
    };
};

export type PutForecastFeedResponse = PutForecastFeedResponses[keyof PutForecastFeedResponses];

export type DeleteForecastFeedRowData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        kind: 'promotions' | 'marketing' | 'weather' | 'economy' | 'holidays';
        row_id: string;
    };
    query?: never;
    url: '/forecast-feeds/{kind}/rows/{row_id}';
};

export type DeleteForecastFeedRowErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type DeleteForecastFeedRowError = DeleteForecastFeedRowErrors[keyof DeleteForecastFeedRowErrors];

export type DeleteForecastFeedRowResponses = {
    /**
     * It is gone
     */
    204: void;
};

export type DeleteForecastFeedRowResponse = DeleteForecastFeedRowResponses[keyof DeleteForecastFeedRowResponses];

export type GetForecastData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        /**
         * The article
         */
        sku: string;
        /**
         * What `series` is told by
         */
        level?: 'total' | 'location' | 'channel' | 'region';
        /**
         * How long the periods of `series` are
         */
        period?: 'daily' | 'weekly';
    };
    url: '/forecasts';
};

export type GetForecastErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetForecastError = GetForecastErrors[keyof GetForecastErrors];

export type GetForecastResponses = {
    /**
     * The forecast; null for an article that nobody has ordered
     */
    200: {
        sku: string;
        forecast: Forecast | null;
    };
};

export type GetForecastResponse = GetForecastResponses[keyof GetForecastResponses];

export type GetForecastAccuracyData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of this article; of everything when left out
         */
        sku?: string;
        weeks?: number;
    };
    url: '/forecasts/accuracy';
};

export type GetForecastAccuracyErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetForecastAccuracyError = GetForecastAccuracyErrors[keyof GetForecastAccuracyErrors];

export type GetForecastAccuracyResponses = {
    /**
     * Weeks that are over, oldest first
     */
    200: {
        sku: string | null;
        weeks: Array<{
            /**
             * The Monday on which it began
             */
            week: string;
            measures: ForecastMeasures;
            /**
             * Versions of the trained model on the same articles, in weeks in which several were compared
             */
            versions: Array<{
                /**
                 * Of the registry; 0 is the starter
                 */
                version: number;
                measures: ForecastMeasures;
            }>;
        }>;
        /**
         * Of the newest week, most wanted first; of an article there are none
         */
        categories: Array<{
            category: string;
            measures: ForecastMeasures;
        }>;
        /**
         * Why forecasts count as bad for three weeks running; null when they do not
         */
        breach: {
            measure: 'mape' | 'wape_ratio' | 'wql_ratio';
            week: string;
            values: Array<number>;
            limit: number;
            text: string;
        } | null;
    };
};

export type GetForecastAccuracyResponse = GetForecastAccuracyResponses[keyof GetForecastAccuracyResponses];

export type GetForecastTotalsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        level?: 'total' | 'location' | 'channel' | 'region' | 'category';
        period?: 'daily' | 'weekly';
    };
    url: '/forecasts/totals';
};

export type GetForecastTotalsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetForecastTotalsError = GetForecastTotalsErrors[keyof GetForecastTotalsErrors];

export type GetForecastTotalsResponses = {
    /**
     * Sums of the last whole pass over the catalog; null while there has been none
     */
    200: {
        totals: ForecastTotals | null;
    };
};

export type GetForecastTotalsResponse = GetForecastTotalsResponses[keyof GetForecastTotalsResponses];

export type GetFraudBandsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Totals to look at, such as 2500,10000; by default some from small to large
         */
        amounts_minor?: string;
    };
    url: '/fraud/bands';
};

export type GetFraudBandsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetFraudBandsError = GetFraudBandsErrors[keyof GetFraudBandsErrors];

export type GetFraudBandsResponses = {
    /**
     * The bands of each value. An action that is never the cheapest is left out
     */
    200: {
        mode: 'off' | 'advise' | 'decide';
        currency: string;
        values: Array<{
            /**
             * Minor units
             */
            value_minor: number;
            bands: Array<{
                action: 'pass' | 'verify' | 'review' | 'decline';
                from: number;
                to: number;
            }>;
        }>;
    };
};

export type GetFraudBandsResponse = GetFraudBandsResponses[keyof GetFraudBandsResponses];

export type ListFraudReviewsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        cursor?: string;
    };
    url: '/fraud/reviews';
};

export type ListFraudReviewsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListFraudReviewsError = ListFraudReviewsErrors[keyof ListFraudReviewsErrors];

export type ListFraudReviewsResponses = {
    /**
     * A page; it may hold fewer than were asked for and still have a cursor
     */
    200: {
        items: Array<FraudReview>;
        capacity: {
            /**
             * By the policy
             */
            per_day: number;
            /**
             * By the UTC day
             */
            decided_today: number;
            /**
             * At most 1,000 are counted
             */
            waiting: number;
            overdue: number;
        };
        /**
         * For the next page; absent on the last one
         */
        cursor?: string;
    };
};

export type ListFraudReviewsResponse = ListFraudReviewsResponses[keyof ListFraudReviewsResponses];

export type ListFulfillmentOrdersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        location_id: string;
        status?: 'open' | 'released' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'ready_for_pickup' | 'collected' | 'pickup_expired' | 'rejected' | 'cancelled';
        limit?: number;
        cursor?: string;
    };
    url: '/fulfillment-orders';
};

export type ListFulfillmentOrdersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListFulfillmentOrdersError = ListFulfillmentOrdersErrors[keyof ListFulfillmentOrdersErrors];

export type ListFulfillmentOrdersResponses = {
    /**
     * A page
     */
    200: {
        items: Array<FulfillmentOrderSummary>;
        cursor?: string;
    };
};

export type ListFulfillmentOrdersResponse = ListFulfillmentOrdersResponses[keyof ListFulfillmentOrdersResponses];

export type GetFulfillmentOrderData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}';
};

export type GetFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetFulfillmentOrderError = GetFulfillmentOrderErrors[keyof GetFulfillmentOrderErrors];

export type GetFulfillmentOrderResponses = {
    /**
     * The work
     */
    200: FulfillmentOrderWithAddress;
};

export type GetFulfillmentOrderResponse = GetFulfillmentOrderResponses[keyof GetFulfillmentOrderResponses];

export type AcceptFulfillmentOrderData = {
    body: {
        reference?: string | null;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/accept';
};

export type AcceptFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AcceptFulfillmentOrderError = AcceptFulfillmentOrderErrors[keyof AcceptFulfillmentOrderErrors];

export type AcceptFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type AcceptFulfillmentOrderResponse = AcceptFulfillmentOrderResponses[keyof AcceptFulfillmentOrderResponses];

export type CollectFulfillmentOrderData = {
    body: {
        /**
         * Who came, by kind: a name would be personal data
         */
        collected_by?: 'customer' | 'representative';
        /**
         * What was shown
         */
        proof?: 'order-confirmation' | 'identity-document' | 'payment-card' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/collect';
};

export type CollectFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CollectFulfillmentOrderError = CollectFulfillmentOrderErrors[keyof CollectFulfillmentOrderErrors];

export type CollectFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type CollectFulfillmentOrderResponse = CollectFulfillmentOrderResponses[keyof CollectFulfillmentOrderResponses];

export type DeliverFulfillmentOrderData = {
    body: {
        shipment_id?: string | null;
        /**
         * Default: now
         */
        delivered_at?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/deliver';
};

export type DeliverFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type DeliverFulfillmentOrderError = DeliverFulfillmentOrderErrors[keyof DeliverFulfillmentOrderErrors];

export type DeliverFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type DeliverFulfillmentOrderResponse = DeliverFulfillmentOrderResponses[keyof DeliverFulfillmentOrderResponses];

export type ExtendPickupOfFulfillmentOrderData = {
    body: {
        /**
         * Later than now and than before, and at most 28 days after the goods lay ready
         */
        expires_at: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/extend-pickup';
};

export type ExtendPickupOfFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ExtendPickupOfFulfillmentOrderError = ExtendPickupOfFulfillmentOrderErrors[keyof ExtendPickupOfFulfillmentOrderErrors];

export type ExtendPickupOfFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type ExtendPickupOfFulfillmentOrderResponse = ExtendPickupOfFulfillmentOrderResponses[keyof ExtendPickupOfFulfillmentOrderResponses];

export type GetFulfillmentOrderHistoryData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/history';
};

export type GetFulfillmentOrderHistoryErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetFulfillmentOrderHistoryError = GetFulfillmentOrderHistoryErrors[keyof GetFulfillmentOrderHistoryErrors];

export type GetFulfillmentOrderHistoryResponses = {
    /**
     * First to last
     */
    200: {
        entries: Array<HistoryEntry>;
    };
};

export type GetFulfillmentOrderHistoryResponse = GetFulfillmentOrderHistoryResponses[keyof GetFulfillmentOrderHistoryResponses];

export type ReportMishapData = {
    body: {
        shipment_id: string;
        mishap: 'damaged' | 'lost';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/mishaps';
};

export type ReportMishapErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReportMishapError = ReportMishapErrors[keyof ReportMishapErrors];

export type ReportMishapResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type ReportMishapResponse = ReportMishapResponses[keyof ReportMishapResponses];

export type PackFulfillmentOrderData = {
    body: {
        packages: Array<{
            weight_grams: number;
            dimensions_mm?: {
                length: number;
                width: number;
                height: number;
            } | null;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/pack';
};

export type PackFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PackFulfillmentOrderError = PackFulfillmentOrderErrors[keyof PackFulfillmentOrderErrors];

export type PackFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type PackFulfillmentOrderResponse = PackFulfillmentOrderResponses[keyof PackFulfillmentOrderResponses];

export type PrintPackingSlipData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        /**
         * Size of the sheets
         */
        paper?: 'a4' | 'letter';
    };
    url: '/fulfillment-orders/{id}/packing-slip';
};

export type PrintPackingSlipErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PrintPackingSlipError = PrintPackingSlipErrors[keyof PrintPackingSlipErrors];

export type PrintPackingSlipResponses = {
    /**
     * The slip, ready to print
     */
    200: Blob | File;
};

export type PrintPackingSlipResponse = PrintPackingSlipResponses[keyof PrintPackingSlipResponses];

export type PickFulfillmentOrderData = {
    body: {
        [key: string]: never;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/pick';
};

export type PickFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PickFulfillmentOrderError = PickFulfillmentOrderErrors[keyof PickFulfillmentOrderErrors];

export type PickFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type PickFulfillmentOrderResponse = PickFulfillmentOrderResponses[keyof PickFulfillmentOrderResponses];

export type ReadyFulfillmentOrderData = {
    body: {
        [key: string]: never;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/ready';
};

export type ReadyFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReadyFulfillmentOrderError = ReadyFulfillmentOrderErrors[keyof ReadyFulfillmentOrderErrors];

export type ReadyFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type ReadyFulfillmentOrderResponse = ReadyFulfillmentOrderResponses[keyof ReadyFulfillmentOrderResponses];

export type RejectFulfillmentOrderData = {
    body: {
        reason: 'out-of-stock' | 'damaged' | 'capacity' | 'closed' | 'cannot-ship' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/reject';
};

export type RejectFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RejectFulfillmentOrderError = RejectFulfillmentOrderErrors[keyof RejectFulfillmentOrderErrors];

export type RejectFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type RejectFulfillmentOrderResponse = RejectFulfillmentOrderResponses[keyof RejectFulfillmentOrderResponses];

export type ShipFulfillmentOrderData = {
    body: {
        carrier?: string;
        service?: string | null;
        /**
         * Needed, with the carrier, unless a label was bought before
         */
        tracking_number?: string;
        /**
         * Default: now
         */
        shipped_at?: string;
        /**
         * What the carrier charges for the parcel, in minor units, where that is known; prices are learned from it
         */
        cost?: {
            amount_minor: number;
            currency: string;
        };
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/ship';
};

export type ShipFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ShipFulfillmentOrderError = ShipFulfillmentOrderErrors[keyof ShipFulfillmentOrderErrors];

export type ShipFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type ShipFulfillmentOrderResponse = ShipFulfillmentOrderResponses[keyof ShipFulfillmentOrderResponses];

export type ShortPickFulfillmentOrderData = {
    body: {
        lines: Array<{
            line_id: string;
            picked_quantity: number;
        }>;
        reason?: 'not-found' | 'damaged' | 'miscounted' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/fulfillment-orders/{id}/short-pick';
};

export type ShortPickFulfillmentOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ShortPickFulfillmentOrderError = ShortPickFulfillmentOrderErrors[keyof ShortPickFulfillmentOrderErrors];

export type ShortPickFulfillmentOrderResponses = {
    /**
     * The work after the change
     */
    200: FulfillmentOrder;
};

export type ShortPickFulfillmentOrderResponse = ShortPickFulfillmentOrderResponses[keyof ShortPickFulfillmentOrderResponses];

export type GetHealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/health';
};

export type GetHealthErrors = {
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * The store does not answer
     */
    503: Problem;
};

export type GetHealthError = GetHealthErrors[keyof GetHealthErrors];

export type GetHealthResponses = {
    /**
     * Healthy
     */
    200: {
        status: 'ok';
        at: string;
    };
};

export type GetHealthResponse = GetHealthResponses[keyof GetHealthResponses];

export type HindsightData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        from: string;
        to: string;
    };
    url: '/hindsight';
};

export type HindsightErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type HindsightError = HindsightErrors[keyof HindsightErrors];

export type HindsightResponses = {
    /**
     * The days that were looked at, in order
     */
    200: {
        items: Array<HindsightDay>;
        differences: Array<ArmDifference>;
    };
};

export type HindsightResponse = HindsightResponses[keyof HindsightResponses];

export type AdjustStockData = {
    body: {
        adjustment_id: string;
        lines: Array<{
            sku: string;
            location_id: string;
            /**
             * Units that the book goes up by, or down when negative
             */
            delta: number;
            reason_code: 'shrinkage' | 'theft' | 'damage' | 'expired' | 'sample' | 'donation' | 'disposal' | 'found' | 'correction';
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/inventory/adjustments';
};

export type AdjustStockErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Something else has been posted under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AdjustStockError = AdjustStockErrors[keyof AdjustStockErrors];

export type AdjustStockResponses = {
    /**
     * Levels afterwards
     */
    200: {
        adjustment_id: string;
        levels: Array<CorrectedStock>;
    };
};

export type AdjustStockResponse = AdjustStockResponses[keyof AdjustStockResponses];

export type ListAnomaliesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        kind?: 'count_deviation' | 'short_pick' | 'displaced_reservation' | 'unannounced_receipt' | 'over_return' | 'to_and_fro' | 'inactive_location' | 'phantom_stock' | 'stale_counts';
        /**
         * Of this location alone
         */
        location_id?: string;
        list?: 'open' | 'ended';
        limit?: number;
        cursor?: string;
    };
    url: '/inventory/anomalies';
};

export type ListAnomaliesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListAnomaliesError = ListAnomaliesErrors[keyof ListAnomaliesErrors];

export type ListAnomaliesResponses = {
    /**
     * A page; it may hold fewer than were asked for and still have a cursor
     */
    200: {
        items: Array<InventoryAnomaly>;
        cursor?: string;
    };
};

export type ListAnomaliesResponse = ListAnomaliesResponses[keyof ListAnomaliesResponses];

export type ResolveAnomalyData = {
    body: {
        code: 'counted' | 'corrected' | 'expected' | 'false_alarm' | 'other';
        /**
         * What was found, in your words; no personal data
         */
        note?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/inventory/anomalies/{id}/resolve';
};

export type ResolveAnomalyErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ResolveAnomalyError = ResolveAnomalyErrors[keyof ResolveAnomalyErrors];

export type ResolveAnomalyResponses = {
    /**
     * The anomaly
     */
    200: InventoryAnomaly;
};

export type ResolveAnomalyResponse = ResolveAnomalyResponses[keyof ResolveAnomalyResponses];

export type GetAvailableToPromiseData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        sku: string;
        /**
         * Of this location alone
         */
        location_id?: string;
        horizon_days?: number;
    };
    url: '/inventory/atp';
};

export type GetAvailableToPromiseErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetAvailableToPromiseError = GetAvailableToPromiseErrors[keyof GetAvailableToPromiseErrors];

export type GetAvailableToPromiseResponses = {
    /**
     * The curves
     */
    200: AvailableToPromise;
};

export type GetAvailableToPromiseResponse = GetAvailableToPromiseResponses[keyof GetAvailableToPromiseResponses];

export type CountStockData = {
    body: {
        count_id: string;
        lines: Array<{
            sku: string;
            location_id: string;
            on_hand: number;
            /**
             * Why, in the words of the business
             */
            reason?: string;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/inventory/counts';
};

export type CountStockErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The count has been posted with other lines
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CountStockError = CountStockErrors[keyof CountStockErrors];

export type CountStockResponses = {
    /**
     * Levels after the count
     */
    200: {
        count_id: string;
        levels: Array<StockChange>;
    };
};

export type CountStockResponse = CountStockResponses[keyof CountStockResponses];

export type ListCountsDueData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        location_id: string;
        limit?: number;
        cursor?: string;
    };
    url: '/inventory/counts-due';
};

export type ListCountsDueErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListCountsDueError = ListCountsDueErrors[keyof ListCountsDueErrors];

export type ListCountsDueResponses = {
    /**
     * A page
     */
    200: {
        items: Array<CountDue>;
        cursor?: string;
    };
};

export type ListCountsDueResponse = ListCountsDueResponses[keyof ListCountsDueResponses];

export type GetStockItemsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of this location alone
         */
        location_id?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/inventory/items';
};

export type GetStockItemsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStockItemsError = GetStockItemsErrors[keyof GetStockItemsErrors];

export type GetStockItemsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<StockItem>;
        cursor?: string;
    };
};

export type GetStockItemsResponse = GetStockItemsResponses[keyof GetStockItemsResponses];

export type GetStockLevelsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        sku: string;
        /**
         * As the ledger had it at a moment, RFC 3339 with a zone; now when left out
         */
        as_of?: string;
    };
    url: '/inventory/levels';
};

export type GetStockLevelsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStockLevelsError = GetStockLevelsErrors[keyof GetStockLevelsErrors];

export type GetStockLevelsResponses = {
    /**
     * Levels by location
     */
    200: {
        sku: string;
        levels: Array<StockLevel>;
    };
};

export type GetStockLevelsResponse = GetStockLevelsResponses[keyof GetStockLevelsResponses];

export type GetStockMovementsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        sku: string;
        location_id: string;
        limit?: number;
        cursor?: string;
    };
    url: '/inventory/movements';
};

export type GetStockMovementsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStockMovementsError = GetStockMovementsErrors[keyof GetStockMovementsErrors];

export type GetStockMovementsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<StockMovement>;
        cursor?: string;
    };
};

export type GetStockMovementsResponse = GetStockMovementsResponses[keyof GetStockMovementsResponses];

export type ReceiveStockData = {
    body: {
        receipt_id: string;
        lines: Array<{
            sku: string;
            location_id: string;
            quantity: number;
            /**
             * Why, in the words of the business
             */
            reason?: string;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/inventory/receipts';
};

export type ReceiveStockErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The receipt has been posted with other lines
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReceiveStockError = ReceiveStockErrors[keyof ReceiveStockErrors];

export type ReceiveStockResponses = {
    /**
     * Levels after the receipt
     */
    200: {
        receipt_id: string;
        levels: Array<StockChange>;
    };
};

export type ReceiveStockResponse = ReceiveStockResponses[keyof ReceiveStockResponses];

export type ReclassifyStockData = {
    body: {
        reclassification_id: string;
        lines: Array<{
            sku: string;
            location_id: string;
            quantity: number;
            from: 'damaged' | 'quality_control';
            to: 'on_hand' | 'damaged' | 'disposed';
            reason_code?: string;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/inventory/reclassifications';
};

export type ReclassifyStockErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Something else has been posted under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReclassifyStockError = ReclassifyStockErrors[keyof ReclassifyStockErrors];

export type ReclassifyStockResponses = {
    /**
     * Levels afterwards
     */
    200: {
        reclassification_id: string;
        levels: Array<CorrectedStock>;
    };
};

export type ReclassifyStockResponse = ReclassifyStockResponses[keyof ReclassifyStockResponses];

export type ListSafetyStockAlertsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of this location alone
         */
        location_id?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/inventory/safety-stock-alerts';
};

export type ListSafetyStockAlertsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListSafetyStockAlertsError = ListSafetyStockAlertsErrors[keyof ListSafetyStockAlertsErrors];

export type ListSafetyStockAlertsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<SafetyStockAlert>;
        cursor?: string;
    };
};

export type ListSafetyStockAlertsResponse = ListSafetyStockAlertsResponses[keyof ListSafetyStockAlertsResponses];

export type GetWaitingOrdersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        sku: string;
        limit?: number;
        cursor?: string;
    };
    url: '/inventory/waiting';
};

export type GetWaitingOrdersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetWaitingOrdersError = GetWaitingOrdersErrors[keyof GetWaitingOrdersErrors];

export type GetWaitingOrdersResponses = {
    /**
     * A page; it may hold fewer than were asked for and still have a cursor
     */
    200: {
        items: Array<WaitingOrder>;
        cursor?: string;
    };
};

export type GetWaitingOrdersResponse = GetWaitingOrdersResponses[keyof GetWaitingOrdersResponses];

export type GetKpisData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Default: 24 hours before `to`
         */
        from?: string;
        /**
         * Default: now. At most 31 days after `from`
         */
        to?: string;
    };
    url: '/kpis';
};

export type GetKpisErrors = {
    /**
     * The range is empty or too long
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetKpisError = GetKpisErrors[keyof GetKpisErrors];

export type GetKpisResponses = {
    /**
     * The figures
     */
    200: Kpis;
};

export type GetKpisResponse = GetKpisResponses[keyof GetKpisResponses];

export type ListLocationsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/locations';
};

export type ListLocationsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListLocationsError = ListLocationsErrors[keyof ListLocationsErrors];

export type ListLocationsResponses = {
    /**
     * All of them
     */
    200: {
        items: Array<Location>;
    };
};

export type ListLocationsResponse = ListLocationsResponses[keyof ListLocationsResponses];

export type PutLocationData = {
    body: LocationBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/locations';
};

export type PutLocationErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PutLocationError = PutLocationErrors[keyof PutLocationErrors];

export type PutLocationResponses = {
    /**
     * Replaced
     */
    200: PutLocation;
    /**
     * Created
     */
    201: PutLocation;
};

export type PutLocationResponse = PutLocationResponses[keyof PutLocationResponses];

export type EvacuateLocationData = {
    body: {
        /**
         * A location that is to get no new work either is switched inactive first
         */
        reason: 'capacity' | 'closed' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        /**
         * Goes on where the answer before ended
         */
        cursor?: string;
    };
    url: '/locations/{id}/evacuate';
};

export type EvacuateLocationErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type EvacuateLocationError = EvacuateLocationErrors[keyof EvacuateLocationErrors];

export type EvacuateLocationResponses = {
    /**
     * What was taken back
     */
    200: Evacuation;
};

export type EvacuateLocationResponse = EvacuateLocationResponses[keyof EvacuateLocationResponses];

export type GetSupplierTermsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/locations/{id}/supplier-terms';
};

export type GetSupplierTermsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetSupplierTermsError = GetSupplierTermsErrors[keyof GetSupplierTermsErrors];

export type GetSupplierTermsResponses = {
    /**
     * The terms as they stand
     */
    200: SupplierTerms;
};

export type GetSupplierTermsResponse = GetSupplierTermsResponses[keyof GetSupplierTermsResponses];

export type PostSupplierTermsData = {
    body: SupplierTermsBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/locations/{id}/supplier-terms';
};

export type PostSupplierTermsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PostSupplierTermsError = PostSupplierTermsErrors[keyof PostSupplierTermsErrors];

export type PostSupplierTermsResponses = {
    /**
     * The terms as they stand
     */
    200: SupplierTerms;
};

export type PostSupplierTermsResponse = PostSupplierTermsResponses[keyof PostSupplierTermsResponses];

export type GetWorkSummaryData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/locations/{id}/work-summary';
};

export type GetWorkSummaryErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetWorkSummaryError = GetWorkSummaryErrors[keyof GetWorkSummaryErrors];

export type GetWorkSummaryResponses = {
    /**
     * Counts of work to do
     */
    200: {
        location_id: string;
        as_of: string;
        /**
         * False when there is more work than was counted; then the counts are of the most urgent
         */
        complete: boolean;
        statuses: Array<WorkCount>;
    };
};

export type GetWorkSummaryResponse = GetWorkSummaryResponses[keyof GetWorkSummaryResponses];

export type GetMeData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/me';
};

export type GetMeErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetMeError = GetMeErrors[keyof GetMeErrors];

export type GetMeResponses = {
    /**
     * The principal
     */
    200: Me;
};

export type GetMeResponse = GetMeResponses[keyof GetMeResponses];

export type ChangeOwnPasswordData = {
    body: {
        /**
         * The one that holds until now
         */
        password: string;
        /**
         * 12 to 256 characters
         */
        new_password: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/me/password';
};

export type ChangeOwnPasswordErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The password is wrong, the new one too weak, a key asks, or people choose passwords at sign_in_url
     */
    422: Problem;
    /**
     * Too many attempts
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ChangeOwnPasswordError = ChangeOwnPasswordErrors[keyof ChangeOwnPasswordErrors];

export type ChangeOwnPasswordResponses = {
    /**
     * Changed; the token goes on from here, those from before are void
     */
    200: SignedIn;
};

export type ChangeOwnPasswordResponse = ChangeOwnPasswordResponses[keyof ChangeOwnPasswordResponses];

export type ListModelsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/models';
};

export type ListModelsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListModelsError = ListModelsErrors[keyof ListModelsErrors];

export type ListModelsResponses = {
    /**
     * Every model of the release
     */
    200: {
        items: Array<ModelSummary>;
        /**
         * How many of the models in use came without anybody registering a version or its gates by hand
         */
        pipelines: {
            /**
             * Champions
             */
            in_use: number;
            /**
             * Of them, those that came with the release or by retraining
             */
            automated: number;
            /**
             * `automated` of `in_use`, 0 to 1
             */
            share: number | null;
        };
    };
};

export type ListModelsResponse = ListModelsResponses[keyof ListModelsResponses];

export type GetModelData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
    };
    query?: never;
    url: '/models/{model}';
};

export type GetModelErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetModelError = GetModelErrors[keyof GetModelErrors];

export type GetModelResponses = {
    /**
     * The model
     */
    200: Model;
};

export type GetModelResponse = GetModelResponses[keyof GetModelResponses];

export type GetModelDriftData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
    };
    query?: never;
    url: '/models/{model}/drift';
};

export type GetModelDriftErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetModelDriftError = GetModelDriftErrors[keyof GetModelDriftErrors];

export type GetModelDriftResponses = {
    /**
     * As of the last night
     */
    200: ModelDrift;
};

export type GetModelDriftResponse = GetModelDriftResponses[keyof GetModelDriftResponses];

export type RollBackModelData = {
    body: {
        /**
         * Why, in the words of the business; it stands in the history
         */
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
    };
    query?: never;
    url: '/models/{model}/rollback';
};

export type RollBackModelErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RollBackModelError = RollBackModelErrors[keyof RollBackModelErrors];

export type RollBackModelResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type RollBackModelResponse = RollBackModelResponses[keyof RollBackModelResponses];

export type BeginTrainingData = {
    body: {
        /**
         * Why, in the words of whoever asks
         */
        reason: string;
        /**
         * The same seed makes the same model of the same history
         */
        seed?: number;
        /**
         * A model of half the trees learns from one with eight times as many; of fraud, routing and returns
         */
        distil?: boolean;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
    };
    query?: never;
    url: '/models/{model}/trainings';
};

export type BeginTrainingErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type BeginTrainingError = BeginTrainingErrors[keyof BeginTrainingErrors];

export type BeginTrainingResponses = {
    /**
     * It has begun
     */
    202: Training;
};

export type BeginTrainingResponse = BeginTrainingResponses[keyof BeginTrainingResponses];

export type RegisterModelVersionData = {
    body: {
        /**
         * The files of an artefact as JSON
         */
        artefact?: {
            /**
             * `model.json`, as XGBoost writes it
             */
            model: {
                [key: string]: JsonValue;
            };
            /**
             * `meta/artefact.json`
             */
            summary: {
                [key: string]: JsonValue;
            };
            /**
             * `meta/features.json`
             */
            features: {
                [key: string]: JsonValue;
            };
            /**
             * `meta/golden.json`: vectors that have to come out the same here
             */
            golden?: Array<JsonValue>;
        };
        /**
         * Name of a folder below `models/<tenant>/<model>/` of the blob store
         */
        artefact_folder?: string;
        /**
         * Those of the artefact's summary where left out
         */
        metrics?: Array<{
            name: string;
            value: number;
        }>;
        training?: {
            sha256: string | null;
            rows: number | null;
            rows_held_out: number | null;
            from: string | null;
            to: string | null;
            seed: number | null;
        };
        /**
         * How its scores lay on the data that its gates were evaluated on
         */
        histogram?: {
            edges: Array<number>;
            shares: Array<number>;
        };
        /**
         * Why, in the words of the business; it stands in the history
         */
        note: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
    };
    query?: never;
    url: '/models/{model}/versions';
};

export type RegisterModelVersionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Other trees are registered under the same hash
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RegisterModelVersionError = RegisterModelVersionErrors[keyof RegisterModelVersionErrors];

export type RegisterModelVersionResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type RegisterModelVersionResponse = RegisterModelVersionResponses[keyof RegisterModelVersionResponses];

export type ApproveModelVersionData = {
    body: {
        /**
         * Why, in the words of the business; it stands in the history
         */
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
        version: number;
    };
    query?: never;
    url: '/models/{model}/versions/{version}/approve';
};

export type ApproveModelVersionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ApproveModelVersionError = ApproveModelVersionErrors[keyof ApproveModelVersionErrors];

export type ApproveModelVersionResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type ApproveModelVersionResponse = ApproveModelVersionResponses[keyof ApproveModelVersionResponses];

export type ChallengeModelVersionData = {
    body: {
        /**
         * Why, in the words of the business; it stands in the history
         */
        reason: string;
        /**
         * True ends it; the share is not needed then
         */
        end?: boolean;
        /**
         * Share of the orders that it answers for
         */
        share_per_mille?: number;
        /**
         * Makes it a canary: it is ended when its figures leave their bounds
         */
        watch_seconds?: number;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
        version: number;
    };
    query?: never;
    url: '/models/{model}/versions/{version}/challenge';
};

export type ChallengeModelVersionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ChallengeModelVersionError = ChallengeModelVersionErrors[keyof ChallengeModelVersionErrors];

export type ChallengeModelVersionResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type ChallengeModelVersionResponse = ChallengeModelVersionResponses[keyof ChallengeModelVersionResponses];

export type EvaluateModelGatesData = {
    body: {
        gates: Array<{
            name: string;
            value: number;
            bound: number;
            wants: 'at_least' | 'at_most';
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
        version: number;
    };
    query?: never;
    url: '/models/{model}/versions/{version}/gates';
};

export type EvaluateModelGatesErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type EvaluateModelGatesError = EvaluateModelGatesErrors[keyof EvaluateModelGatesErrors];

export type EvaluateModelGatesResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type EvaluateModelGatesResponse = EvaluateModelGatesResponses[keyof EvaluateModelGatesResponses];

export type PromoteModelVersionData = {
    body: {
        /**
         * Why, in the words of the business; it stands in the history
         */
        reason: string;
        /**
         * For how long the watch looks at the version and ends it when its figures leave their bounds
         */
        watch_seconds?: number;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
        version: number;
    };
    query?: never;
    url: '/models/{model}/versions/{version}/promote';
};

export type PromoteModelVersionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PromoteModelVersionError = PromoteModelVersionErrors[keyof PromoteModelVersionErrors];

export type PromoteModelVersionResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type PromoteModelVersionResponse = PromoteModelVersionResponses[keyof PromoteModelVersionResponses];

export type RetireModelVersionData = {
    body: {
        /**
         * Why, in the words of the business; it stands in the history
         */
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
        version: number;
    };
    query?: never;
    url: '/models/{model}/versions/{version}/retire';
};

export type RetireModelVersionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RetireModelVersionError = RetireModelVersionErrors[keyof RetireModelVersionErrors];

export type RetireModelVersionResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type RetireModelVersionResponse = RetireModelVersionResponses[keyof RetireModelVersionResponses];

export type ShadowModelVersionData = {
    body: {
        /**
         * Why, in the words of the business; it stands in the history
         */
        reason: string;
        /**
         * True ends it
         */
        end?: boolean;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        model: string;
        version: number;
    };
    query?: never;
    url: '/models/{model}/versions/{version}/shadow';
};

export type ShadowModelVersionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ShadowModelVersionError = ShadowModelVersionErrors[keyof ShadowModelVersionErrors];

export type ShadowModelVersionResponses = {
    /**
     * The model after the change
     */
    200: Model;
};

export type ShadowModelVersionResponse = ShadowModelVersionResponses[keyof ShadowModelVersionResponses];

export type ListOrderAnomaliesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        kind?: 'order_spike' | 'returns_after_spike' | 'shared_device' | 'shared_network' | 'payment_failures' | 'duplicate_order' | 'impossible_address' | 'listing_problem' | 'frequent_returns';
        list?: 'open' | 'ended';
        limit?: number;
        cursor?: string;
    };
    url: '/order-anomalies';
};

export type ListOrderAnomaliesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrderAnomaliesError = ListOrderAnomaliesErrors[keyof ListOrderAnomaliesErrors];

export type ListOrderAnomaliesResponses = {
    /**
     * A page; it may hold fewer than were asked for and still have a cursor
     */
    200: {
        items: Array<OrderAnomaly>;
        cursor?: string;
    };
};

export type ListOrderAnomaliesResponse = ListOrderAnomaliesResponses[keyof ListOrderAnomaliesResponses];

export type ResolveOrderAnomalyData = {
    body: {
        code: 'fraud' | 'expected' | 'corrected' | 'false_alarm' | 'other';
        /**
         * What was found, in your words; no personal data
         */
        note?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/order-anomalies/{id}/resolve';
};

export type ResolveOrderAnomalyErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ResolveOrderAnomalyError = ResolveOrderAnomalyErrors[keyof ResolveOrderAnomalyErrors];

export type ResolveOrderAnomalyResponses = {
    /**
     * The anomaly
     */
    200: OrderAnomaly;
};

export type ResolveOrderAnomalyResponse = ResolveOrderAnomalyResponses[keyof ResolveOrderAnomalyResponses];

export type ListOrdersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        status?: 'pending' | 'confirmed' | 'backorder' | 'processing' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned';
        /**
         * With `status`: only orders that have been in it for so long
         */
        older_than_seconds?: number;
        /**
         * With `status`: only orders that have been in it for longer than they should; see `GET /pipeline`
         */
        stuck?: 'true';
        sku?: string;
        /**
         * The channel's id or the order's name
         */
        channel_order_id?: string;
        /**
         * With the scope orders:personal
         */
        email?: string;
        /**
         * With the scope orders:personal
         */
        phone?: string;
        tracking_number?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/orders';
};

export type ListOrdersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrdersError = ListOrdersErrors[keyof ListOrdersErrors];

export type ListOrdersResponses = {
    /**
     * A page
     */
    200: {
        items: Array<OrderSummary>;
        cursor?: string;
    };
};

export type ListOrdersResponse = ListOrdersResponses[keyof ListOrdersResponses];

export type PlaceOrderData = {
    body: PlaceOrderBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
        /**
         * Of your choice. The same request sent again under the same key is carried out once; kept for seven days.
         */
        'idempotency-key'?: string;
    };
    path?: never;
    query?: never;
    url: '/orders';
};

export type PlaceOrderErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The order is known with another content
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The Idempotency-Key was used for another request
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PlaceOrderError = PlaceOrderErrors[keyof PlaceOrderErrors];

export type PlaceOrderResponses = {
    /**
     * The order was known already
     */
    200: Order;
    /**
     * Placed
     */
    201: Order;
};

export type PlaceOrderResponse = PlaceOrderResponses[keyof PlaceOrderResponses];

export type GetOrderData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        /**
         * As the order stood at this instant
         */
        asOf?: string;
        /**
         * Whether `asOf` means when we learned it or when it happened
         */
        basis?: 'recorded' | 'occurred';
    };
    url: '/orders/{id}';
};

export type GetOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetOrderError = GetOrderErrors[keyof GetOrderErrors];

export type GetOrderResponses = {
    /**
     * The order
     */
    200: OrderWithPayments;
};

export type GetOrderResponse = GetOrderResponses[keyof GetOrderResponses];

export type CancelOrderData = {
    body: {
        reason?: 'customer' | 'channel' | 'fraud' | 'duplicate' | 'payment' | 'out-of-stock' | 'pickup-expired' | 'address' | 'operator' | 'test' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/cancel';
};

export type CancelOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CancelOrderError = CancelOrderErrors[keyof CancelOrderErrors];

export type CancelOrderResponses = {
    /**
     * The order after the change
     */
    200: Order;
};

export type CancelOrderResponse = CancelOrderResponses[keyof CancelOrderResponses];

export type RecordChargebackData = {
    body: {
        /**
         * RFC 3339 with a zone
         */
        received_at: string;
        /**
         * As the network names it. Codes of fraud make the order a label of fraud, others do not
         */
        reason_code: string;
        amount_minor: number;
        currency: string;
        /**
         * The bank's own number. By default chargebacks of one day and code count as one
         */
        chargeback_id?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/chargebacks';
};

export type RecordChargebackErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RecordChargebackError = RecordChargebackErrors[keyof RecordChargebackErrors];

export type RecordChargebackResponses = {
    /**
     * The case as it stands now
     */
    200: FraudCase;
};

export type RecordChargebackResponse = RecordChargebackResponses[keyof RecordChargebackResponses];

export type ListOrderDecisionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/decisions';
};

export type ListOrderDecisionsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrderDecisionsError = ListOrderDecisionsErrors[keyof ListOrderDecisionsErrors];

export type ListOrderDecisionsResponses = {
    /**
     * The receipts
     */
    200: {
        decisions: Array<Decision>;
    };
};

export type ListOrderDecisionsResponse = ListOrderDecisionsResponses[keyof ListOrderDecisionsResponses];

export type ContestDecisionData = {
    body: {
        reason_code: 'mistaken-identity' | 'order-is-genuine' | 'wanted-twice' | 'delivery-too-late' | 'data-is-wrong' | 'wants-explanation' | 'other';
        asked_by?: 'customer' | 'staff';
        /**
         * Kept with the personal data of the order, and erased with it
         */
        comment?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
        decision_id: string;
    };
    query?: never;
    url: '/orders/{id}/decisions/{decision_id}/contest';
};

export type ContestDecisionErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ContestDecisionError = ContestDecisionErrors[keyof ContestDecisionErrors];

export type ContestDecisionResponses = {
    /**
     * Noted; the same again notes it once
     */
    200: {
        decision_id: string;
        contest_id: string;
        /**
         * The hold by which it stands in the review queue; null where the order is over
         */
        hold_id: string | null;
    };
};

export type ContestDecisionResponse = ContestDecisionResponses[keyof ContestDecisionResponses];

export type GetOrderDifferenceData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        /**
         * As the order stood at this instant
         */
        from?: string;
        /**
         * Default: now
         */
        to?: string;
        /**
         * Whether instants mean when we learned it or when it happened
         */
        basis?: 'recorded' | 'occurred';
        /**
         * Instead of `from`; 0 is before the order was there
         */
        from_version?: number;
        /**
         * Instead of `to`
         */
        to_version?: number;
    };
    url: '/orders/{id}/difference';
};

export type GetOrderDifferenceErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetOrderDifferenceError = GetOrderDifferenceErrors[keyof GetOrderDifferenceErrors];

export type GetOrderDifferenceResponses = {
    /**
     * The difference
     */
    200: OrderDifference;
};

export type GetOrderDifferenceResponse = GetOrderDifferenceResponses[keyof GetOrderDifferenceResponses];

export type ListOrderEventsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/events';
};

export type ListOrderEventsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrderEventsError = ListOrderEventsErrors[keyof ListOrderEventsErrors];

export type ListOrderEventsResponses = {
    /**
     * The events, first to last
     */
    200: {
        events: Array<OrderEvent>;
    };
};

export type ListOrderEventsResponse = ListOrderEventsResponses[keyof ListOrderEventsResponses];

export type GetOrderExecutionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/executions';
};

export type GetOrderExecutionsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetOrderExecutionsError = GetOrderExecutionsErrors[keyof GetOrderExecutionsErrors];

export type GetOrderExecutionsResponses = {
    /**
     * The executions, first to last; those that ended 90 days ago are forgotten in AWS
     */
    200: {
        executions: Array<OrderExecution>;
        waiting_for: Array<OrderWaitingFor>;
    };
};

export type GetOrderExecutionsResponse = GetOrderExecutionsResponses[keyof GetOrderExecutionsResponses];

export type GetFraudCaseData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/fraud';
};

export type GetFraudCaseErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetFraudCaseError = GetFraudCaseErrors[keyof GetFraudCaseErrors];

export type GetFraudCaseResponses = {
    /**
     * The case
     */
    200: FraudCase;
};

export type GetFraudCaseResponse = GetFraudCaseResponses[keyof GetFraudCaseResponses];

export type PlaceHoldData = {
    body: {
        type?: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
        /**
         * About the order, never about a person
         */
        reason: string;
        blocks?: Array<'sourcing' | 'release' | 'shipping' | 'completion'>;
        /**
         * RFC 3339 with a zone
         */
        until?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/holds';
};

export type PlaceHoldErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PlaceHoldError = PlaceHoldErrors[keyof PlaceHoldErrors];

export type PlaceHoldResponses = {
    /**
     * The order after the change
     */
    200: Order;
};

export type PlaceHoldResponse = PlaceHoldResponses[keyof PlaceHoldResponses];

export type RejectHoldData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
        hold_id: string;
    };
    query?: never;
    url: '/orders/{id}/holds/{hold_id}/reject';
};

export type RejectHoldErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RejectHoldError = RejectHoldErrors[keyof RejectHoldErrors];

export type RejectHoldResponses = {
    /**
     * The order after the change
     */
    200: Order;
};

export type RejectHoldResponse = RejectHoldResponses[keyof RejectHoldResponses];

export type ReleaseHoldData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
        hold_id: string;
    };
    query?: never;
    url: '/orders/{id}/holds/{hold_id}/release';
};

export type ReleaseHoldErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReleaseHoldError = ReleaseHoldErrors[keyof ReleaseHoldErrors];

export type ReleaseHoldResponses = {
    /**
     * The order after the change
     */
    200: Order;
};

export type ReleaseHoldResponse = ReleaseHoldResponses[keyof ReleaseHoldResponses];

export type ListOrderNotesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        limit?: number;
        cursor?: string;
    };
    url: '/orders/{id}/notes';
};

export type ListOrderNotesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrderNotesError = ListOrderNotesErrors[keyof ListOrderNotesErrors];

export type ListOrderNotesResponses = {
    /**
     * A page
     */
    200: {
        items: Array<OrderNote>;
        cursor?: string;
    };
};

export type ListOrderNotesResponse = ListOrderNotesResponses[keyof ListOrderNotesResponses];

export type AddOrderNoteData = {
    body: {
        text: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
        /**
         * Of your choice. The same request sent again under the same key is carried out once; kept for seven days.
         */
        'idempotency-key'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/notes';
};

export type AddOrderNoteErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AddOrderNoteError = AddOrderNoteErrors[keyof AddOrderNoteErrors];

export type AddOrderNoteResponses = {
    /**
     * It was written before
     */
    200: OrderNote;
    /**
     * Written
     */
    201: OrderNote;
};

export type AddOrderNoteResponse = AddOrderNoteResponses[keyof AddOrderNoteResponses];

export type ListOrderNoticesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/notices';
};

export type ListOrderNoticesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrderNoticesError = ListOrderNoticesErrors[keyof ListOrderNoticesErrors];

export type ListOrderNoticesResponses = {
    /**
     * The notices, first to last
     */
    200: {
        notices: Array<OrderNotice>;
    };
};

export type ListOrderNoticesResponse = ListOrderNoticesResponses[keyof ListOrderNoticesResponses];

export type ListOrderPayloadsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/payloads';
};

export type ListOrderPayloadsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOrderPayloadsError = ListOrderPayloadsErrors[keyof ListOrderPayloadsErrors];

export type ListOrderPayloadsResponses = {
    /**
     * The payloads
     */
    200: {
        items: Array<OrderPayload>;
    };
};

export type ListOrderPayloadsResponse = ListOrderPayloadsResponses[keyof ListOrderPayloadsResponses];

export type GetOrderPayloadData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
        payload_id: string;
    };
    query?: never;
    url: '/orders/{id}/payloads/{payload_id}';
};

export type GetOrderPayloadErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant; `payload-erased` and `payload-retired` say what became of it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetOrderPayloadError = GetOrderPayloadErrors[keyof GetOrderPayloadErrors];

export type GetOrderPayloadResponses = {
    /**
     * The payload
     */
    200: OpenedOrderPayload;
};

export type GetOrderPayloadResponse = GetOrderPayloadResponses[keyof GetOrderPayloadResponses];

export type ConfirmPaymentData = {
    body: {
        basis: 'authorised' | 'captured' | 'terms';
        reference?: string | null;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/payment-confirmations';
};

export type ConfirmPaymentErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ConfirmPaymentError = ConfirmPaymentErrors[keyof ConfirmPaymentErrors];

export type ConfirmPaymentResponses = {
    /**
     * The order after the change
     */
    200: Order;
};

export type ConfirmPaymentResponse = ConfirmPaymentResponses[keyof ConfirmPaymentResponses];

export type RerouteOrderData = {
    body: {
        fulfillment_order_id: string;
        /**
         * Wherever is best without the present location, when absent
         */
        to_location_id?: string;
        reason_code: 'location-cannot' | 'faster-elsewhere' | 'cheaper-elsewhere' | 'keep-stock' | 'local-knowledge' | 'customer-asked' | 'data-was-wrong' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/reroute';
};

export type RerouteOrderErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RerouteOrderError = RerouteOrderErrors[keyof RerouteOrderErrors];

export type RerouteOrderResponses = {
    /**
     * The order as it stands; its units are sourced anew
     */
    200: Order;
};

export type RerouteOrderResponse = RerouteOrderResponses[keyof RerouteOrderResponses];

export type ListReturnsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/returns';
};

export type ListReturnsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListReturnsError = ListReturnsErrors[keyof ListReturnsErrors];

export type ListReturnsResponses = {
    /**
     * All of it
     */
    200: {
        items: Array<OrderReturn>;
    };
};

export type ListReturnsResponse = ListReturnsResponses[keyof ListReturnsResponses];

export type RecordReturnData = {
    body: {
        /**
         * What the sender calls the return; sent again it changes nothing
         */
        return_id: string;
        lines: Array<{
            line_id: string;
            quantity: number;
            reason: 'too-small' | 'too-large' | 'not-as-described' | 'wrong-item' | 'defective' | 'incomplete' | 'damaged-in-transit' | 'arrived-late' | 'undeliverable' | 'changed-mind' | 'ordered-several' | 'other';
            condition: 'new' | 'opened' | 'worn' | 'damaged' | 'incomplete';
        }>;
        /**
         * Where the goods were received
         */
        location_id?: string;
        /**
         * RFC 3339 with a zone
         */
        received_at?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/returns';
};

export type RecordReturnErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RecordReturnError = RecordReturnErrors[keyof RecordReturnErrors];

export type RecordReturnResponses = {
    /**
     * It was recorded before
     */
    200: OrderReturn;
    /**
     * Recorded
     */
    201: OrderReturn;
};

export type RecordReturnResponse = RecordReturnResponses[keyof RecordReturnResponses];

export type CorrectShippingAddressData = {
    body: {
        /**
         * The whole address; what is left out is empty
         */
        shipping_address: {
            name?: string | null;
            line1?: string | null;
            line2?: string | null;
            city?: string | null;
            region?: string | null;
            postal_code?: string | null;
            country: string;
            phone?: string | null;
        };
        /**
         * The address is right, although the check finds something; the decisions of the order say so
         */
        confirmed?: boolean;
        /**
         * Why it is corrected
         */
        reason_code?: 'customer-asked' | 'parcel-returned' | 'carrier-asked' | 'typing-error' | 'other';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/shipping-address';
};

export type CorrectShippingAddressErrors = {
    /**
     * Fields are missing or wrong, or goods could hardly be delivered there; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The channel has revised the order in this moment: look at it again
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CorrectShippingAddressError = CorrectShippingAddressErrors[keyof CorrectShippingAddressErrors];

export type CorrectShippingAddressResponses = {
    /**
     * The order as it stands; its open units are sourced anew where it goes elsewhere
     */
    200: Order;
};

export type CorrectShippingAddressResponse = CorrectShippingAddressResponses[keyof CorrectShippingAddressResponses];

export type GetOrderTimelineData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/timeline';
};

export type GetOrderTimelineErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetOrderTimelineError = GetOrderTimelineErrors[keyof GetOrderTimelineErrors];

export type GetOrderTimelineResponses = {
    /**
     * The entries
     */
    200: {
        items: Array<TimelineEntry>;
    };
};

export type GetOrderTimelineResponse = GetOrderTimelineResponses[keyof GetOrderTimelineResponses];

export type AskForVerificationData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/verification';
};

export type AskForVerificationErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AskForVerificationError = AskForVerificationErrors[keyof AskForVerificationErrors];

export type AskForVerificationResponses = {
    /**
     * How it stands now
     */
    200: Verification;
};

export type AskForVerificationResponse = AskForVerificationResponses[keyof AskForVerificationResponses];

export type EnterVerificationCodeData = {
    body: {
        code: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/verification/confirm';
};

export type EnterVerificationCodeErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type EnterVerificationCodeError = EnterVerificationCodeErrors[keyof EnterVerificationCodeErrors];

export type EnterVerificationCodeResponses = {
    /**
     * How it stands now: `waiting` after a wrong code
     */
    200: Verification;
};

export type EnterVerificationCodeResponse = EnterVerificationCodeResponses[keyof EnterVerificationCodeResponses];

export type GetOrderWhyData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/orders/{id}/why';
};

export type GetOrderWhyErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetOrderWhyError = GetOrderWhyErrors[keyof GetOrderWhyErrors];

export type GetOrderWhyResponses = {
    /**
     * The explanation
     */
    200: OrderWhy;
};

export type GetOrderWhyResponse = GetOrderWhyResponses[keyof GetOrderWhyResponses];

export type ListOutboxData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
    };
    url: '/outbox';
};

export type ListOutboxErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListOutboxError = ListOutboxErrors[keyof ListOutboxErrors];

export type ListOutboxResponses = {
    /**
     * The latest messages; those to people who were erased are gone
     */
    200: {
        items: Array<{
            id: string;
            kind: 'sms';
            to: string;
            text: string;
            at: string;
        }>;
    };
};

export type ListOutboxResponse = ListOutboxResponses[keyof ListOutboxResponses];

export type GetConsentsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/persons/{id}/consents';
};

export type GetConsentsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetConsentsError = GetConsentsErrors[keyof GetConsentsErrors];

export type GetConsentsResponses = {
    /**
     * The consents
     */
    200: Consents;
};

export type GetConsentsResponse = GetConsentsResponses[keyof GetConsentsResponses];

export type StateConsentsData = {
    body: {
        statements: Array<{
            purpose: 'personalisation' | 'automated-decisions' | 'model-training';
            granted: boolean;
            /**
             * When they said it; now, when absent. Of two statements the later one stands
             */
            stated_at?: string;
            /**
             * Where they said it, such as `checkout` or `support`
             */
            source: string;
            /**
             * Which text they were shown, as the shop names it
             */
            wording?: string;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/persons/{id}/consents';
};

export type StateConsentsErrors = {
    /**
     * Fields are missing or wrong; `problems` names each
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type StateConsentsError = StateConsentsErrors[keyof StateConsentsErrors];

export type StateConsentsResponses = {
    /**
     * The consents as they stand
     */
    200: Consents;
};

export type StateConsentsResponse = StateConsentsResponses[keyof StateConsentsResponses];

export type ListPersonRecommendationsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: {
        limit?: number;
    };
    url: '/persons/{id}/recommendations';
};

export type ListPersonRecommendationsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListPersonRecommendationsError = ListPersonRecommendationsErrors[keyof ListPersonRecommendationsErrors];

export type ListPersonRecommendationsResponses = {
    /**
     * The best first, without what they have
     */
    200: PersonalRecommendations;
};

export type ListPersonRecommendationsResponse = ListPersonRecommendationsResponses[keyof ListPersonRecommendationsResponses];

export type PrintPickListData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        location_id: string;
        /**
         * These and no others, with commas between them
         */
        fulfillment_order_ids?: string;
        /**
         * Without ids: the most urgent work in this status
         */
        status?: 'released' | 'picking';
        /**
         * Without ids: fulfillment orders
         */
        limit?: number;
        /**
         * Size of the sheets
         */
        paper?: 'a4' | 'letter';
    };
    url: '/pick-lists';
};

export type PrintPickListErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PrintPickListError = PrintPickListErrors[keyof PrintPickListErrors];

export type PrintPickListResponses = {
    /**
     * The list, ready to print
     */
    200: Blob | File;
};

export type PrintPickListResponse = PrintPickListResponses[keyof PrintPickListResponses];

export type GetPipelineData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/pipeline';
};

export type GetPipelineErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPipelineError = GetPipelineErrors[keyof GetPipelineErrors];

export type GetPipelineResponses = {
    /**
     * The stages
     */
    200: Pipeline;
};

export type GetPipelineResponse = GetPipelineResponses[keyof GetPipelineResponses];

export type GetCarrierVolumesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        months?: number;
    };
    url: '/planning/carrier-volumes';
};

export type GetCarrierVolumesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetCarrierVolumesError = GetCarrierVolumesErrors[keyof GetCarrierVolumesErrors];

export type GetCarrierVolumesResponses = {
    /**
     * Lanes from locations into regions, most parcels first
     */
    200: {
        /**
         * Null while there is no forecast
         */
        forecast_version: string | null;
        units_per_parcel: number;
        season: VolumeSeason;
        lanes: Array<{
            /**
             * The location that would serve the region if it had everything
             */
            from_location_id: string | null;
            to_region: string;
            months: Array<LaneMonth>;
        }>;
    };
};

export type GetCarrierVolumesResponse = GetCarrierVolumesResponses[keyof GetCarrierVolumesResponses];

export type ListPlanningProposalsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        list?: 'open' | 'ended';
        kind?: 'transfer' | 'purchase';
        sku?: string;
        /**
         * At either end
         */
        location_id?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/planning/proposals';
};

export type ListPlanningProposalsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListPlanningProposalsError = ListPlanningProposalsErrors[keyof ListPlanningProposalsErrors];

export type ListPlanningProposalsResponses = {
    /**
     * Open ones oldest first, those that have ended newest first; a page may be shorter than asked for
     */
    200: {
        items: Array<PlanningProposal>;
        cursor?: string;
    };
};

export type ListPlanningProposalsResponse = ListPlanningProposalsResponses[keyof ListPlanningProposalsResponses];

export type AcceptPlanningProposalData = {
    body: {
        /**
         * Others than proposed
         */
        quantity?: number;
        /**
         * From whom to buy; needed where nobody is known to sell the article
         */
        supplier?: string;
        /**
         * Why, without personal data
         */
        note?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/planning/proposals/{id}/accept';
};

export type AcceptPlanningProposalErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AcceptPlanningProposalError = AcceptPlanningProposalErrors[keyof AcceptPlanningProposalErrors];

export type AcceptPlanningProposalResponses = {
    /**
     * The proposal as it stands
     */
    200: PlanningProposal;
};

export type AcceptPlanningProposalResponse = AcceptPlanningProposalResponses[keyof AcceptPlanningProposalResponses];

export type DeclinePlanningProposalData = {
    body: {
        /**
         * Why, without personal data
         */
        note?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/planning/proposals/{id}/decline';
};

export type DeclinePlanningProposalErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type DeclinePlanningProposalError = DeclinePlanningProposalErrors[keyof DeclinePlanningProposalErrors];

export type DeclinePlanningProposalResponses = {
    /**
     * The proposal as it stands
     */
    200: PlanningProposal;
};

export type DeclinePlanningProposalResponse = DeclinePlanningProposalResponses[keyof DeclinePlanningProposalResponses];

export type GetStaffingPlanData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        location_id?: string;
        days?: number;
    };
    url: '/planning/staffing';
};

export type GetStaffingPlanErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStaffingPlanError = GetStaffingPlanErrors[keyof GetStaffingPlanErrors];

export type GetStaffingPlanResponses = {
    /**
     * Whole people for demand that is not exceeded in 50 and in 90 of 100 cases
     */
    200: {
        /**
         * Null while there is no forecast
         */
        forecast_version: string | null;
        policy_version: number;
        units_per_line: number;
        lines_per_order: number;
        /**
         * `prior`: no orders are known, so one unit a line and one line an order
         */
        basis: 'measured' | 'prior';
        locations: Array<{
            location_id: string;
            type: 'warehouse' | 'store' | '3pl' | 'supplier';
            lines_per_person_hour: number;
            capacity_per_day: number | null;
            days: Array<StaffingDay>;
        }>;
    };
};

export type GetStaffingPlanResponse = GetStaffingPlanResponses[keyof GetStaffingPlanResponses];

export type ListPoliciesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/policies';
};

export type ListPoliciesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListPoliciesError = ListPoliciesErrors[keyof ListPoliciesErrors];

export type ListPoliciesResponses = {
    /**
     * All policies; another process may follow the version before for 30 seconds
     */
    200: {
        items: Array<Policy>;
    };
};

export type ListPoliciesResponse = ListPoliciesResponses[keyof ListPoliciesResponses];

export type PutPolicyData = {
    body: {
        /**
         * The value of the policy that the path names
         */
        value: SourcingPolicyValue | FraudReviewPolicyValue | FraudBandsPolicyValue | DuplicatesPolicyValue | CompletionPolicyValue | StuckOrdersPolicyValue | BuffersPolicyValue | SafetyStockPolicyValue | StorefrontPolicyValue | PickupPolicyValue | ServiceLevelsPolicyValue | RetrainingPolicyValue | PlanningPolicyValue | LabourPolicyValue | {
            [key: string]: JsonValue;
        };
        /**
         * Why; it stands in the history for good, so nothing personal belongs here
         */
        note: string;
        /**
         * The version that the change was decided on; 0 when none was stored
         */
        expected_version: number;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        name: 'sourcing' | 'fraud_review' | 'fraud_bands' | 'duplicates' | 'addresses' | 'completion' | 'stuck_orders' | 'buffers' | 'safety_stock' | 'storefront' | 'pickup' | 'stock_checks' | 'service_levels' | 'retraining' | 'planning' | 'labour' | 'return_risk' | 'dispositions' | 'promotions';
    };
    query?: never;
    url: '/policies/{name}';
};

export type PutPolicyErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Somebody else was faster; `version` is the one in force now
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * By this value no order of the tenant would find a source; `problems` names the field, `destination` an example
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PutPolicyError = PutPolicyErrors[keyof PutPolicyErrors];

export type PutPolicyResponses = {
    /**
     * The policy as it decides from now on
     */
    200: {
        policy: Policy;
        /**
         * False when it stood like this before, so that no version was made
         */
        changed: boolean;
        /**
         * Empty when nothing is strange about the value
         */
        warnings: Array<PolicyWarning>;
    };
};

export type PutPolicyResponse = PutPolicyResponses[keyof PutPolicyResponses];

export type RestorePolicyData = {
    body: {
        version: number;
        /**
         * Why; it stands in the history for good, so nothing personal belongs here
         */
        note: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        name: 'sourcing' | 'fraud_review' | 'fraud_bands' | 'duplicates' | 'addresses' | 'completion' | 'stuck_orders' | 'buffers' | 'safety_stock' | 'storefront' | 'pickup' | 'stock_checks' | 'service_levels' | 'retraining' | 'planning' | 'labour' | 'return_risk' | 'dispositions' | 'promotions';
    };
    query?: never;
    url: '/policies/{name}/restore';
};

export type RestorePolicyErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * The policy has no such version
     */
    404: Problem;
    /**
     * Somebody else was faster; `version` is the one in force now
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * By this value no order of the tenant would find a source; `problems` names the field, `destination` an example
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RestorePolicyError = RestorePolicyErrors[keyof RestorePolicyErrors];

export type RestorePolicyResponses = {
    /**
     * The policy as it decides from now on
     */
    200: {
        policy: Policy;
        /**
         * False when it stood like this before, so that no version was made
         */
        changed: boolean;
        /**
         * Empty when nothing is strange about the value
         */
        warnings: Array<PolicyWarning>;
    };
};

export type RestorePolicyResponse = RestorePolicyResponses[keyof RestorePolicyResponses];

export type GetPolicySchemaData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        name: 'sourcing' | 'fraud_review' | 'fraud_bands' | 'duplicates' | 'addresses' | 'completion' | 'stuck_orders' | 'buffers' | 'safety_stock' | 'storefront' | 'pickup' | 'stock_checks' | 'service_levels' | 'retraining' | 'planning' | 'labour' | 'return_risk' | 'dispositions' | 'promotions';
    };
    query?: never;
    url: '/policies/{name}/schema';
};

export type GetPolicySchemaErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPolicySchemaError = GetPolicySchemaErrors[keyof GetPolicySchemaErrors];

export type GetPolicySchemaResponses = {
    /**
     * The schema, without references: titles, descriptions, bounds, defaults, and `x-unit` where a number has one
     */
    200: {
        name: 'sourcing' | 'fraud_review' | 'fraud_bands' | 'duplicates' | 'addresses' | 'completion' | 'stuck_orders' | 'buffers' | 'safety_stock' | 'storefront' | 'pickup' | 'stock_checks' | 'service_levels' | 'retraining' | 'planning' | 'labour' | 'return_risk' | 'dispositions' | 'promotions';
        /**
         * JSON Schema, draft 2020-12
         */
        schema: {
            [key: string]: JsonValue;
        };
        /**
         * Values to begin with; each is accepted as it is
         */
        examples: Array<{
            title: string;
            value: {
                [key: string]: JsonValue;
            };
        }>;
    };
};

export type GetPolicySchemaResponse = GetPolicySchemaResponses[keyof GetPolicySchemaResponses];

export type ListPolicyVersionsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        name: 'sourcing' | 'fraud_review' | 'fraud_bands' | 'duplicates' | 'addresses' | 'completion' | 'stuck_orders' | 'buffers' | 'safety_stock' | 'storefront' | 'pickup' | 'stock_checks' | 'service_levels' | 'retraining' | 'planning' | 'labour' | 'return_risk' | 'dispositions' | 'promotions';
    };
    query?: {
        limit?: number;
        /**
         * The cursor of the page before
         */
        cursor?: string;
    };
    url: '/policies/{name}/versions';
};

export type ListPolicyVersionsErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListPolicyVersionsError = ListPolicyVersionsErrors[keyof ListPolicyVersionsErrors];

export type ListPolicyVersionsResponses = {
    /**
     * A page of versions; `cursor` asks for the next
     */
    200: {
        items: Array<PolicyVersion>;
        cursor?: string;
    };
};

export type ListPolicyVersionsResponse = ListPolicyVersionsResponses[keyof ListPolicyVersionsResponses];

export type GetPolicyVersionData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        name: 'sourcing' | 'fraud_review' | 'fraud_bands' | 'duplicates' | 'addresses' | 'completion' | 'stuck_orders' | 'buffers' | 'safety_stock' | 'storefront' | 'pickup' | 'stock_checks' | 'service_levels' | 'retraining' | 'planning' | 'labour' | 'return_risk' | 'dispositions' | 'promotions';
        version: string;
    };
    query?: never;
    url: '/policies/{name}/versions/{version}';
};

export type GetPolicyVersionErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * The policy has no such version
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPolicyVersionError = GetPolicyVersionErrors[keyof GetPolicyVersionErrors];

export type GetPolicyVersionResponses = {
    /**
     * The version
     */
    200: PolicyVersion;
};

export type GetPolicyVersionResponse = GetPolicyVersionResponses[keyof GetPolicyVersionResponses];

export type SearchProductsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        q: string;
        limit?: number;
    };
    url: '/product-search';
};

export type SearchProductsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type SearchProductsError = SearchProductsErrors[keyof SearchProductsErrors];

export type SearchProductsResponses = {
    /**
     * Exact matches first, then by SKU; empty when there is none
     */
    200: {
        q: string;
        items: Array<FoundProduct>;
    };
};

export type SearchProductsResponse = SearchProductsResponses[keyof SearchProductsResponses];

export type ListProductsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        cursor?: string;
    };
    url: '/products';
};

export type ListProductsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListProductsError = ListProductsErrors[keyof ListProductsErrors];

export type ListProductsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<Product>;
        cursor?: string;
    };
};

export type ListProductsResponse = ListProductsResponses[keyof ListProductsResponses];

export type PutProductData = {
    body: ProductBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/products';
};

export type PutProductErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type PutProductError = PutProductErrors[keyof PutProductErrors];

export type PutProductResponses = {
    /**
     * Replaced
     */
    200: PutProduct;
    /**
     * Created
     */
    201: PutProduct;
};

export type PutProductResponse = PutProductResponses[keyof PutProductResponses];

export type GetProductData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        sku: string;
    };
    query?: never;
    url: '/products/{sku}';
};

export type GetProductErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetProductError = GetProductErrors[keyof GetProductErrors];

export type GetProductResponses = {
    /**
     * The product
     */
    200: Product;
};

export type GetProductResponse = GetProductResponses[keyof GetProductResponses];

export type GetPromotionReportData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/promotions/report';
};

export type GetPromotionReportErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPromotionReportError = GetPromotionReportErrors[keyof GetPromotionReportErrors];

export type GetPromotionReportResponses = {
    /**
     * Counts that nobody can be told from; everybody counts once in thirty days for a promotion
     */
    200: PromotionReport;
};

export type GetPromotionReportResponse = GetPromotionReportResponses[keyof GetPromotionReportResponses];

export type ListPurchaseOrdersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        status?: 'open' | 'partially_received' | 'received' | 'closed_short' | 'cancelled';
        location_id?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/purchase-orders';
};

export type ListPurchaseOrdersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListPurchaseOrdersError = ListPurchaseOrdersErrors[keyof ListPurchaseOrdersErrors];

export type ListPurchaseOrdersResponses = {
    /**
     * A page
     */
    200: {
        items: Array<PurchaseOrder>;
        cursor?: string;
    };
};

export type ListPurchaseOrdersResponse = ListPurchaseOrdersResponses[keyof ListPurchaseOrdersResponses];

export type CreatePurchaseOrderData = {
    body: {
        purchase_order_id: string;
        supplier: string;
        /**
         * The number by which the supplier knows it
         */
        reference?: string;
        location_id: string;
        lines: Array<{
            line_id: string;
            sku: string;
            quantity: number;
            /**
             * Left out when the supplier does not say when
             */
            expected_at?: string;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/purchase-orders';
};

export type CreatePurchaseOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CreatePurchaseOrderError = CreatePurchaseOrderErrors[keyof CreatePurchaseOrderErrors];

export type CreatePurchaseOrderResponses = {
    /**
     * The purchase order after the change
     */
    200: PurchaseOrder;
};

export type CreatePurchaseOrderResponse = CreatePurchaseOrderResponses[keyof CreatePurchaseOrderResponses];

export type GetPurchaseOrderData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/purchase-orders/{id}';
};

export type GetPurchaseOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPurchaseOrderError = GetPurchaseOrderErrors[keyof GetPurchaseOrderErrors];

export type GetPurchaseOrderResponses = {
    /**
     * The purchase order
     */
    200: PurchaseOrder;
};

export type GetPurchaseOrderResponse = GetPurchaseOrderResponses[keyof GetPurchaseOrderResponses];

export type CancelPurchaseOrderData = {
    body: {
        /**
         * Why, in the words of the business
         */
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/purchase-orders/{id}/cancel';
};

export type CancelPurchaseOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CancelPurchaseOrderError = CancelPurchaseOrderErrors[keyof CancelPurchaseOrderErrors];

export type CancelPurchaseOrderResponses = {
    /**
     * The purchase order after the change
     */
    200: PurchaseOrder;
};

export type CancelPurchaseOrderResponse = CancelPurchaseOrderResponses[keyof CancelPurchaseOrderResponses];

export type ClosePurchaseOrderData = {
    body: {
        /**
         * Why, in the words of the business
         */
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/purchase-orders/{id}/close';
};

export type ClosePurchaseOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ClosePurchaseOrderError = ClosePurchaseOrderErrors[keyof ClosePurchaseOrderErrors];

export type ClosePurchaseOrderResponses = {
    /**
     * The purchase order after the change
     */
    200: PurchaseOrder;
};

export type ClosePurchaseOrderResponse = ClosePurchaseOrderResponses[keyof ClosePurchaseOrderResponses];

export type GetPurchaseOrderHistoryData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/purchase-orders/{id}/history';
};

export type GetPurchaseOrderHistoryErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetPurchaseOrderHistoryError = GetPurchaseOrderHistoryErrors[keyof GetPurchaseOrderHistoryErrors];

export type GetPurchaseOrderHistoryResponses = {
    /**
     * First to last
     */
    200: {
        entries: Array<HistoryEntry>;
    };
};

export type GetPurchaseOrderHistoryResponse = GetPurchaseOrderHistoryResponses[keyof GetPurchaseOrderHistoryResponses];

export type ReceivePurchaseOrderData = {
    body: {
        receipt_id: string;
        lines: Array<{
            line_id: string;
            received: number;
            damaged?: number;
        }>;
        reason?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/purchase-orders/{id}/receive';
};

export type ReceivePurchaseOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReceivePurchaseOrderError = ReceivePurchaseOrderErrors[keyof ReceivePurchaseOrderErrors];

export type ReceivePurchaseOrderResponses = {
    /**
     * The purchase order after the change
     */
    200: PurchaseOrder;
};

export type ReceivePurchaseOrderResponse = ReceivePurchaseOrderResponses[keyof ReceivePurchaseOrderResponses];

export type ReschedulePurchaseOrderData = {
    body: {
        lines: Array<{
            line_id: string;
            /**
             * Null when nobody says when any more
             */
            expected_at: string | null;
        }>;
        reason?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/purchase-orders/{id}/reschedule';
};

export type ReschedulePurchaseOrderErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReschedulePurchaseOrderError = ReschedulePurchaseOrderErrors[keyof ReschedulePurchaseOrderErrors];

export type ReschedulePurchaseOrderResponses = {
    /**
     * The purchase order after the change
     */
    200: PurchaseOrder;
};

export type ReschedulePurchaseOrderResponse = ReschedulePurchaseOrderResponses[keyof ReschedulePurchaseOrderResponses];

export type ListRecommendationsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        sku: string;
        limit?: number;
    };
    url: '/recommendations';
};

export type ListRecommendationsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListRecommendationsError = ListRecommendationsErrors[keyof ListRecommendationsErrors];

export type ListRecommendationsResponses = {
    /**
     * The best first
     */
    200: Recommendations;
};

export type ListRecommendationsResponse = ListRecommendationsResponses[keyof ListRecommendationsResponses];

export type ListRecordChecksData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/record-checks';
};

export type ListRecordChecksErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListRecordChecksError = ListRecordChecksErrors[keyof ListRecordChecksErrors];

export type ListRecordChecksResponses = {
    /**
     * As of the last hour
     */
    200: {
        budget: number;
        checks: Array<RecordCheck>;
    };
};

export type ListRecordChecksResponse = ListRecordChecksResponses[keyof ListRecordChecksResponses];

export type ReserveStockData = {
    body: {
        reservation_id: string;
        expires_in_seconds?: number;
        lines: Array<{
            sku: string;
            location_id: string;
            quantity: number;
        }>;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/reservations';
};

export type ReserveStockErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReserveStockError = ReserveStockErrors[keyof ReserveStockErrors];

export type ReserveStockResponses = {
    /**
     * Reserved
     */
    200: {
        reservation_id: string;
        expires_at: string;
        items: Array<StockChange>;
    };
};

export type ReserveStockResponse = ReserveStockResponses[keyof ReserveStockResponses];

export type AdviseDispositionData = {
    body: {
        sku: string;
        condition: 'new' | 'opened' | 'worn' | 'damaged' | 'incomplete';
        quantity?: number;
        /**
         * Where the goods are
         */
        location_id?: string;
        /**
         * From where the customer sends them, while no location has them
         */
        origin?: {
            country: string;
            region?: string;
        };
        /**
         * What a new unit sells for; the price in the catalog when left out
         */
        unit_price?: number;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/returns/disposition';
};

export type AdviseDispositionErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type AdviseDispositionError = AdviseDispositionErrors[keyof AdviseDispositionErrors];

export type AdviseDispositionResponses = {
    /**
     * The advice
     */
    200: DispositionAdvice;
};

export type AdviseDispositionResponse = AdviseDispositionResponses[keyof AdviseDispositionResponses];

export type GetReviewQueueData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        type?: 'fraud-review' | 'verification' | 'duplicate-review' | 'data-review' | 'payment' | 'address' | 'discrepancy' | 'operator' | 'until-date' | 'customer-request';
        limit?: number;
        cursor?: string;
    };
    url: '/review-queue';
};

export type GetReviewQueueErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetReviewQueueError = GetReviewQueueErrors[keyof GetReviewQueueErrors];

export type GetReviewQueueResponses = {
    /**
     * A page; it may hold fewer than were asked for and still have a cursor
     */
    200: {
        items: Array<ReviewItem>;
        /**
         * For the next page; absent on the last one
         */
        cursor?: string;
    };
};

export type GetReviewQueueResponse = GetReviewQueueResponses[keyof GetReviewQueueResponses];

export type EvaluateRouteData = {
    body: EvaluateRouteBody;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/routing/evaluate';
};

export type EvaluateRouteErrors = {
    /**
     * A field is not as it must be; `problems` names it, an article that nobody knows by `lines.N.sku`
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type EvaluateRouteError = EvaluateRouteErrors[keyof EvaluateRouteErrors];

export type EvaluateRouteResponses = {
    /**
     * What would be chosen, with its receipt
     */
    200: EvaluatedRoute;
};

export type EvaluateRouteResponse = EvaluateRouteResponses[keyof EvaluateRouteResponses];

export type GetFutureValuesData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of this article alone
         */
        sku?: string;
    };
    url: '/routing/future-values';
};

export type GetFutureValuesErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetFutureValuesError = GetFutureValuesErrors[keyof GetFutureValuesErrors];

export type GetFutureValuesResponses = {
    /**
     * The last estimate; what is not listed is worth nothing later
     */
    200: {
        /**
         * Null while nothing has been estimated
         */
        version: string | null;
        made_at: string | null;
        /**
         * False when decisions count 0, because there is no estimate or it is too old
         */
        in_use: boolean;
        /**
         * Why it was estimated when it was
         */
        cause: 'first' | 'due' | 'stock-shock' | null;
        horizon_days: number | null;
        /**
         * Orders that futures were drawn from
         */
        orders: number | null;
        items: Array<FutureValueItem>;
    };
};

export type GetFutureValuesResponse = GetFutureValuesResponses[keyof GetFutureValuesResponses];

export type ScanData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        code: string;
        /**
         * Only fulfillment orders of this location
         */
        location_id?: string;
    };
    url: '/scans';
};

export type ScanErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ScanError = ScanErrors[keyof ScanErrors];

export type ScanResponses = {
    /**
     * Everything that the code stands for; empty when it is not known
     */
    200: {
        code: string;
        matches: Array<ScanMatch>;
    };
};

export type ScanResponse = ScanResponses[keyof ScanResponses];

export type SearchData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query: {
        /**
         * Our id of an order or of a fulfillment order, the channel's id or name of an order such as `#1001`, a SKU, a tracking number, an e-mail address, a phone number, or a status
         */
        q: string;
        limit?: number;
    };
    url: '/search';
};

export type SearchErrors = {
    /**
     * `q` is empty or too long
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type SearchError = SearchErrors[keyof SearchErrors];

export type SearchResponses = {
    /**
     * The orders, found within 2 seconds of what happened to them
     */
    200: SearchResult;
};

export type SearchResponse = SearchResponses[keyof SearchResponses];

export type GetSignInMethodData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/sign-in';
};

export type GetSignInMethodErrors = {
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetSignInMethodError = GetSignInMethodErrors[keyof GetSignInMethodErrors];

export type GetSignInMethodResponses = {
    /**
     * With a password here, or elsewhere
     */
    200: SignInMethod;
};

export type GetSignInMethodResponse = GetSignInMethodResponses[keyof GetSignInMethodResponses];

export type SignInData = {
    body: {
        email: string;
        password: string;
        /**
         * Changes the password on the way: 12 to 256 characters
         */
        new_password?: string;
    };
    path?: never;
    query?: never;
    url: '/sign-in';
};

export type SignInErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * Address, password or account not valid
     */
    401: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The password must be changed, the new one is too weak, or people sign in at sign_in_url
     */
    422: Problem;
    /**
     * Too many attempts
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type SignInError = SignInErrors[keyof SignInErrors];

export type SignInResponses = {
    /**
     * Signed in
     */
    200: SignedIn;
};

export type SignInResponse = SignInResponses[keyof SignInResponses];

export type ListSimulationsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        cursor?: string;
    };
    url: '/simulations';
};

export type ListSimulationsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListSimulationsError = ListSimulationsErrors[keyof ListSimulationsErrors];

export type ListSimulationsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<SimulationSummary>;
        cursor?: string;
    };
};

export type ListSimulationsResponse = ListSimulationsResponses[keyof ListSimulationsResponses];

export type CreateSimulationData = {
    body: {
        /**
         * First moment of the decisions
         */
        from: string;
        /**
         * Moment before which they were made; at most 93 days after `from`
         */
        to: string;
        /**
         * A policy by name: one that ships with the product, or `live` for that of each decision; `live` when neither is given
         */
        preset?: string;
        /**
         * A whole sourcing policy, in minor units; instead of `preset`
         */
        policy?: {
            [key: string]: JsonValue;
        };
        /**
         * Whose rates price both sides: those under which each decision was made, or those of the policy replayed
         */
        rates?: 'logged' | 'candidate';
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/simulations';
};

export type CreateSimulationErrors = {
    /**
     * A field is not as it must be; `problems` names it
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CreateSimulationError = CreateSimulationErrors[keyof CreateSimulationErrors];

export type CreateSimulationResponses = {
    /**
     * The replay, which runs from now on
     */
    202: Simulation;
};

export type CreateSimulationResponse = CreateSimulationResponses[keyof CreateSimulationResponses];

export type GetSimulationData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/simulations/{id}';
};

export type GetSimulationErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetSimulationError = GetSimulationErrors[keyof GetSimulationErrors];

export type GetSimulationResponses = {
    /**
     * The replay
     */
    200: Simulation;
};

export type GetSimulationResponse = GetSimulationResponses[keyof GetSimulationResponses];

export type GetStatusData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/status';
};

export type GetStatusErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStatusError = GetStatusErrors[keyof GetStatusErrors];

export type GetStatusResponses = {
    /**
     * The state of the installation
     */
    200: InstallationStatus;
};

export type GetStatusResponse = GetStatusResponses[keyof GetStatusResponses];

export type ListArticleAvailabilityData = {
    body?: never;
    path: {
        tenant: string;
    };
    query: {
        /**
         * 1 to 50 SKUs with commas between them; one that has a comma itself is asked for by its own address
         */
        skus: string;
    };
    url: '/storefronts/{tenant}/availability';
};

export type ListArticleAvailabilityErrors = {
    /**
     * The request is not as it must be; `problems` names the field
     */
    400: Problem;
    /**
     * The tenant shows nothing to the public, or there is no such article
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListArticleAvailabilityError = ListArticleAvailabilityErrors[keyof ListArticleAvailabilityErrors];

export type ListArticleAvailabilityResponses = {
    /**
     * Articles in the order asked; what never had stock is left out
     */
    200: {
        items: Array<ArticleAvailability>;
    };
};

export type ListArticleAvailabilityResponse = ListArticleAvailabilityResponses[keyof ListArticleAvailabilityResponses];

export type GetArticleAvailabilityData = {
    body?: never;
    path: {
        tenant: string;
        sku: string;
    };
    query?: never;
    url: '/storefronts/{tenant}/availability/{sku}';
};

export type GetArticleAvailabilityErrors = {
    /**
     * The request is not as it must be; `problems` names the field
     */
    400: Problem;
    /**
     * The tenant shows nothing to the public, or there is no such article
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetArticleAvailabilityError = GetArticleAvailabilityErrors[keyof GetArticleAvailabilityErrors];

export type GetArticleAvailabilityResponses = {
    /**
     * With Cache-Control, ETag and Cache-Tag
     */
    200: ArticleAvailability;
};

export type GetArticleAvailabilityResponse = GetArticleAvailabilityResponses[keyof GetArticleAvailabilityResponses];

export type GetStorefrontDeliveryData = {
    body?: never;
    path: {
        tenant: string;
        sku: string;
    };
    query: {
        country: string;
        region?: string;
    };
    url: '/storefronts/{tenant}/delivery/{sku}';
};

export type GetStorefrontDeliveryErrors = {
    /**
     * The request is not as it must be; `problems` names the field
     */
    400: Problem;
    /**
     * The tenant shows nothing to the public, or there is no such article
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStorefrontDeliveryError = GetStorefrontDeliveryErrors[keyof GetStorefrontDeliveryErrors];

export type GetStorefrontDeliveryResponses = {
    /**
     * With Cache-Control and ETag; days of the customer’s calendar, and nothing of what sending costs
     */
    200: StorefrontDelivery;
};

export type GetStorefrontDeliveryResponse = GetStorefrontDeliveryResponses[keyof GetStorefrontDeliveryResponses];

export type GetStorefrontRecommendationsData = {
    body?: never;
    path: {
        tenant: string;
        sku: string;
    };
    query?: never;
    url: '/storefronts/{tenant}/recommendations/{sku}';
};

export type GetStorefrontRecommendationsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * The tenant shows nothing to the public
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetStorefrontRecommendationsError = GetStorefrontRecommendationsErrors[keyof GetStorefrontRecommendationsErrors];

export type GetStorefrontRecommendationsResponses = {
    /**
     * With Cache-Control and ETag; says nothing of how often anything is bought
     */
    200: StorefrontRecommendations;
};

export type GetStorefrontRecommendationsResponse = GetStorefrontRecommendationsResponses[keyof GetStorefrontRecommendationsResponses];

export type ListTrainingsData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        cursor?: string;
    };
    url: '/trainings';
};

export type ListTrainingsErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListTrainingsError = ListTrainingsErrors[keyof ListTrainingsErrors];

export type ListTrainingsResponses = {
    /**
     * A page
     */
    200: {
        items: Array<Training>;
        cursor?: string;
    };
};

export type ListTrainingsResponse = ListTrainingsResponses[keyof ListTrainingsResponses];

export type GetTrainingData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/trainings/{id}';
};

export type GetTrainingErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetTrainingError = GetTrainingErrors[keyof GetTrainingErrors];

export type GetTrainingResponses = {
    /**
     * The training
     */
    200: Training;
};

export type GetTrainingResponse = GetTrainingResponses[keyof GetTrainingResponses];

export type ListTransfersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        status?: 'draft' | 'approved' | 'shipping' | 'in_transit' | 'partially_received' | 'received' | 'closed_short' | 'cancelled';
        location_id?: string;
        limit?: number;
        cursor?: string;
    };
    url: '/transfers';
};

export type ListTransfersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListTransfersError = ListTransfersErrors[keyof ListTransfersErrors];

export type ListTransfersResponses = {
    /**
     * A page
     */
    200: {
        items: Array<Transfer>;
        cursor?: string;
    };
};

export type ListTransfersResponse = ListTransfersResponses[keyof ListTransfersResponses];

export type CreateTransferData = {
    body: {
        transfer_id: string;
        from_location_id: string;
        to_location_id: string;
        lines: Array<{
            sku: string;
            quantity: number;
        }>;
        /**
         * When the goods should arrive, RFC 3339 with a zone
         */
        expected_at?: string;
        reference?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/transfers';
};

export type CreateTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CreateTransferError = CreateTransferErrors[keyof CreateTransferErrors];

export type CreateTransferResponses = {
    /**
     * The transfer after the change
     */
    200: Transfer;
};

export type CreateTransferResponse = CreateTransferResponses[keyof CreateTransferResponses];

export type GetTransferData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}';
};

export type GetTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetTransferError = GetTransferErrors[keyof GetTransferErrors];

export type GetTransferResponses = {
    /**
     * The transfer
     */
    200: Transfer;
};

export type GetTransferResponse = GetTransferResponses[keyof GetTransferResponses];

export type ApproveTransferData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}/approve';
};

export type ApproveTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ApproveTransferError = ApproveTransferErrors[keyof ApproveTransferErrors];

export type ApproveTransferResponses = {
    /**
     * The transfer after the change
     */
    200: Transfer;
};

export type ApproveTransferResponse = ApproveTransferResponses[keyof ApproveTransferResponses];

export type CancelTransferData = {
    body: {
        /**
         * Why, in the words of the business
         */
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}/cancel';
};

export type CancelTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CancelTransferError = CancelTransferErrors[keyof CancelTransferErrors];

export type CancelTransferResponses = {
    /**
     * The transfer after the change
     */
    200: Transfer;
};

export type CancelTransferResponse = CancelTransferResponses[keyof CancelTransferResponses];

export type CloseTransferData = {
    body: {
        /**
         * Units that have not arrived are lost, or stand at the origin again
         */
        missing: 'write_off' | 'return';
        reason: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}/close';
};

export type CloseTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CloseTransferError = CloseTransferErrors[keyof CloseTransferErrors];

export type CloseTransferResponses = {
    /**
     * The transfer after the change
     */
    200: Transfer;
};

export type CloseTransferResponse = CloseTransferResponses[keyof CloseTransferResponses];

export type GetTransferHistoryData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}/history';
};

export type GetTransferHistoryErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GetTransferHistoryError = GetTransferHistoryErrors[keyof GetTransferHistoryErrors];

export type GetTransferHistoryResponses = {
    /**
     * First to last
     */
    200: {
        entries: Array<HistoryEntry>;
    };
};

export type GetTransferHistoryResponse = GetTransferHistoryResponses[keyof GetTransferHistoryResponses];

export type ReceiveTransferData = {
    body: {
        receipt_id: string;
        lines: Array<{
            sku: string;
            received: number;
            damaged?: number;
        }>;
        reason?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}/receive';
};

export type ReceiveTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ReceiveTransferError = ReceiveTransferErrors[keyof ReceiveTransferErrors];

export type ReceiveTransferResponses = {
    /**
     * The transfer after the change
     */
    200: Transfer;
};

export type ReceiveTransferResponse = ReceiveTransferResponses[keyof ReceiveTransferResponses];

export type ShipTransferData = {
    body: {
        /**
         * What is sent; everything that was asked for when left out. The rest is not sent.
         */
        lines?: Array<{
            sku: string;
            quantity: number;
        }>;
        /**
         * RFC 3339 with a zone
         */
        expected_at?: string;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/transfers/{id}/ship';
};

export type ShipTransferErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such thing in this tenant
     */
    404: Problem;
    /**
     * Something else has been recorded under this number
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The state does not allow it; `code` says why
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ShipTransferError = ShipTransferErrors[keyof ShipTransferErrors];

export type ShipTransferResponses = {
    /**
     * The transfer after the change
     */
    200: Transfer;
};

export type ShipTransferResponse = ShipTransferResponses[keyof ShipTransferResponses];

export type ListUsersData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: {
        limit?: number;
        /**
         * The cursor of the page before
         */
        cursor?: string;
    };
    url: '/users';
};

export type ListUsersErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * Not allowed
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ListUsersError = ListUsersErrors[keyof ListUsersErrors];

export type ListUsersResponses = {
    /**
     * A page of users
     */
    200: {
        items: Array<User>;
        cursor?: string;
    };
};

export type ListUsersResponse = ListUsersResponses[keyof ListUsersResponses];

export type CreateUserData = {
    body: {
        email: string;
        role: Role;
        locations: Locations;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path?: never;
    query?: never;
    url: '/users';
};

export type CreateUserErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * Not allowed
     */
    403: Problem;
    /**
     * No such tenant, or you have no place in it
     */
    404: Problem;
    /**
     * The e-mail address has an account, or belongs to somebody else where people sign in
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type CreateUserError = CreateUserErrors[keyof CreateUserErrors];

export type CreateUserResponses = {
    /**
     * Created
     */
    201: CreatedUser;
};

export type CreateUserResponse = CreateUserResponses[keyof CreateUserResponses];

export type DisableUserData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/users/{id}/disable';
};

export type DisableUserErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such user in this tenant
     */
    404: Problem;
    /**
     * Changed by somebody else at the same time
     */
    409: Problem;
    /**
     * The account opens other tenants too, the person has been erased, or people choose passwords elsewhere
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type DisableUserError = DisableUserErrors[keyof DisableUserErrors];

export type DisableUserResponses = {
    /**
     * Disabled
     */
    200: AccountStatus;
};

export type DisableUserResponse = DisableUserResponses[keyof DisableUserResponses];

export type EnableUserData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/users/{id}/enable';
};

export type EnableUserErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such user in this tenant
     */
    404: Problem;
    /**
     * Changed by somebody else at the same time
     */
    409: Problem;
    /**
     * The account opens other tenants too, the person has been erased, or people choose passwords elsewhere
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type EnableUserError = EnableUserErrors[keyof EnableUserErrors];

export type EnableUserResponses = {
    /**
     * Enabled
     */
    200: AccountStatus;
};

export type EnableUserResponse = EnableUserResponses[keyof EnableUserResponses];

export type RevokeMembershipData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/users/{id}/memberships';
};

export type RevokeMembershipErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such user in this tenant
     */
    404: Problem;
    /**
     * Changed by somebody else at the same time
     */
    409: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type RevokeMembershipError = RevokeMembershipErrors[keyof RevokeMembershipErrors];

export type RevokeMembershipResponses = {
    /**
     * The membership as it is now
     */
    200: Membership;
};

export type RevokeMembershipResponse = RevokeMembershipResponses[keyof RevokeMembershipResponses];

export type GrantMembershipData = {
    body: {
        role: Role;
        locations: Locations;
    };
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/users/{id}/memberships';
};

export type GrantMembershipErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * Not allowed
     */
    403: Problem;
    /**
     * No such user in this tenant
     */
    404: Problem;
    /**
     * Changed by somebody else at the same time
     */
    409: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type GrantMembershipError = GrantMembershipErrors[keyof GrantMembershipErrors];

export type GrantMembershipResponses = {
    /**
     * The membership as it is now
     */
    200: Membership;
};

export type GrantMembershipResponse = GrantMembershipResponses[keyof GrantMembershipResponses];

export type ResetPasswordData = {
    body?: never;
    headers?: {
        /**
         * The tenant, for people who belong to several; a key belongs to one
         */
        'x-tenant-id'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/users/{id}/password-resets';
};

export type ResetPasswordErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * No valid credentials
     */
    401: Problem;
    /**
     * The credentials lack the scope
     */
    403: Problem;
    /**
     * No such user in this tenant
     */
    404: Problem;
    /**
     * Changed by somebody else at the same time
     */
    409: Problem;
    /**
     * The account opens other tenants too, the person has been erased, or people choose passwords elsewhere
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ResetPasswordError = ResetPasswordErrors[keyof ResetPasswordErrors];

export type ResetPasswordResponses = {
    /**
     * Reset
     */
    200: {
        /**
         * Shown once, to be told to the user by other means
         */
        one_time_password?: {
            password: string;
            expires_at: string;
        };
        /**
         * True where people sign in elsewhere: the person has been mailed what it takes
         */
        mailed?: boolean;
    };
};

export type ResetPasswordResponse = ResetPasswordResponses[keyof ResetPasswordResponses];

export type ConfirmVerificationData = {
    body: {
        code: string;
    };
    path: {
        token: string;
    };
    query?: never;
    url: '/verifications/{token}';
};

export type ConfirmVerificationErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * There is no such verification
     */
    404: Problem;
    /**
     * The body is too large
     */
    413: Problem;
    /**
     * The verification is over, or no more codes are sent; `code` says which
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ConfirmVerificationError = ConfirmVerificationErrors[keyof ConfirmVerificationErrors];

export type ConfirmVerificationResponses = {
    /**
     * How it stands now: `waiting` after a wrong code, with the tries that are left
     */
    200: PublicVerification;
};

export type ConfirmVerificationResponse = ConfirmVerificationResponses[keyof ConfirmVerificationResponses];

export type ResendVerificationData = {
    body?: never;
    path: {
        token: string;
    };
    query?: never;
    url: '/verifications/{token}/resend';
};

export type ResendVerificationErrors = {
    /**
     * Something is missing or not as it must be; `problems` names each field
     */
    400: Problem;
    /**
     * There is no such verification
     */
    404: Problem;
    /**
     * The verification is over, or no more codes are sent; `code` says which
     */
    422: Problem;
    /**
     * Too many requests
     */
    429: Problem;
    /**
     * Something went wrong on our side; `request_id` finds it in the log
     */
    500: Problem;
    /**
     * Not now; nothing is wrong with the request
     */
    503: Problem;
};

export type ResendVerificationError = ResendVerificationErrors[keyof ResendVerificationErrors];

export type ResendVerificationResponses = {
    /**
     * Another code is on its way
     */
    200: PublicVerification;
};

export type ResendVerificationResponse = ResendVerificationResponses[keyof ResendVerificationResponses];
