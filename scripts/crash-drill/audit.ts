import { execFile } from 'node:child_process';
import { projectRoot } from '../support/run-tool.ts';
import type { AuditDocument } from './estate.ts';

const outputBytesMax = 64 * 1024 * 1024;
/** Seconds after which a workflow that gets nowhere counts as stuck: nothing moves any more when the audit is made. */
const stalledSeconds = 60;

/** Runs `oms audit`, the command that operators have. @throws Error when it does not answer with its document */
export const omsAudit = (where: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<AuditDocument> =>
  new Promise((resolve, reject) => {
    const args = ['bin/oms.ts', ...where, '--json', 'audit', '--settling', '0', '--stalled', String(stalledSeconds)];
    // It ends with 1 when it has found something, and says so in the document too.
    execFile(process.execPath, args, { cwd: projectRoot, env, maxBuffer: outputBytesMax }, (_error, stdout, stderr) => {
      try {
        const document = JSON.parse(stdout) as AuditDocument;
        if (!Array.isArray(document.checks)) throw new Error(stdout.slice(0, 500));
        resolve(document);
      } catch (error) {
        reject(new Error(`oms audit did not answer: ${stdout.slice(0, 500)}${stderr.slice(-1_000)}`, { cause: error }));
      }
    });
  });
