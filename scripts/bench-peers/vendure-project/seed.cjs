// Makes the tables, the shop and the catalogue of catalogue.json, and writes what a client has to know to seeded.json.
const { readFileSync, writeFileSync } = require('node:fs');
const { bootstrap } = require('@vendure/core');
const { populate } = require('@vendure/core/cli');
const { config } = require('./vendure-config.cjs');

const { articles, locations, unitsEach, taxPercent, shippingMinor } = JSON.parse(readFileSync('catalogue.json', 'utf8'));

const initialData = {
  defaultLanguage: 'en',
  defaultZone: 'United States',
  countries: [{ code: 'US', name: 'United States', zone: 'United States' }],
  taxRates: [{ name: 'Standard Tax', percentage: taxPercent }],
  shippingMethods: [{ name: 'Standard Shipping', price: shippingMinor }],
  paymentMethods: [{ name: 'Card', handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'false' }] } }],
  collections: [],
};

const seed = async () => {
  const app = await populate(() => bootstrap(config), initialData);
  const admin = `http://127.0.0.1:${config.apiOptions.port}/admin-api`;
  let token;
  const ask = async (query, variables) => {
    const response = await fetch(admin, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    token ??= response.headers.get('vendure-auth-token') ?? undefined;
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  await ask('mutation ($password: String!) { login(username: "superadmin", password: $password) { __typename } }', {
    password: process.env.SUPERADMIN_PASSWORD,
  });
  const { channels, stockLocations, shippingMethods, paymentMethods } = await ask(
    '{ channels { items { id } } stockLocations { items { id } } shippingMethods { items { id } } paymentMethods { items { code } } }',
  );
  await ask('mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { __typename } }', {
    input: { id: channels.items[0].id, defaultCurrencyCode: 'USD', availableCurrencyCodes: ['USD'], pricesIncludeTax: false },
  });
  const locationIds = [stockLocations.items[0].id];
  for (const name of locations.slice(1)) {
    const made = await ask('mutation ($name: String!) { createStockLocation(input: { name: $name }) { id } }', { name });
    locationIds.push(made.createStockLocation.id);
  }
  const inputs = [];
  for (const { sku, title, priceMinor } of articles) {
    const translations = [{ languageCode: 'en', name: title, slug: sku.toLowerCase(), description: title }];
    const made = await ask('mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }', { input: { translations } });
    inputs.push({
      productId: made.createProduct.id,
      sku,
      price: priceMinor,
      trackInventory: 'TRUE',
      translations: [{ languageCode: 'en', name: title }],
      stockLevels: locationIds.map((stockLocationId) => ({ stockLocationId, stockOnHand: unitsEach })),
    });
  }
  const variantIds = {};
  for (let first = 0; first < inputs.length; first += 50) {
    const made = await ask('mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id sku } }', {
      input: inputs.slice(first, first + 50),
    });
    for (const { id, sku } of made.createProductVariants) variantIds[sku] = id;
  }
  writeFileSync(
    'seeded.json',
    JSON.stringify({ variantIds, shippingMethodId: shippingMethods.items[0].id, paymentMethod: paymentMethods.items[0].code }),
  );
  await app.close();
  process.exit(0);
};

seed().catch((error) => {
  console.error(error);
  process.exit(1);
});
