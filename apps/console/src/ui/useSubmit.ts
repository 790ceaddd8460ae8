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
