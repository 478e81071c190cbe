// Served by the installation itself, because the API lets no page of another origin in. A key in a page is for trying out only:
// a shop calls the API from its own server.
const cart = crypto.randomUUID();

const order = async (form) => {
  const { key, email, quantity } = Object.fromEntries(new FormData(form));
  const body = {
    currency: 'USD',
    line_items: [{ sku: 'MUG-STEEL', quantity: Number(quantity), unit_price: 1200 }],
    customer: { email },
    shipping_address: { name: 'Kim Ode', line1: '4 Elm Court', city: 'Troy', region: 'NY', postal_code: '12180', country: 'US' },
    payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
  };
  const headers = { 'x-api-key': key, 'content-type': 'application/json', 'idempotency-key': cart };
  const answer = await fetch('/orders', { method: 'POST', headers, body: JSON.stringify(body) });
  const { order_id, status, title } = await answer.json();
  document.querySelector('[role=status]').textContent = answer.ok ? `Order ${order_id} is ${status}.` : title;
};

document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void order(event.target);
});
