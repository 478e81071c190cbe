import type { Api } from '../../shared/api.ts';
import type { BulkJob } from '../../shared/types.ts';
import { words } from '../../shared/status-badge.tsx';
import type { CancelReason, HoldBlock, HoldType } from './order-choices.ts';

export type BulkBody = Parameters<Api['createBulkJob']>[0]['body'];
export type BulkActionName = BulkBody['action'];
export type BulkDryRun = Exclude<Awaited<ReturnType<Api['createBulkJob']>>, BulkJob>;
export type TriedRow = BulkDryRun['rows'][number];

/** Orders in one job at most, as the API has it. */
export const ordersMax = 1_000;

type BulkAction = {
  readonly name: BulkActionName;
  readonly label: string;
  readonly scope: string;
  readonly color?: 'red';
  /** What will happen to each order. */
  readonly about: string;
};

const byName: Readonly<Record<BulkActionName, BulkAction>> = {
  cancel: {
    name: 'cancel',
    label: 'Cancel',
    scope: 'orders:manage',
    color: 'red',
    about:
      'What has not shipped is cancelled: its stock goes back on sale, the warehouse is told to stop, and its money is given back. What has shipped stays as it is.',
  },
  place_hold: {
    name: 'place_hold',
    label: 'Hold',
    scope: 'holds:write',
    about: 'Each order stops at the next step that the hold blocks, until somebody releases it.',
  },
  release_holds: {
    name: 'release_holds',
    label: 'Release holds',
    scope: 'holds:write',
    about: 'Every open hold of this type is released. An order goes on, unless another hold stops it.',
  },
  reject_holds: {
    name: 'reject_holds',
    label: 'Reject holds',
    scope: 'holds:write',
    color: 'red',
    about:
      'Every open hold of this type is upheld. Where fraud or a duplicate was suspected, the order is cancelled and its money given back; other holds stay until somebody releases them.',
  },
};

/** In the order in which they are offered. */
export const bulkActions: readonly BulkAction[] = Object.values(byName);

export const bulkActionOf = (name: BulkActionName): BulkAction => byName[name];

/** What the fields of the dialog hold, whatever the action. */
export type BulkFields = {
  readonly cancelReason: CancelReason;
  readonly holdType: HoldType;
  readonly holdReason: string;
  readonly blocks: readonly HoldBlock[];
  /** As a field for date and time has it, in the viewer's zone; empty for none. */
  readonly until: string;
};

/** The request for some orders. */
export const bulkBody = (action: BulkActionName, fields: BulkFields, orderIds: readonly string[], isDryRun: boolean): BulkBody => {
  const orders = { order_ids: [...orderIds], dry_run: isDryRun };
  switch (action) {
    case 'cancel':
      return { action, reason: fields.cancelReason, ...orders };
    case 'place_hold': {
      const until = fields.until === '' ? {} : { until: new Date(fields.until).toISOString() };
      return { action, type: fields.holdType, reason: fields.holdReason, blocks: [...fields.blocks], ...until, ...orders };
    }
    case 'release_holds':
    case 'reject_holds':
      return { action, type: fields.holdType, ...orders };
  }
};

/** What a job does to its orders, in words. */
export const bulkWords = (request: BulkJob['request']): string => {
  switch (request.action) {
    case 'cancel':
      return `Cancel, reason ${words(request.reason)}`;
    case 'place_hold':
      return `Hold, ${words(request.type)}: ${request.reason}`;
    case 'release_holds':
      return `Release holds, ${words(request.type)}`;
    case 'reject_holds':
      return `Reject holds, ${words(request.type)}`;
  }
};
