import { run } from '../../bin/commands/program.ts';

export type Outcome = { readonly exitCode: number; readonly out: string; readonly err: string };

/** Runs a command line in this process, over the data folder. */
export const createOms =
  (dataDir: string, stdin: string | Uint8Array = '') =>
  async (...given: readonly string[]): Promise<Outcome> => {
    const written = { out: '', err: '' };
    const exitCode = await run(['--data-dir', dataDir, ...given], {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
      readStdin: () => Promise.resolve(Buffer.from(stdin)),
    });
    return { exitCode, ...written };
  };

// Documents are taken apart by the expectations themselves, which name every field they rely on.
// oxlint-disable-next-line typescript/no-explicit-any
export const documentOf = ({ out }: Outcome): any => JSON.parse(out);
