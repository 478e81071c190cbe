/** A Shopify order with the least that it can be, and whatever the test is about. */
export const shopOrder = (changes: Readonly<Record<string, unknown>> & { readonly id?: number } = {}): string =>
  JSON.stringify({
    id: 7001,
    admin_graphql_api_id: `gid://shopify/Order/${changes.id ?? 7001}`,
    name: '#7001',
    created_at: '2026-11-20T09:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    currency: 'EUR',
    email: 'ilse.brandt@example.com',
    total_price: '24.00',
    subtotal_price: '24.00',
    total_line_items_price: '24.00',
    total_discounts: '0.00',
    total_tax: '0.00',
    financial_status: 'paid',
    customer: { id: 501, email: 'ilse.brandt@example.com', first_name: 'Ilse', last_name: 'Brandt' },
    shipping_address: {
      name: 'Ilse Brandt',
      address1: 'Ahornweg 17',
      city: 'Lindental',
      zip: '04177',
      country_code: 'DE',
      phone: '+49 341 5550173',
    },
    line_items: [{ id: 9001, sku: 'LAMP-1', title: 'Desk lamp', quantity: 2, price: '12.00', requires_shipping: true }],
    shipping_lines: [],
    ...changes,
  });
