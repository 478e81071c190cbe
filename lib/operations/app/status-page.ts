/**
 * The first page in the browser: orders per stage, newest orders, queues and dead letters, refreshed every two seconds.
 * It holds no data itself. The API key comes from the address's fragment (which browsers never send) or from a form.
 */
export const statusPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Waybill</title>
<style>
  :root { color-scheme: light dark; --line: #8884; --muted: #8a8f98; --accent: #2563eb; --bad: #dc2626; }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1080px; padding: 1rem; }
  header { display: flex; align-items: baseline; gap: 1rem; flex-wrap: wrap; }
  h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
  #at { color: var(--muted); font-size: .85rem; }
  .stages { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: .5rem; }
  .stage { border: 1px solid var(--line); border-radius: 8px; padding: .5rem .7rem; }
  .stage b { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
  .stage span { color: var(--muted); font-size: .85rem; }
  .stage.none b { color: var(--muted); font-weight: 400; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
  th { color: var(--muted); font-weight: 500; font-size: .85rem; }
  th.number, td.number { text-align: right; padding-right: 1.6rem; } .bad { color: var(--bad); font-weight: 600; }
  form { margin: 2rem 0; display: flex; gap: .5rem; flex-wrap: wrap; align-items: end; }
  label { display: grid; gap: .2rem; flex: 1 1 320px; } input, button { font: inherit; padding: .4rem .6rem; }
  #message:empty { display: none; }
  #alarms:empty { display: none; }
</style>
</head>
<body>
<header><h1>Waybill</h1><span id="at"></span></header>
<p id="message" role="status"></p>
<form id="sign-in" hidden>
  <label>API key with the scope operations:read <input id="key" type="password" autocomplete="off" required></label>
  <button>Show</button>
</form>
<main id="main" hidden>
  <ul id="alarms"></ul>
  <h2>Orders per stage</h2><div class="stages" id="stages"></div>
  <h2>Newest orders</h2>
  <div class="scroll"><table><thead><tr><th>Order</th><th>Channel</th><th>Status</th><th>Placed</th><th class="number">Total</th><th class="number">Units</th><th>Locations</th><th>Holds</th></tr></thead><tbody id="orders"></tbody></table></div>
  <h2>Queues</h2>
  <div class="scroll"><table><thead><tr><th>Queue</th><th class="number">Waiting</th><th class="number">In flight</th><th class="number">Dead letters</th></tr></thead><tbody id="queues"></tbody></table></div>
</main>
<script>
  const byId = (id) => document.getElementById(id);
  const fragment = new URLSearchParams(location.hash.slice(1)).get('key');
  if (fragment) { sessionStorage.setItem('waybill-key', fragment); history.replaceState(null, '', location.pathname); }
  const cell = (text, className) => { const td = document.createElement('td'); td.textContent = text; if (className) td.className = className; return td; };
  const row = (...cells) => { const tr = document.createElement('tr'); tr.append(...cells); return tr; };
  const money = (minor, currency) => {
    const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
    return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
  };
  const ask = (message) => { byId('message').textContent = message; byId('sign-in').hidden = false; byId('main').hidden = true; };
  const show = (status) => {
    byId('message').textContent = ''; byId('sign-in').hidden = true; byId('main').hidden = false;
    byId('at').textContent = 'as of ' + new Date(status.at).toLocaleTimeString();
    byId('alarms').replaceChildren(...status.alarms.filter((alarm) => alarm.state === 'ringing').map((alarm) => {
      const item = document.createElement('li'); item.className = 'bad';
      item.textContent = alarm.name + ': ' + alarm.description + ' (' + alarm.value + ') What to do: ' + alarm.runbook; return item;
    }));
    byId('stages').replaceChildren(...status.pipeline.map(({ status: name, orders, more }) => {
      const box = document.createElement('div'); box.className = orders === 0 ? 'stage none' : 'stage';
      const count = document.createElement('b'); count.textContent = orders + (more ? '+' : '');
      const label = document.createElement('span'); label.textContent = name.replaceAll('_', ' ');
      box.append(count, label); return box;
    }));
    byId('orders').replaceChildren(...status.recent_orders.map((order) => row(
      cell(order.channel_order_name || order.channel_order_id), cell(order.channel), cell(order.status.replaceAll('_', ' ')),
      cell(new Date(order.placed_at).toLocaleString()), cell(money(order.total, order.currency), 'number'), cell(order.units, 'number'),
      cell(order.location_ids.join(', ')), cell(order.holds.map((hold) => hold.type).join(', ')))));
    if (status.recent_orders.length === 0) byId('orders').replaceChildren(row(cell('No orders yet. POST one to /orders, or start without --empty.')));
    const dead = new Map(status.dead_letters.map(({ queue, waiting }) => [queue, waiting]));
    const waiting = new Map(status.queues.map((queue) => [queue.queue, queue]));
    byId('queues').replaceChildren(...[...dead.keys()].map((name) => row(cell(name), cell(waiting.get(name)?.waiting ?? '–', 'number'),
      cell(waiting.get(name)?.in_flight ?? '–', 'number'), cell(dead.get(name), dead.get(name) > 0 ? 'number bad' : 'number'))));
  };
  const refresh = async () => {
    const key = sessionStorage.getItem('waybill-key');
    if (!key) return ask('');
    try {
      const response = await fetch('/status', { headers: { 'x-api-key': key } });
      const body = await response.json();
      if (response.ok) show(body);
      else if (response.status === 401 || response.status === 403) { sessionStorage.removeItem('waybill-key'); ask(body.title); }
      else byId('message').textContent = body.title;
    } catch { byId('message').textContent = 'No answer; trying again.'; }
    setTimeout(refresh, 2000);
  };
  byId('sign-in').addEventListener('submit', (event) => { event.preventDefault(); sessionStorage.setItem('waybill-key', byId('key').value.trim()); refresh(); });
  refresh();
</script>
</body>
</html>
`;
