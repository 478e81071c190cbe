// What `npx cdk deploy` puts into your account. Every field is checked and explained in lib/stacks/options.ts.
// Another file can be named with `--context config=staging.config.ts`.
import type { DeploymentOptionsInput } from './lib/stacks/options.ts';

export default {
  // Part of every name. A second installation in the same account takes another stage.
  stage: 'prod',

  // Where orders are kept. Personal data does not leave it.
  region: 'eu-central-1',

  // Webhooks are taken for these channels. `concurrency` bounds how many are handled at once; the rest wait at the channel.
  channels: { shopify: { concurrency: 20 } },

  // 'sagemaker' puts the models behind endpoints; 'in-process' scores inside the functions and costs nothing.
  models: 'in-process',

  alarms: {
    // email: 'oncall@example.com',
    // Put the integration's address into the secret waybill/<stage>/pagerduty first; see docs/deploy.md.
    // pagers: ['pagerduty'],
  },

  // Somebody is told at 50, 80 and 100 percent of this, and when the forecast passes it.
  monthlyBudgetUsd: 200,
} satisfies DeploymentOptionsInput;
