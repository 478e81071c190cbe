import type { RemovalPolicy } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Names } from '../platform/aws/names.ts';

export type VaultBackupProps = {
  readonly vault: Table;
  readonly encryptionKey: Key;
  readonly names: Names;
  readonly removalPolicy: RemovalPolicy;
};

/** How long a backup lives, and with it, at most, the key of somebody who has been erased. */
const backupDays = 7;

/**
 * Backups of the vault, every six hours and for a week. Continuous backups would keep the keys of the erased for 35 days;
 * these bound what a lost table costs to six hours, and what an erasure leaves behind to seven days.
 */
export class VaultBackup extends Construct {
  constructor(scope: Construct, id: string, { vault, encryptionKey, names, removalPolicy }: VaultBackupProps) {
    super(scope, id);
    const backups = new BackupVault(this, 'Backups', { backupVaultName: names.prefix, encryptionKey, removalPolicy });
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: `${names.prefix}-vault`,
      backupVault: backups,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'every-six-hours',
          scheduleExpression: Schedule.cron({ minute: '15', hour: '0/6' }),
          deleteAfter: Duration.days(backupDays),
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(3),
        }),
      ],
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      description: `Backs up the vault of ${names.prefix}, and nothing else`,
      inlinePolicies: {
        backup: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['dynamodb:DescribeTable', 'dynamodb:CreateBackup', 'dynamodb:StartAwsBackupJob', 'dynamodb:ListTagsOfResource'],
              resources: [vault.tableArn],
            }),
            // Without these a copy is not deleted when its time is over, and with it the keys of the erased stay.
            new PolicyStatement({
              actions: ['dynamodb:DescribeBackup', 'dynamodb:DeleteBackup'],
              resources: [`${vault.tableArn}/backup/*`],
            }),
            new PolicyStatement({ actions: ['kms:DescribeKey'], resources: [encryptionKey.keyArn] }),
          ],
        }),
      },
    });
    acknowledge(role, `AwsSolutions-IAM5[Resource::${vault.tableArn}/backup/*]`, 'A backup is named after its moment.');
    plan.addSelection('Vault', {
      resources: [BackupResource.fromDynamoDbTable(vault)],
      role: role.withoutPolicyUpdates(),
      disableDefaultBackupPolicy: true,
    });
  }
}
