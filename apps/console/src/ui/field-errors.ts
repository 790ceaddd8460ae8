import { createContext, use } from 'react';
import type { ProblemReason } from '../api/problem.js';

/** Other names under which a form has a field of the API. */
export type Aliases = Readonly<Record<string, string>>;

/** The reasons of a refusal, each beside the input that it names, and those that no input is named by. */
export interface PlacedReasons {
  readonly at: ReadonlyMap<string, readonly ProblemReason[]>;
  readonly rest: readonly ProblemReason[];
}

export const NOTHING_PLACED: PlacedReasons = { at: new Map(), rest: [] };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `list[0].code` and `list.0.code` by the key that the form gives its first item, `list[k].code`. */
const keyed = (field: string, names: readonly string[]): string => {
  const found = /^(.*?)(?:\[(\d+)\]|\.(\d+)(?=\.|$))(.*)$/.exec(field);
  if (!found) return field;
  const [, list = '', inBrackets, afterDot, rest = ''] = found;
  const item = new RegExp(`^${escaped(list)}(\\[[^\\]]*\\])`);
  const keys = [...new Set(names.map((name) => item.exec(name)?.[1]).filter((key) => key !== undefined))];
  return `${list}${keys[Number(inBrackets ?? afterDot)] ?? ''}${rest}`;
};

/** The input that a field of the API stands for: itself, its other name, or the first one of its group. */
export const inputFor = (field: string, names: readonly string[], aliases: Aliases = {}): string | undefined => {
  const wanted = [field, aliases[field]].filter((name) => name !== undefined).map((name) => keyed(name, names));
  const exact = wanted.find((name) => names.includes(name));
  if (exact !== undefined) return exact;
  const inGroup = (name: string): boolean =>
    wanted.some((of) => name.startsWith(`${of}.`) || name.startsWith(`${of}[`));
  return names.find(inGroup);
};

/** Puts each reason at its input. */
export const placed = (
  reasons: readonly ProblemReason[],
  names: readonly string[],
  aliases: Aliases = {},
): PlacedReasons => {
  const at = new Map<string, ProblemReason[]>();
  const rest: ProblemReason[] = [];
  for (const reason of reasons) {
    const name = reason.field === undefined ? undefined : inputFor(reason.field, names, aliases);
    if (name === undefined) rest.push(reason);
    else at.set(name, [...(at.get(name) ?? []), reason]);
  }
  return { at, rest };
};

const FieldErrors = createContext<PlacedReasons['at']>(NOTHING_PLACED.at);
export const FieldErrorsProvider = FieldErrors;

/** Why the API did not take what this input holds. */
export const useFieldErrors = (name: string): readonly ProblemReason[] => use(FieldErrors).get(name) ?? [];
