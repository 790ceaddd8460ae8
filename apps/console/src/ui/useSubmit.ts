import { useRef, useState } from 'react';
import { newIdempotencyKey } from '../api/client.js';

/** Sends what a form holds. The same content tried again carries the same key, so that it is done once. */
export const useSubmit = <Values>(send: (values: Values, key: string) => Promise<unknown>, onDone: () => void) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const last = useRef<{ readonly content: string; readonly key: string }>(undefined);
  const submit = async (values: Values): Promise<void> => {
    const content = JSON.stringify(values);
    if (last.current?.content !== content) last.current = { content, key: newIdempotencyKey() };
    setBusy(true);
    setError(undefined);
    try {
      await send(values, last.current.key);
      onDone();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, submit };
};

/** Makes a body once for each key: what is sent again is the same to the letter, the clock that it was read from too. */
export const useOncePerKey = <Made>(): ((key: string, make: () => Made) => Made) => {
  const last = useRef<{ readonly key: string; readonly made: Made }>(undefined);
  return (key, make) => {
    if (last.current?.key !== key) last.current = { key, made: make() };
    return last.current.made;
  };
};
