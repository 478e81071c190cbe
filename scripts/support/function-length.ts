import ts from 'typescript';

export type LongFunction = { readonly line: number; readonly length: number };

/**
 * Functions of a source text with more lines of their own than allowed. Lines of functions inside do not count, so a
 * factory that returns ten short functions is not long; a function inside counts as the one line that begins it.
 */
export const longFunctions = (text: string, maxLines: number, kind = ts.ScriptKind.TS): readonly LongFunction[] => {
  const source = ts.createSourceFile('source.tsx', text, ts.ScriptTarget.Latest, true, kind);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const found: LongFunction[] = [];

  /** @returns lines below this node that belong to functions inside it, without the lines that begin them */
  const visit = (node: ts.Node): number => {
    let inside = 0;
    ts.forEachChild(node, (child) => {
      inside += visit(child);
    });
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return inside;
    const line = lineOf(node.getStart(source));
    const lines = lineOf(node.end) - line + 1;
    if (lines - inside > maxLines) found.push({ line, length: lines - inside });
    return lines - 1;
  };

  visit(source);
  return found;
};
