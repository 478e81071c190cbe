/** Region and partition, which decide the address of the console. */
export type ConsolePlace = { readonly region: string; readonly partition: string };

const domains: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Address of a page of the console of AWS. */
export const consolePage = ({ region, partition }: ConsolePlace, service: string, rest: string): string =>
  `https://${domains[partition] ?? domains['aws']}/${service}/home?region=${region}#${rest}`;

/** Page of an execution of Step Functions; region, account and partition stand in its ARN. */
export const executionUrl = (executionArn: string): string => {
  const [, partition = 'aws', , region = ''] = executionArn.split(':');
  return consolePage({ region, partition }, 'states', `/v2/executions/details/${executionArn}`);
};
