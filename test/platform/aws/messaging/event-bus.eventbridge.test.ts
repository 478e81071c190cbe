import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { createEventBridgeBus } from '../../../../lib/platform/aws/event-bus.eventbridge.ts';
import { type BusEvent, LimitExceededError, UnavailableError } from '../../../../lib/platform/ports.ts';
import { type AwsResponder, createAwsStub, inTurn } from '../../../support/aws-stub.ts';

const open = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  return { bus: createEventBridgeBus(new EventBridgeClient(stub.settings), { busName: 'waybill-test' }), stub };
};

const event = (detail: BusEvent['detail']): BusEvent => ({ source: 'oms.orders', detailType: 'OrderCreated', detail });
const accepted = { EventId: 'e' };

describe('publishing to EventBridge', () => {
  it('sends one entry per event with its time', async () => {
    const { bus, stub } = open(inTurn({ body: { FailedEntryCount: 0, Entries: [accepted] } }));
    await bus.publish([{ ...event({ order_id: 'o1' }), time: Instant('2026-11-20T14:23:33.500Z') }]);
    expect(stub.requests[0]?.json).toEqual({
      Entries: [
        {
          EventBusName: 'waybill-test',
          Source: 'oms.orders',
          DetailType: 'OrderCreated',
          Detail: '{"order_id":"o1"}',
          Time: 1_795_184_613.5,
        },
      ],
    });
  });

  it('reports what EventBridge refused under the index it was published at', async () => {
    const { bus } = open(
      inTurn({
        body: {
          FailedEntryCount: 2,
          Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }, accepted, { ErrorCode: 'InternalFailure' }],
        },
      }),
    );
    expect(await bus.publish([event({}), { ...event({}), source: '' }, event({}), event({})])).toEqual([
      { index: 0, code: 'ThrottlingException', message: 'slow down' },
      { index: 1, code: 'InvalidArgument', message: 'Source and detail type must not be empty' },
      { index: 3, code: 'InternalFailure', message: '' },
    ]);
  });

  it('calls nobody for nothing, or for nothing that is complete', async () => {
    const { bus, stub } = open(inTurn());
    expect(await bus.publish([])).toEqual([]);
    expect(await bus.publish([{ ...event({}), detailType: '' }])).toHaveLength(1);
    expect(stub.requests).toEqual([]);
  });

  it.each([
    [{}],
    [{ FailedEntryCount: 0, Entries: [] }],
    [{ FailedEntryCount: 0, Entries: [accepted, accepted] }],
  ])('does not take %j for an answer about one event', async (body) => {
    await expect(open(inTurn({ body })).bus.publish([event({})])).rejects.toThrow(UnavailableError);
  });

  it('counts source, detail type, detail and fourteen bytes of time up to exactly 256 KB', async () => {
    const overhead = Buffer.byteLength('oms.ordersOrderCreated{"text":""}') + 14;
    const of = (length: number): BusEvent => ({ ...event({ text: 'x'.repeat(length) }), time: Instant('2026-11-20T14:23:33.000Z') });
    const { bus, stub } = open(inTurn({ body: { FailedEntryCount: 0, Entries: [accepted] } }));
    expect(await bus.publish([of(256 * 1_024 - overhead)])).toEqual([]);
    await expect(bus.publish([of(256 * 1_024 - overhead + 1)])).rejects.toThrow(LimitExceededError);
    expect(stub.requests).toHaveLength(1);
  });
});
