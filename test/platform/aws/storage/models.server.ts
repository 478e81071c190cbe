import { type AwsReply, type AwsRequest, type AwsResponder, awsError } from '../../../support/aws-stub.ts';

export type RemoteModel = (payload: unknown) => AwsReply | Promise<AwsReply>;

const pathPattern = /^\/endpoints\/([^/]+)\/invocations$/;

/** SageMaker's runtime with models by the name of their endpoint. */
export const createModelsServer = (models: ReadonlyMap<string, RemoteModel>): AwsResponder => {
  return async ({ method, path, headers, json }: AwsRequest) => {
    const name = pathPattern.exec(path)?.[1];
    const model = name === undefined ? undefined : models.get(decodeURIComponent(name));
    if (method !== 'POST' || model === undefined) return awsError(400, 'ValidationError', 'Endpoint not found');
    if (headers['content-type'] !== 'application/json' || headers['accept'] !== 'application/json') return awsError(415, 'ModelError');
    return model(json);
  };
};

/** What a model's container answers. */
export const answered = (value: unknown): AwsReply => ({
  headers: { 'content-type': 'application/json', 'x-amzn-invoked-production-variant': 'AllTraffic' },
  body: value,
});
