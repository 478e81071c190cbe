import * as z from 'zod';
import { speakPlainly } from '../contracts/issue-words.ts';
import { stagePattern } from '../platform/aws/names.ts';

/** Regions are checked by form only: AWS opens new ones. */
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1');

/** Contexts that can be left out at first and switched on by a later deployment. */
export const optionalModules = ['intelligence'] as const;

/** An object whose unknown fields are refused with those that it knows. */
const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has no field ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}, only ${Object.keys(shape).join(', ')}`
        : undefined,
  });

const webhooksAtOnce = 20;

const ofChannel = {
  /** Webhooks handled at once; the rest wait at the channel. 1 to 1,000. */
  concurrency: z.int().min(1).max(1_000).default(webhooksAtOnce),
};

const plainChannel = fields(ofChannel);

/** @param partner under which EventBridge knows the channel */
const channelWithEvents = (partner: string) =>
  fields({
    ...ofChannel,
    /**
     * Partner event source of EventBridge that the channel has made for this account, in the region of the installation. The
     * deployment associates it with an event bus of the same name, and its events go to the channel's queue. By default none.
     */
    eventSource: z
      .string()
      .max(256)
      .regex(
        new RegExp(`^aws\\.partner/${partner.replaceAll('.', '\\.')}(/[.\\-_A-Za-z0-9]+)+$`),
        `must be the name of a partner event source such as aws.partner/${partner}/12345/orders`,
      )
      .exactOptional(),
  });

export const DeploymentOptions = fields({
  /** Part of every name, so that several installations can share an account: 1 to 12 lower-case letters and digits. */
  stage: z.string().regex(stagePattern, 'must begin with a letter and have 1 to 12 lower-case letters and digits'),
  /** Where everything stands, except what CloudFront wants in us-east-1. */
  region,
  /** Twelve digits; by default the account of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'must have twelve digits')
    .optional(),
  /** Modules beside the core, each a stack of its own. */
  modules: z.array(z.enum(optionalModules)).default([...optionalModules]),
  /** Channels that orders are taken from. Each has queues and functions of its own, with a concurrency of its own. */
  channels: fields({
    shopify: channelWithEvents('shopify.com').exactOptional(),
    woocommerce: plainChannel.exactOptional(),
    amazon: channelWithEvents('sellingpartnerapi.amazon.com').exactOptional(),
    walmart: plainChannel.exactOptional(),
  }).default({ shopify: { concurrency: webhooksAtOnce } }),
  /** CloudFront and WAF in front of the API. Off only for an emulator or a private trial: then the API answers directly. */
  edge: z.boolean().default(true),
  /** Name under which the API is reached, with its hosted zone in this account. By default CloudFront's own name. */
  domain: fields({ name: z.string().min(4), hostedZoneId: z.string().min(1), hostedZoneName: z.string().min(3) }).optional(),
  /**
   * Pages to which people come back from signing in, with a code that the page redeems (PKCE). By default a page on one's own
   * computer, which is enough for a command line and wrong for everybody else. The console under `domain` is always one of
   * them; under CloudFront's own name it has to be listed, once the name is known.
   */
  signInCallbackUrls: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(20)
    .default([]),
  /** Where scores come from: endpoints of SageMaker, or the functions themselves, which costs nothing. */
  models: z.enum(['sagemaker', 'in-process']).default('in-process'),
  alarms: fields({
    /** Who is mailed. */
    email: z.email().optional(),
    /**
     * Who is paged. The integration's address holds its key, so it is kept as a secret under this name below
     * `waybill/<stage>/`, and never in the template.
     */
    pagers: z.array(z.enum(['pagerduty', 'opsgenie', 'jira-service-management'])).default([]),
  }).default({ pagers: [] }),
  /** What a month may cost before somebody is told, in whole US dollars. */
  monthlyBudgetUsd: z.int().min(1).max(1_000_000).default(200),
  /** Retained with the stack gone: tables, buckets, keys. Off only for an installation that is thrown away. */
  retainData: z.boolean().default(true),
  /** Set for an emulator: leaves out what emulators do not have, and says which in the synthesis. */
  emulator: z.boolean().default(false),
});

export type DeploymentOptions = z.output<typeof DeploymentOptions>;

/** Partner event source of a channel; undefined where none is named, or the channel is not deployed. */
export const eventSourceOf = ({ channels }: DeploymentOptions, channel: string): string | undefined => {
  const options = channels[channel as keyof typeof channels];
  return options && 'eventSource' in options ? options.eventSource : undefined;
};

export type DeploymentOptionsInput = z.input<typeof DeploymentOptions>;

/** A field of the options file is missing or wrong. */
export class DeploymentOptionsError extends Error {
  override readonly name = 'DeploymentOptionsError';
}

/** @throws DeploymentOptionsError that names each field, what is wrong and what is allowed */
export const parseDeploymentOptions = (input: unknown, file: string): DeploymentOptions => {
  speakPlainly();
  const parsed = DeploymentOptions.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(the file)'}: ${issue.message}`);
  throw new DeploymentOptionsError(`${file} is not valid:\n${problems.join('\n')}`);
};
