import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { tableDefinitions } from '../../lib/platform/aws/table-definitions.ts';
import { createTemporaryTable, dynamodbLocalRequirement, openDynamodbLocal } from '../support/dynamodb-local.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { describeTableContract } from './table.contract.ts';

describeOptional('contract of Table on DynamoDB', await dynamodbLocalRequirement(), () => {
  describeTableContract('DynamoDB', async () => {
    const { client, close } = await openDynamodbLocal();
    const { table, tableName } = await createTemporaryTable(client, tableDefinitions.views);
    return {
      table,
      close: async () => {
        await client.send(new DeleteTableCommand({ TableName: tableName }));
        close();
      },
    };
  });
});
