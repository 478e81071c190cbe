// Makes the shop and the catalogue of catalogue.json, and writes what a client has to know to seeded.json. Run by
// `medusa exec`, with the workflows that Medusa's own seed scripts use.
const { readFileSync, writeFileSync } = require('node:fs');
const flows = require('@medusajs/medusa/core-flows');
const { Modules } = require('@medusajs/framework/utils');

const { articles, locations, unitsEach, taxPercent, shippingMinor } = JSON.parse(readFileSync('catalogue.json', 'utf8'));
const country = 'us';

/** Medusa counts money in units of the currency, not in cents. */
const units = (minor) => minor / 100;

exports.default = async ({ container }) => {
  const run = async (workflow, input) => (await workflow(container).run({ input })).result;
  const link = container.resolve('link');

  const [channel] = await run(flows.createSalesChannelsWorkflow, { salesChannelsData: [{ name: 'Webshop' }] });
  const [store] = await container.resolve(Modules.STORE).listStores();
  await run(flows.updateStoresWorkflow, {
    selector: { id: store.id },
    update: { supported_currencies: [{ currency_code: 'usd', is_default: true }], default_sales_channel_id: channel.id },
  });
  const [region] = await run(flows.createRegionsWorkflow, {
    regions: [{ name: 'US', currency_code: 'usd', countries: [country], payment_providers: ['pp_system_default'], automatic_taxes: true }],
  });
  await run(flows.createTaxRegionsWorkflow, [
    { country_code: country, provider_id: 'tp_system', default_tax_rate: { name: 'Standard', code: 'standard', rate: taxPercent } },
  ]);
  const [profile] = await run(flows.createShippingProfilesWorkflow, { data: [{ name: 'Default', type: 'default' }] });
  const stockLocations = await run(flows.createStockLocationsWorkflow, {
    locations: locations.map((name) => ({ name, address: { city: name, country_code: country, address_1: '1 Harbour Row' } })),
  });
  const options = [];
  for (const { id, name } of stockLocations) {
    await link.create({
      [Modules.STOCK_LOCATION]: { stock_location_id: id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' },
    });
    const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
      name: `Delivery from ${name}`,
      type: 'shipping',
      service_zones: [{ name: `US from ${name}`, geo_zones: [{ country_code: country, type: 'country' }] }],
    });
    await link.create({ [Modules.STOCK_LOCATION]: { stock_location_id: id }, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } });
    await run(flows.linkSalesChannelsToStockLocationWorkflow, { id, add: [channel.id] });
    options.push({
      name: `Standard from ${name}`,
      price_type: 'flat',
      provider_id: 'manual_manual',
      service_zone_id: set.service_zones[0].id,
      shipping_profile_id: profile.id,
      type: { label: 'Standard', description: 'Two to three days', code: 'standard' },
      prices: [{ currency_code: 'usd', amount: units(shippingMinor) }],
      rules: [
        { attribute: 'enabled_in_store', value: 'true', operator: 'eq' },
        { attribute: 'is_return', value: 'false', operator: 'eq' },
      ],
    });
  }
  const [option] = await run(flows.createShippingOptionsWorkflow, options);
  const [key] = await run(flows.createApiKeysWorkflow, { api_keys: [{ title: 'Webshop', type: 'publishable', created_by: '' }] });
  await run(flows.linkSalesChannelsToApiKeyWorkflow, { id: key.id, add: [channel.id] });

  const variantIds = {};
  for (let first = 0; first < articles.length; first += 50) {
    const products = await run(flows.createProductsWorkflow, {
      products: articles.slice(first, first + 50).map(({ sku, title, priceMinor }) => ({
        title,
        handle: sku.toLowerCase(),
        status: 'published',
        shipping_profile_id: profile.id,
        options: [{ title: 'Size', values: ['One'] }],
        variants: [
          { title, sku, options: { Size: 'One' }, manage_inventory: true, prices: [{ amount: units(priceMinor), currency_code: 'usd' }] },
        ],
        sales_channels: [{ id: channel.id }],
      })),
    });
    for (const { variants } of products) for (const { id, sku } of variants) variantIds[sku] = id;
  }
  const { data: items } = await container.resolve('query').graph({ entity: 'inventory_item', fields: ['id'] });
  await run(flows.createInventoryLevelsWorkflow, {
    inventory_levels: stockLocations.flatMap(({ id }) =>
      items.map((item) => ({ location_id: id, inventory_item_id: item.id, stocked_quantity: unitsEach })),
    ),
  });
  writeFileSync('seeded.json', JSON.stringify({ variantIds, publishableKey: key.token, regionId: region.id, shippingOptionId: option.id }));
};
