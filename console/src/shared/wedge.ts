import { useEffect, useRef } from 'react';

/** Keys of a scanner come closer together than anybody types: on average, in milliseconds. */
const quickMs = 80;
/** A radio or a busy page may hold one key up; after this many milliseconds it begins something else. */
const pauseMs = 250;
/** A shorter burst may be somebody at the keyboard; in a field, somebody who types a number quickly. */
const keysMin = 4;
const keysInFieldMin = 6;

/** A field with this attribute takes what is scanned into it as its own text. */
export const takesScans = { 'data-takes-scans': '' } as const;

type TextField = HTMLInputElement | HTMLTextAreaElement;

const textFieldOf = (target: EventTarget | null): TextField | undefined =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))
    ? target
    : undefined;

/** Puts back what stood in the field before the scanner typed into it, in the way that React notices. */
const putBack = (field: TextField, value: string): void => {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

const isAside = ({ ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey || isComposing;

/** Keeps a key from buttons, shortcuts and whatever else listens. */
const swallow = (event: KeyboardEvent): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/**
 * Hears a scanner that types, wherever the focus is: a burst of keys that ends with Enter. Neither the button that has the
 * focus nor a field that it happens to type into gets anything of it, except fields with `takesScans`.
 * @param onScan is given undefined for what is scanned while a dialog is open: somebody has to answer it first
 */
export const useWedge = (onScan: (code: string | undefined) => void): void => {
  const current = useRef(onScan);
  current.current = onScan;
  useEffect(() => {
    let keys: string[] = [];
    let firstAt = 0;
    let lastAt = 0;
    let before: { readonly field: TextField; readonly value: string } | undefined;
    const end = (event: KeyboardEvent): void => {
      const code = keys.join('').trim();
      const isBurst = event.timeStamp - firstAt <= keys.length * quickMs && code.length >= (before ? keysInFieldMin : keysMin);
      keys = [];
      if (!isBurst) return;
      swallow(event);
      if (before) putBack(before.field, before.value);
      current.current(document.querySelector('[role="dialog"]') === null ? code : undefined);
    };
    const listen = (event: KeyboardEvent): void => {
      if (isAside(event) || (event.target instanceof HTMLElement && event.target.closest('[data-takes-scans]'))) {
        keys = [];
        return;
      }
      const gap = event.timeStamp - lastAt;
      if (gap > pauseMs) keys = [];
      if (event.key === 'Enter') return end(event);
      // Shift and its like come between the letters of a code; they are no letters.
      if (event.key.length !== 1) return;
      lastAt = event.timeStamp;
      const field = textFieldOf(event.target);
      keys.push(event.key);
      if (keys.length === 1) {
        firstAt = event.timeStamp;
        before = field && { field, value: field.value };
      } else if (!field && gap <= quickMs) swallow(event);
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
};
