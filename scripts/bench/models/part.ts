export type PartContext = {
  /** Folder of the public data, read and never written. */
  readonly data: string;
  /** Whether to set the libraries of Python beside it, in an environment of their own. */
  readonly libraries: boolean;
  readonly tell: (line: string) => void;
};

export type PartResult =
  | { readonly kind: 'skipped'; readonly why: string }
  /** `report` goes into the JSON, with its names in snake_case; `lines` are Markdown for people. */
  | { readonly kind: 'measured'; readonly report: Readonly<Record<string, unknown>>; readonly lines: readonly string[] };

/** One kind of model on public data. A further one is a file beside this and a line in `run.ts`. */
export type ModelPart = (context: PartContext) => Promise<PartResult>;
