import type * as z from 'zod';
import type { ReturnBody } from '../../lib/contracts/http/returns.ts';
import type { ReturnNotice } from '../../lib/orders/index.ts';

/** A return as the order takes it. */
export const noticeOf = ({ return_id: returnId, lines, location_id, received_at }: z.output<typeof ReturnBody>): ReturnNotice => ({
  returnId,
  lines: lines.map(({ line_id: lineId, ...line }) => ({ lineId, ...line })),
  ...(location_id === undefined ? {} : { locationId: location_id }),
  ...(received_at === undefined ? {} : { receivedAt: received_at }),
});
