import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createEventBridgeBus } from '../../../../lib/platform/aws/event-bus.eventbridge.ts';
import { contractSubscriptions, describeEventBusContract } from '../../../contract/event-bus.contract.ts';
import { createAwsStub } from '../../../support/aws-stub.ts';
import { openSqsEngine } from './engines.ts';
import { createFakeEventBridge } from './fake-event-bridge.ts';

describeEventBusContract('EventBridge', async () => {
  const { queue, sqs } = openSqsEngine([{ name: 'created' }, { name: 'everything' }]);
  const { respond } = createFakeEventBridge('waybill-test', contractSubscriptions, sqs.deliver);
  const bus = createEventBridgeBus(new EventBridgeClient(createAwsStub(respond).settings), { busName: 'waybill-test' });
  return { bus, created: queue('created'), everything: queue('everything'), close: async () => undefined };
});
