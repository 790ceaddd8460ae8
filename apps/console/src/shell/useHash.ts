import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** Goes to an address of the page, as a new step or instead of the last one. */
const go = (hash: string, instead?: 'instead'): void => {
  if (hash === location.hash) return;
  if (instead) history.replaceState(history.state, '', hash);
  else history.pushState(null, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange'));
};

/** The part of the address after `#`, as it changes, and how to change it. */
export const useHash = (): readonly [hash: string, go: (hash: string, instead?: 'instead') => void] => [
  useSyncExternalStore(subscribe, () => location.hash),
  go,
];
