import { useEffect, useRef } from 'react';

/** Keys that mean something wherever nobody is typing, by `event.key`. */
export type Hotkeys = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** A dialog has the keyboard for itself. */
const isCovered = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** Listens while the component is there. A sequence such as `g o` is two keys within a second. */
export const useHotkeys = (keys: Hotkeys): void => {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    let before = '';
    let beforeAt = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || isCovered()) return;
      const sequence = Date.now() - beforeAt < 1_000 ? `${before} ${event.key}` : '';
      const act = current.current[sequence] ?? current.current[event.key];
      before = event.key;
      beforeAt = Date.now();
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};
