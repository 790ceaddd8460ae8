/** Where a text stops being JSON, counted from 1, and what JSON wants there. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly wanted: string;
}

const SPACE = /[ \t\n\r]*/y;
const TEXT = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type State = 'value' | 'first-item' | 'first-name' | 'name' | 'colon' | 'after' | 'end';

const WANTED: Record<State, string> = {
  value: 'a value',
  'first-item': 'a value or "]"',
  'first-name': 'a name in double quotes or "}"',
  name: 'a name in double quotes',
  colon: '":"',
  after: '"," or the closing bracket',
  end: 'the end of the text',
};

/**
 * Reads the text by the grammar of RFC 8259 up to its first fault. The engine's own messages name no place for some
 * faults, and differ from version to version.
 */
export const jsonFault = (text: string): JsonFault | undefined => {
  const open: ('{' | '[')[] = [];
  let at = 0;
  let state: State = 'value';
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    at += length;
    return length > 0;
  };
  const fault = (): JsonFault => {
    const before = text.slice(0, at).split('\n');
    const badText = text[at] === '"' && state !== 'colon' && state !== 'after' && state !== 'end';
    const wanted = badText ? 'a text closed on its line, with the escapes of JSON,' : WANTED[state];
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, wanted };
  };
  const afterValue = (): State => (open.length > 0 ? 'after' : 'end');
  for (;;) {
    take(SPACE);
    const char = text[at];
    if (char === undefined) return state === 'end' ? undefined : fault();
    if (state === 'value' || state === 'first-item') {
      if (char === '{' || char === '[') {
        open.push(char);
        state = char === '{' ? 'first-name' : 'first-item';
        at++;
      } else if (char === ']' && state === 'first-item') {
        open.pop();
        state = afterValue();
        at++;
      } else if (take(TEXT) || take(PLAIN)) state = afterValue();
      else return fault();
    } else if (state === 'first-name' || state === 'name') {
      if (char === '}' && state === 'first-name') {
        open.pop();
        state = afterValue();
        at++;
      } else if (take(TEXT)) state = 'colon';
      else return fault();
    } else if (state === 'colon' && char === ':') {
      state = 'value';
      at++;
    } else if (state === 'after' && char === ',') {
      state = open.at(-1) === '{' ? 'name' : 'value';
      at++;
    } else if (state === 'after' && char === (open.at(-1) === '{' ? '}' : ']')) {
      open.pop();
      state = afterValue();
      at++;
    } else return fault();
  }
};
