// What channels need of a deployment beside their webhooks: the address under which they reach it, and the event buses of
// those that send through a partner event source.
import { describe, expect, it } from 'vitest';
import { publicUrlParameter } from '../../lib/channels/index.ts';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { DeploymentOptionsError, parseDeploymentOptions } from '../../lib/stacks/options.ts';
import { account, only, synthesize, type Synthesis } from './templates.ts';

const region = 'eu-central-1';
const names = namesOf({ stage: 'prod', region, account, partition: 'aws' });

const parameterOf = ({ ofType }: Synthesis) =>
  only(ofType('SSM::Parameter'), ({ properties }) => properties['Name'] === names.parameterName(publicUrlParameter));

describe('the address of an installation', () => {
  it('is that of its domain, where it has one', () => {
    expect(parameterOf(synthesize('under a domain of its own')).properties['Value']).toBe('https://oms.example.com');
  });

  it('can change to a domain of its own: what is taken from the stack of CloudFront stays taken', () => {
    for (const set of ['behind CloudFront', 'under a domain of its own'] as const) {
      const { stacks } = synthesize(set);
      expect(Object.keys(stacks.find(({ id }) => id === 'Alarms')?.template.Outputs ?? {}), set).toContain('DistributionDomain');
      const taken = JSON.stringify(stacks.find(({ id }) => id === 'Edge')?.template).match(/\/cdk\/exports\/[^"]+DomainName\w+/g);
      expect(new Set(taken).size, set).toBe(1);
    }
  });

  it('is that of the API, where nothing stands before it', () => {
    const synthesis = synthesize('answering directly');
    const api = only(synthesis.ofType('ApiGatewayV2::Api'));
    const value = JSON.stringify(parameterOf(synthesis).properties['Value']);
    expect(value).toContain('.execute-api.eu-central-1.');
    expect(value).toContain(api.id);
  });

  it('is told in the region of the functions, though CloudFront is in another', () => {
    const synthesis = synthesize('behind CloudFront');
    const distribution = only(synthesis.ofType('CloudFront::Distribution'));
    const parameter = parameterOf(synthesis);
    expect(synthesis.stacks.find(({ id }) => id === parameter.stack)).toMatchObject({ region, after: expect.arrayContaining(['Edge']) });
    // The name goes from the stack of CloudFront to a reader in the region of the parameter.
    const writer = only(
      synthesis.ofType('CloudFormation::CustomResource').concat(synthesis.resources),
      ({ stack, type, raw }) =>
        stack === distribution.stack && type === 'Custom::CrossRegionExportWriter' && JSON.stringify(raw).includes('DomainName'),
    );
    expect(JSON.stringify(writer.raw)).toContain(distribution.id);
    expect(JSON.stringify(parameter.raw)).toContain('https://');
  });

  it('is handed over directly where all is in one region', () => {
    const synthesis = synthesize('at home in us-east-1');
    const distribution = only(synthesis.ofType('CloudFront::Distribution'));
    const parameter = only(
      synthesis.ofType('SSM::Parameter'),
      ({ properties }) => properties['Name'] === names.parameterName(publicUrlParameter),
    );
    expect(JSON.stringify(parameter.properties['Value'])).toContain(distribution.id);
  });
});

describe('partner event sources', () => {
  const synthesis = synthesize('that is thrown away');
  const sources = {
    shopify: 'aws.partner/shopify.com/12345/orders',
    amazon: 'aws.partner/sellingpartnerapi.amazon.com/123456789012/amzn1.sellerapps.app.1f2e',
  };

  it.each(
    Object.entries(sources),
  )('of %s have an event bus of their name, whose events go to the queue of the channel', (channel, source) => {
    const bus = only(synthesis.ofType('Events::EventBus'), ({ properties }) => properties['EventSourceName'] === source);
    expect(bus.properties['Name']).toBe(source);
    const rule = only(synthesis.ofType('Events::Rule'), ({ properties }) => properties['Name'] === `${names.prefix}-${channel}-events`);
    expect(rule.properties).toMatchObject({ State: 'ENABLED', EventPattern: { source: [{ prefix: 'aws.partner/' }] } });
    expect(rule.raw.Properties?.['EventBusName']).toEqual({ Ref: bus.id });
    const queue = only(
      synthesis.ofType('SQS::Queue'),
      ({ properties }) => properties['QueueName'] === names.queueName(`${channel}-events`, false),
    );
    expect(rule.properties['Targets']).toEqual([
      expect.objectContaining({
        Arn: names.queueArn(`${channel}-events`, false),
        DeadLetterConfig: { Arn: names.queueArn(`${channel}-events-dlq`, false) },
      }),
    ]);
    const policies = synthesis.ofType('SQS::QueuePolicy').filter(({ raw }) => JSON.stringify(raw).includes(`"${queue.id}"`));
    const statements = policies.flatMap(({ properties }) => properties['PolicyDocument'].Statement as readonly unknown[]);
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Action: 'sqs:SendMessage', Principal: { Service: 'events.amazonaws.com' } }),
    );
  });

  it('have none where the deployment names none', () => {
    const plain = synthesize('behind CloudFront');
    expect(plain.ofType('Events::EventBus').filter(({ properties }) => properties['EventSourceName'] !== undefined)).toEqual([]);
    expect(plain.ofType('Events::Rule').map(({ properties }) => String(properties['Name']))).not.toContain(
      `${names.prefix}-shopify-events`,
    );
  });

  it.each([
    [{ shopify: { eventSource: 'aws.partner/sellingpartnerapi.amazon.com/1/2' } }, 'aws.partner/shopify.com/12345/orders'],
    [{ amazon: { eventSource: 'shopify' } }, 'aws.partner/sellingpartnerapi.amazon.com/12345/orders'],
    [{ shopify: { eventSource: 'aws.partner/shopifyXcom/12345/orders' } }, 'channels.shopify.eventSource'],
    [{ walmart: { eventSource: 'aws.partner/walmart.com/1/2' } }, 'only concurrency'],
  ])('must be of the channel that they are named for: %o', (channels, hint) => {
    const parse = () => parseDeploymentOptions({ stage: 'prod', region, channels }, 'waybill.config.ts');
    expect(parse).toThrow(DeploymentOptionsError);
    expect(parse).toThrow(hint);
  });
});
