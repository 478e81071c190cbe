/** What is to be deployed, as far as the checks care. */
export type Deployment = {
  readonly stage: string;
  readonly region: string;
  /** Twelve digits; undefined when the options leave it to the credentials. */
  readonly account?: string | undefined;
  /** Whether CloudFront stands in front, whose parts live in us-east-1. */
  readonly edge: boolean;
  /** Emulators have neither quotas nor sandboxes. */
  readonly emulator: boolean;
  readonly domain?: { readonly name: string; readonly hostedZoneId: string; readonly hostedZoneName: string } | undefined;
  /** Where nobody is mailed, alarms ring unheard. */
  readonly alarmEmail?: string | undefined;
  readonly pagers: readonly string[];
  /** Lambda concurrency that is set aside for single functions, all together. */
  readonly reservedConcurrency: number;
  /** Most functions that read queues at the same time. */
  readonly consumerConcurrency: number;
  /** Concurrency of all serverless endpoints together; 0 when the models run in the functions. */
  readonly endpointConcurrency: number;
  /** Beginning of the names of its stacks. */
  readonly stackPrefix: string;
  /** Tags by which the bill is split. */
  readonly costTags: readonly string[];
  /** Full name of a secret, such as `waybill/prod/pagerduty` for `pagerduty`. */
  readonly secretId: (name: string) => string;
};

/** Region in which CloudFront wants its certificate and its WAF. */
export const edgeRegion = 'us-east-1';

/** Regions that the deployment touches. */
export const regionsOf = ({ region, edge }: Pick<Deployment, 'region' | 'edge'>): readonly string[] =>
  edge && region !== edgeRegion ? [region, edgeRegion] : [region];
