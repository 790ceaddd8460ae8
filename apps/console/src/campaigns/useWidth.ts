import { useEffect, useRef, useState, type RefObject } from 'react';

/** The width of an element in pixels, kept up as the window changes; 0 before it is laid out. */
export const useWidth = <E extends HTMLElement>(): {
  readonly element: RefObject<E | null>;
  readonly width: number;
} => {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, width };
};
