// As much of the GraphQL language as the Admin API's clients need: one operation, variables, arguments, directives.

/** A value as written in a document; variables stand by their name. */
export type Literal =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Literal[] };

export type Arguments = ReadonlyMap<string, Literal>;

export type Selection = {
  readonly name: string;
  readonly args: Arguments;
  readonly directives: ReadonlyMap<string, Arguments>;
  readonly selections: readonly Selection[];
};

/** A type as `[RefundLineItemInput!]` says it. */
export type TypeRef = { readonly name: string; readonly nonNull: boolean; readonly item?: TypeRef };

export type Document = {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
  readonly variables: ReadonlyMap<string, TypeRef>;
  readonly selections: readonly Selection[];
};

export class GraphqlSyntaxError extends Error {
  override readonly name = 'GraphqlSyntaxError';
}

const tokenPattern = /\s*(?:#[^\n]*)?(?:([A-Za-z_][A-Za-z0-9_]*)|(-?\d+)|"((?:[^"\\]|\\.)*)"|([{}()[\]:!$@,=]))/y;

type Token = { readonly kind: 'name' | 'int' | 'string' | 'sign'; readonly text: string };

const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) throw new GraphqlSyntaxError(`syntax error, unexpected ${JSON.stringify(text.slice(at, at + 10).trim())}`);
    const [, name, int, string, sign] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (int !== undefined) tokens.push({ kind: 'int', text: int });
    else if (string !== undefined) tokens.push({ kind: 'string', text: JSON.parse(`"${string}"`) as string });
    // Commas are white space in GraphQL.
    else if (sign !== undefined && sign !== ',') tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
};

/** @throws GraphqlSyntaxError */
export const parseGraphql = (source: string): Document => {
  const tokens = tokensOf(source);
  let at = 0;
  const unexpected = (): GraphqlSyntaxError => new GraphqlSyntaxError(`syntax error, unexpected ${tokens[at]?.text ?? 'end of file'}`);
  const isSign = (text: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.text === text;
  const take = (text: string): boolean => {
    if (!isSign(text)) return false;
    at += 1;
    return true;
  };
  const expect = (text: string): void => {
    if (!take(text)) throw unexpected();
  };
  const nameAt = (): string => {
    const token = tokens[at];
    if (token?.kind !== 'name') throw unexpected();
    at += 1;
    return token.text;
  };

  const typeRef = (): TypeRef => {
    if (take('[')) {
      const item = typeRef();
      expect(']');
      return { name: `[${item.name}]`, item, nonNull: take('!') };
    }
    return { name: nameAt(), nonNull: take('!') };
  };

  const literal = (): Literal => {
    if (take('$')) return { kind: 'variable', name: nameAt() };
    if (take('[')) {
      const items: Literal[] = [];
      while (!take(']')) items.push(literal());
      return { kind: 'list', items };
    }
    const token = tokens[at];
    if (token === undefined || token.kind === 'sign') throw unexpected();
    at += 1;
    if (token.kind === 'string') return { kind: 'constant', value: token.text };
    if (token.kind === 'int') return { kind: 'constant', value: Number(token.text) };
    if (token.text === 'null') return { kind: 'constant', value: null };
    if (token.text === 'true' || token.text === 'false') return { kind: 'constant', value: token.text === 'true' };
    return { kind: 'enum', name: token.text };
  };

  const args = (): Arguments => {
    const found = new Map<string, Literal>();
    if (!take('(')) return found;
    while (!take(')')) {
      const name = nameAt();
      expect(':');
      found.set(name, literal());
    }
    return found;
  };

  const selections = (): readonly Selection[] => {
    const found: Selection[] = [];
    if (!take('{')) return found;
    while (!take('}')) {
      const name = nameAt();
      const given = args();
      const directives = new Map<string, Arguments>();
      while (take('@')) directives.set(nameAt(), args());
      found.push({ name, args: given, directives, selections: selections() });
    }
    return found;
  };

  const variables = (): ReadonlyMap<string, TypeRef> => {
    const found = new Map<string, TypeRef>();
    if (!take('(')) return found;
    while (!take(')')) {
      expect('$');
      const name = nameAt();
      expect(':');
      found.set(name, typeRef());
    }
    return found;
  };

  const kind = nameAt();
  if (kind !== 'query' && kind !== 'mutation') throw unexpected();
  const document: Document = { kind, name: nameAt(), variables: variables(), selections: selections() };
  if (at < tokens.length) throw unexpected();
  return document;
};
