import type { Values } from './Form.js';

/** How what an input holds goes into a body; text that is not named here goes as it is. Texts have blanks between them, a list semicolons. */
export type Kinds = Readonly<Record<string, 'instant' | 'flag' | 'texts' | 'list'>>;

type Leaf = string | boolean | readonly string[];
type Tree = Map<string, Tree | Leaf>;
export type Body = Readonly<Record<string, unknown>>;

/** Of the form alone: what it shows turns on it, and it is not sent. */
const OWN = '~';
export const own = (name: string): string => `${OWN}${name}`;

const stepsOf = (name: string): readonly string[] => name.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
const branchOf = (tree: Tree, step: string): Tree => {
  const found = tree.get(step);
  const branch = found instanceof Map ? found : (new Map() as Tree);
  tree.set(step, branch);
  return branch;
};

const plain = (tree: Tree): unknown => {
  const entries = [...tree].map(([step, value]) => [step, value instanceof Map ? plain(value) : value] as const);
  const isList = entries.length > 0 && entries.every(([step]) => step.startsWith('['));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
};

/**
 * The body that a form's inputs make, each named by its path in the API: `operator.eori`; `list[k].code` is an item of
 * a list, in the order in which its keys come. What was left empty is left out, its item is not.
 */
export const bodyFrom = (values: Values, kinds: Kinds, instantOf: (wallClock: string) => string): Body => {
  const root: Tree = new Map();
  for (const [name, value] of Object.entries(values)) {
    const steps = stepsOf(name);
    const last = steps.at(-1);
    if (last === undefined || name.startsWith(OWN)) continue;
    const branch = steps.slice(0, -1).reduce(branchOf, root);
    const kind = kinds[name];
    if (kind === 'flag') branch.set(last, value === 'on');
    else if (value === '') continue;
    else if (kind === 'instant') branch.set(last, instantOf(value));
    else if (kind === 'texts') branch.set(last, value.split(/[\s,;]+/).filter(Boolean));
    else if (kind === 'list') branch.set(last, value.split(/\s*;\s*/).filter(Boolean));
    else branch.set(last, value);
  }
  return plain(root) as Body;
};
