import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  type SageMakerClient,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import type { PutUpState, ServedArchive } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';
import type { Names } from './names.ts';

/** As the deployment puts up the first endpoint; see lib/stacks/models.stack.ts. */
const [memoryMb, concurrencyMax] = [2_048, 5];
/** Has the image serve by the archive's own `code/inference.py` (script mode). */
const environment = { SAGEMAKER_PROGRAM: 'inference.py', SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code' };

/** SageMaker says by its message alone that something of the name is there already, or that there is none. */
const says = (error: unknown, pattern: RegExp): boolean => isNamed(error, 'ValidationException') && pattern.test((error as Error).message);

const once = async (call: Promise<unknown>): Promise<void> => {
  try {
    await answered(call);
  } catch (error) {
    if (!says(error, /already exist/i) && !isNamed(error, 'ResourceInUse')) throw error;
  }
};

/**
 * The second endpoint of a model, in a few short calls: model and configuration are named after the hash of the version, so that
 * what is there already is not made again, and the endpoint is moved over to them without a call that fails.
 * @param image of the region
 */
export const putUpEndpoint = async (
  client: SageMakerClient,
  names: Pick<Names, 'servedModelName' | 'modelEndpoint' | 'modelRoleArn' | 'blobBucket' | 'prefix'>,
  image: string,
  { model, version, archive }: ServedArchive,
): Promise<PutUpState> => {
  const EndpointName = names.modelEndpoint(model, 'b');
  const name = names.servedModelName(model, version);
  const Tags = [
    { Key: 'waybill:stage', Value: names.prefix.replace(/^waybill-/, '') },
    { Key: 'waybill:component', Value: 'models' },
  ];
  const described = async () => {
    try {
      return await answered(client.send(new DescribeEndpointCommand({ EndpointName })));
    } catch (error) {
      if (says(error, /could not find/i)) return undefined;
      throw error;
    }
  };
  const found = await described();
  if (found?.EndpointConfigName === name) {
    if (found.EndpointStatus === 'InService') return 'ready';
    return found.EndpointStatus === 'Failed' ? 'failed' : 'pending';
  }
  // Of a change that is under way the end has to be waited for; what has failed cannot be changed any more.
  if (found && found.EndpointStatus !== 'InService') return found.EndpointStatus === 'Failed' ? 'failed' : 'pending';
  await once(
    client.send(
      new CreateModelCommand({
        ModelName: name,
        ExecutionRoleArn: names.modelRoleArn,
        PrimaryContainer: { Image: image, ModelDataUrl: `s3://${names.blobBucket}/${archive}`, Environment: environment },
        Tags,
      }),
    ),
  );
  const variant = { VariantName: 'live', ModelName: name, InitialVariantWeight: 1 };
  const ServerlessConfig = { MemorySizeInMB: memoryMb, MaxConcurrency: concurrencyMax };
  const config = { EndpointConfigName: name, ProductionVariants: [{ ...variant, ServerlessConfig }], Tags };
  await once(client.send(new CreateEndpointConfigCommand(config)));
  if (found) await answered(client.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName: name })));
  else await once(client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: name, Tags })));
  return 'pending';
};
