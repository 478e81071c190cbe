import { accessWiring } from './access/wiring.ts';
import { catalogWiring } from './catalog/wiring.ts';
import { channelsWiring } from './channels/wiring.ts';
import { customersWiring } from './customers/wiring.ts';
import { forecastingWiring } from './forecasting/wiring.ts';
import { fraudWiring } from './fraud/wiring.ts';
import { fulfilmentWiring } from './fulfilment/wiring.ts';
import { intelligenceWiring } from './intelligence/wiring.ts';
import { inventoryWiring } from './inventory/wiring.ts';
import { operationsWiring } from './operations/wiring.ts';
import { ordersWiring } from './orders/wiring.ts';
import { sourcingWiring } from './sourcing/wiring.ts';
import type { ContextWiring } from './platform/wiring.ts';

/** Every context of the product, as the embedded runtime and the CDK app deploy it. */
export const wirings: readonly ContextWiring[] = [
  channelsWiring,
  ordersWiring,
  inventoryWiring,
  fulfilmentWiring,
  sourcingWiring,
  forecastingWiring,
  intelligenceWiring,
  fraudWiring,
  customersWiring,
  catalogWiring,
  accessWiring,
  operationsWiring,
];
