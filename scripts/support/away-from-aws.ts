import { join } from 'node:path';

/** Where clients of the SDK are led, instead of to AWS. */
export type Elsewhere = {
  /** Address of the server that answers for every service. */
  readonly endpoint: string;
  /** Other addresses for single services, under the names that the SDK gives them, such as `DYNAMODB_STREAMS`. */
  readonly services?: Readonly<Record<string, string>>;
  readonly region: string;
  /** A folder in which there are no settings of the SDK. */
  readonly workDir: string;
};

/** Variables under which a process reaches these addresses with made-up credentials. */
const variablesOf = ({ endpoint, services = {}, region, workDir }: Elsewhere): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  ...Object.fromEntries(Object.entries(services).map(([service, url]) => [`AWS_ENDPOINT_URL_${service}`, url])),
  AWS_ACCESS_KEY_ID: 'MADEUP',
  AWS_SECRET_ACCESS_KEY: 'MADEUP',
  AWS_REGION: region,
  AWS_CONFIG_FILE: join(workDir, 'no-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(workDir, 'no-credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
});

/**
 * Leads every client of this process, and of those that it starts, to these addresses: nothing of the caller's own settings
 * may lead one to a real account.
 */
export const turnAwayFromAws = (elsewhere: Elsewhere): void => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, variablesOf(elsewhere));
};
