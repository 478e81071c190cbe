import { describe, expect, it } from 'vitest';
import { DeploymentOptionsError, type DeploymentOptionsInput, parseDeploymentOptions } from '../../lib/stacks/options.ts';
import committed from '../../waybill.config.ts';

const least = { stage: 'prod', region: 'eu-central-1' };
const parse = (input: unknown) => parseDeploymentOptions(input, 'waybill.config.ts');

describe('options of a deployment', () => {
  it('need no more than a stage and a region', () => {
    expect(parse(least)).toEqual({
      ...least,
      modules: ['intelligence'],
      channels: { shopify: { concurrency: 20 } },
      edge: true,
      signInCallbackUrls: [],
      models: 'in-process',
      alarms: { pagers: [] },
      monthlyBudgetUsd: 200,
      retainData: true,
      emulator: false,
    });
  });

  it('are valid as they are committed', () => {
    expect(parse(committed)).toMatchObject({ edge: true, retainData: true, emulator: false });
  });

  it.each<[string, unknown, string, string]>([
    ['a stage that is missing', { region: 'eu-central-1' }, 'stage', 'must be given'],
    ['a stage that is too long', { ...least, stage: 'production-eu' }, 'stage', '1 to 12 lower-case letters and digits'],
    ['a region that is none', { ...least, region: 'Frankfurt' }, 'region', 'must be a region such as eu-central-1'],
    ['an account that is none', { ...least, account: '123' }, 'account', 'must have twelve digits'],
    ['a channel that there is not', { ...least, channels: { ebay: {} } }, 'channels', 'has no field "ebay", only shopify'],
    [
      'more concurrency than an account has',
      { ...least, channels: { shopify: { concurrency: 5_000 } } },
      'channels.shopify.concurrency',
      'must be 1000 or less',
    ],
    ['no concurrency at all', { ...least, channels: { shopify: { concurrency: 0 } } }, 'channels.shopify.concurrency', 'must be 1 or more'],
    ['a place for models that there is not', { ...least, models: 'bedrock' }, 'models', 'must be one of "sagemaker", "in-process"'],
    ['a module that there is not', { ...least, modules: ['returns'] }, 'modules.0', 'intelligence'],
    ['an address that is none', { ...least, alarms: { email: 'somebody' } }, 'alarms.email', 'must be an e-mail address'],
    [
      'a pager that there is not',
      { ...least, alarms: { pagers: ['beeper'] } },
      'alarms.pagers.0',
      'must be one of "pagerduty", "opsgenie", "jira-service-management"',
    ],
    ['a budget of nothing', { ...least, monthlyBudgetUsd: 0 }, 'monthlyBudgetUsd', 'must be 1 or more'],
    ['a budget of cents', { ...least, monthlyBudgetUsd: 9.5 }, 'monthlyBudgetUsd', 'must be a whole number'],
    ['a domain without its zone', { ...least, domain: { name: 'oms.example.com' } }, 'domain.hostedZoneId', 'must be given'],
    ['a switch that is text', { ...least, retainData: 'no' }, 'retainData', 'must be true or false'],
    ['a field that there is not', { ...least, retain: true }, '(the file)', 'has no field "retain", only stage, region, account'],
    ['nothing', undefined, '(the file)', 'must be given'],
  ])('are refused for %s, with the field and what is allowed', (_, input, field, allowed) => {
    const refusal = refusalOf(input);
    expect(refusal).toBeInstanceOf(DeploymentOptionsError);
    const line = refusal.message.split('\n').find((one) => one.startsWith(`  ${field}: `));
    expect(line, refusal.message).toContain(allowed);
    expect(refusal.message).toContain('waybill.config.ts is not valid');
  });

  it('name every field that is wrong, not only the first', () => {
    const { message } = refusalOf({ stage: 'X', region: 'y', monthlyBudgetUsd: -1 });
    for (const field of ['stage', 'region', 'monthlyBudgetUsd']) expect(message).toContain(`  ${field}: `);
  });

  it('may name no channel at all', () => {
    expect(parse({ ...least, channels: {} }).channels).toEqual({});
  });

  it('can be written as they are typed', () => {
    const typed = { ...least, alarms: { email: 'operations@example.com' }, domain: undefined } satisfies DeploymentOptionsInput;
    expect(parse(typed).alarms).toEqual({ email: 'operations@example.com', pagers: [] });
  });
});

const refusalOf = (input: unknown): Error => {
  try {
    parse(input);
  } catch (error) {
    return error as Error;
  }
  throw new Error('The options were taken');
};
