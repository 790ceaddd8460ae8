import { useRef, useState, type RefObject } from 'react';

interface Items {
  readonly keys: readonly string[];
  readonly add: () => void;
  readonly remove: (key: string) => void;
  /** Of the button that adds one: who removed an item goes on from there. */
  readonly adder: RefObject<HTMLButtonElement | null>;
}

/** The items of a list that grows and shrinks; each keeps its key, and with it what was typed, when another goes. */
export const useItems = (first: number): Items => {
  const [{ keys }, change] = useState({ keys: Array.from({ length: first }, (_, i) => `k${i}`), made: first });
  const adder = useRef<HTMLButtonElement>(null);
  return {
    keys,
    adder,
    add: () => change(({ keys: before, made }) => ({ keys: [...before, `k${made}`], made: made + 1 })),
    remove: (key) => {
      change(({ keys: before, made }) => ({ keys: before.filter((k) => k !== key), made }));
      adder.current?.focus();
    },
  };
};
