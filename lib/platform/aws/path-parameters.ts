import type { APIGatewayProxyEventV2 } from 'aws-lambda';

type HttpHandler<Answer> = (event: APIGatewayProxyEventV2, context: never) => Promise<Answer>;

/** For a function that serves one value of a path parameter, such as one channel: API Gateway gives it the others only. */
export const withPathParameters =
  <Answer>(handler: HttpHandler<Answer>, fixed: Readonly<Record<string, string>>): HttpHandler<Answer> =>
  (event, context) =>
    handler({ ...event, pathParameters: { ...event.pathParameters, ...fixed } }, context);
