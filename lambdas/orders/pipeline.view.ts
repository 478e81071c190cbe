import { type Pipeline, pipelineRenewedSeconds } from '../../lib/orders/index.ts';

/** As `GET /pipeline` shows it. How long counting took concerns nobody but us. */
export const pipelineView = ({ asOf, stages }: Pipeline) => ({ asOf, renewedWithinSeconds: pipelineRenewedSeconds, stages });
