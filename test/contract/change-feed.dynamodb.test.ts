import { openDynamoTables, dynamodbLocalRequirement } from '../support/dynamodb-local.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { describeChangeFeedContract } from './change-feed.contract.ts';

describeOptional('contract of ChangeFeed on DynamoDB', await dynamodbLocalRequirement(), () => {
  describeChangeFeedContract('DynamoDB', async () => {
    const { tables, close } = await openDynamoTables();
    return { table: tables.ledger, feed: tables.ledgerFeed, close };
  });
});
