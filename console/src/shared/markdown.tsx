import { Anchor, Code, List, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

// The part of Markdown that our own runbooks are written in. What is not recognised stands there as it was written; nothing
// of it is ever taken for HTML.

type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'paragraph'; readonly text: string };

const fence = '```';
const item = /^(?:[-*]|(\d+)\.)\s+(.*)$/;
const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** How many lines from the first on belong together. */
const runLength = (lines: readonly string[], isOf: (line: string) => boolean): number => {
  const end = lines.findIndex((line) => !isOf(line));
  return end === -1 ? lines.length : end;
};

/** The block at the beginning of some lines, and how many of them it takes. */
const firstBlock = (lines: readonly [string, ...string[]]): readonly [Block, number] => {
  const [first, ...others] = lines;
  if (first.startsWith(fence)) {
    const length = runLength(others, (line) => !line.startsWith(fence));
    return [{ kind: 'code', text: others.slice(0, length).join('\n') }, length + 2];
  }
  const heading = /^(#{2,})\s+(.*)$/.exec(first);
  if (heading) return [{ kind: 'heading', level: heading[1]?.length === 2 ? 2 : 3, text: heading[2] ?? '' }, 1];
  if (item.test(first)) {
    const length = runLength(lines, (line) => item.test(line) || line.startsWith('  '));
    const items: string[] = [];
    for (const line of lines.slice(0, length)) {
      const found = item.exec(line);
      if (found) items.push(found[2] ?? '');
      else items.push(`${items.pop() ?? ''} ${line.trim()}`);
    }
    return [{ kind: 'list', ordered: /^\d/.test(first), items }, length];
  }
  if (first.startsWith('|')) {
    const length = runLength(lines, (line) => line.startsWith('|'));
    return [{ kind: 'table', head: cellsOf(first), rows: lines.slice(2, length).map(cellsOf) }, length];
  }
  const length = Math.max(
    1,
    runLength(lines, (line) => line !== '' && !line.startsWith(fence) && !item.test(line) && !line.startsWith('|')),
  );
  return [{ kind: 'paragraph', text: lines.slice(0, length).join(' ') }, length];
};

/** @param text Markdown; its title, the first line that begins with `# `, is left to the page */
export const blocksOf = (text: string): readonly Block[] => {
  const blocks: Block[] = [];
  let rest = text.split('\n').filter((line, index) => index > 0 || !line.startsWith('# '));
  while (rest.length > 0) {
    const [first = '', ...others] = rest;
    if (first.trim() === '') {
      rest = others;
      continue;
    }
    const [block, length] = firstBlock([first, ...others]);
    blocks.push(block);
    rest = rest.slice(length);
  }
  return blocks;
};

type MarkdownProps = {
  readonly text: string;
  /** Where a link of the text leads within the console; undefined for none, and then its words alone are shown. */
  readonly pathOf: (href: string) => string | undefined;
};

const inline = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/;

const Inline = ({ text, pathOf }: MarkdownProps): ReactNode =>
  text.split(inline).map((part, index) => {
    // The parts of one text do not move.
    const key = `${index} ${part}`;
    if (part.startsWith('`')) return <Code key={key}>{part.slice(1, -1)}</Code>;
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>;
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
    const path = link && pathOf(link[2] ?? '');
    if (!link) return part;
    return path ? (
      <Anchor key={key} component={Link} to={path} underline="always" inherit>
        {link[1]}
      </Anchor>
    ) : (
      link[1]
    );
  });

const MarkdownTable = ({ head, rows, pathOf }: Extract<Block, { kind: 'table' }> & Pick<MarkdownProps, 'pathOf'>) => (
  <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="Table">
    <table className="plain">
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              <Inline text={cell} pathOf={pathOf} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.join('|')}>
            {cells.map((cell, index) => (
              <td key={head[index] ?? cell}>
                <Inline text={cell} pathOf={pathOf} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const BlockView = ({ block, pathOf }: { readonly block: Block } & Pick<MarkdownProps, 'pathOf'>) => {
  switch (block.kind) {
    case 'heading':
      return (
        <Title order={block.level} size={block.level === 2 ? 'h4' : 'h5'}>
          <Inline text={block.text} pathOf={pathOf} />
        </Title>
      );
    case 'code':
      // Reached by the keyboard, because it scrolls.
      return (
        <pre className="json mono" tabIndex={0} aria-label="To be typed or run">
          {block.text}
        </pre>
      );
    case 'list':
      return (
        <List size="sm" type={block.ordered ? 'ordered' : 'unordered'} className="break">
          {block.items.map((text) => (
            <List.Item key={text}>
              <Inline text={text} pathOf={pathOf} />
            </List.Item>
          ))}
        </List>
      );
    case 'table':
      return <MarkdownTable {...block} pathOf={pathOf} />;
    default:
      return (
        <Text size="sm" className="break">
          <Inline text={block.text} pathOf={pathOf} />
        </Text>
      );
  }
};

/** A text of ours, as text. */
export const Markdown = ({ text, pathOf }: MarkdownProps) =>
  blocksOf(text).map((block, index) => <BlockView key={`${index} ${block.kind}`} block={block} pathOf={pathOf} />);
