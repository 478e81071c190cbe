#!/usr/bin/env node
import { buffer } from 'node:stream/consumers';
import { run } from './commands/program.ts';

// A reader that has seen enough, such as head, closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  readStdin: () => buffer(process.stdin),
  isTerminal: process.stderr.isTTY,
  onInterrupt: (stop) => {
    // Once only: who asks a second time does not want to wait.
    process.once('SIGINT', stop);
    return () => void process.off('SIGINT', stop);
  },
});
