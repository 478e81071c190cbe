import { describe, expect, it } from 'vitest';
import { longFunctions } from '../../scripts/support/function-length.ts';

const statements = (count: number): string => Array.from({ length: count }, (_, index) => `  use(${index});`).join('\n');

describe('the length of functions', () => {
  it('counts from the line that begins a function to the line that ends it', () => {
    const text = `const before = 1;\nexport const run = () => {\n${statements(8)}\n};\n`;
    expect(longFunctions(text, 10)).toEqual([]);
    expect(longFunctions(text, 9)).toEqual([{ line: 2, length: 10 }]);
  });

  it('does not add up the functions that a factory returns', () => {
    const inner = (name: string): string => `  const ${name} = () => {\n${statements(6)}\n  };`;
    const text = `function create() {\n${inner('one')}\n${inner('two')}\n  return { one, two };\n}\n`;
    expect(longFunctions(text, 8)).toEqual([]);
    expect(longFunctions(text, 7)).toEqual([
      { line: 2, length: 8 },
      { line: 10, length: 8 },
    ]);
  });

  it('sees methods, function expressions and callbacks alike', () => {
    const text = `class Store {\n  read() {\n${statements(9)}\n  }\n}\nlist.map(function (entry) {\n${statements(9)}\n});\n`;
    expect(longFunctions(text, 10).map(({ line }) => line)).toEqual([2, 14]);
  });
});
