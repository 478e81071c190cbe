import { type CountDueRow, describeAction, type RecommendedAction, type StockFlag } from '../../lib/inventory/index.ts';

/** Members that only some actions have, as one form for all. */
const actionView = (action: RecommendedAction) => ({
  kind: action.kind,
  text: describeAction(action),
  fromLocationId: 'fromLocationId' in action ? action.fromLocationId : null,
  quantity: 'quantity' in action ? action.quantity : null,
  reference: 'reference' in action ? action.reference : null,
  expectedAt: 'expectedAt' in action ? action.expectedAt : null,
});

const told = ({ locationId, severity, sentence, figures, recommendedAction, openedAt }: StockFlag) => ({
  locationId,
  severity,
  sentence,
  figures,
  recommendedAction: actionView(recommendedAction),
  openedAt,
});

/** An anomaly as it goes out. */
export const anomalyView = (flag: StockFlag) => ({
  anomalyId: flag.flagId,
  kind: flag.kind,
  sku: flag.sku,
  ...told(flag),
  status: flag.status,
  evidence: flag.evidence,
  endedAt: flag.endedAt,
  resolution: flag.resolution,
});

const figureOf = ({ figures }: StockFlag, name: string): number => figures.find((one) => one.name === name)?.value ?? 0;

/** An alert of safety stock as it goes out. */
export const safetyStockView = (flag: StockFlag) => ({
  sku: flag.sku,
  ...told(flag),
  source: figureOf(flag, 'from_forecast') > 0 ? ('forecast' as const) : ('policy' as const),
  safetyStock: figureOf(flag, 'safety_stock'),
  counted: figureOf(flag, 'counted'),
  shortfall: figureOf(flag, 'shortfall'),
});

const dueSentence = ({ sku, reason, days, neverCounted, unverifiedUnits }: CountDueRow): string => {
  const age = neverCounted ? `was never counted in the ${days} days it has been there` : `was last counted ${days} days ago`;
  const doubt = reason === 'suspicious' ? ', and something makes its book doubtful' : '';
  return `${sku} ${age}${doubt}; ${unverifiedUnits} units stand there or have moved unverified.`;
};

/** An item that is due for a count as it goes out. */
export const countDueView = ({ neverCounted, ...row }: CountDueRow) => ({
  ...row,
  sentence: dueSentence({ ...row, neverCounted }),
});
