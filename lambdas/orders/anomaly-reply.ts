import { describeOrderAction, type OrderAnomaly } from '../../lib/orders/index.ts';

/** An anomaly as it goes out. */
export const orderAnomalyView = (flag: OrderAnomaly) => ({
  anomalyId: flag.flagId,
  kind: flag.kind,
  about: flag.about,
  severity: flag.severity,
  sentence: flag.sentence,
  figures: flag.figures,
  evidence: flag.evidence,
  recommendedAction: { kind: flag.action, text: describeOrderAction(flag.action) },
  status: flag.status,
  openedAt: flag.openedAt,
  endedAt: flag.endedAt,
  resolution: flag.resolution,
});
