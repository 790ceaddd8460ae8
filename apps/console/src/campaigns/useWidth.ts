import { useCallback, useState, type RefCallback } from 'react';

/** The width in pixels of whichever element the ref is given to, kept up as it changes; 0 before it is laid out. */
export const useWidth = (): { readonly element: RefCallback<HTMLElement>; readonly width: number } => {
  const [width, setWidth] = useState(0);
  const element = useCallback((node: HTMLElement) => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return { element, width };
};
