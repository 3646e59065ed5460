import { useEffect, useRef, type RefObject } from "react";

/** Gives the keyboard to what began an edit when that ends, where it went with the field that had it. */
export function useFocusAfter<E extends HTMLElement>(isEditing: boolean): RefObject<E> {
  const start = useRef<E>(null);
  const wasEditing = useRef(isEditing);
  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body) {
      start.current?.focus();
    }
    wasEditing.current = isEditing;
  }, [isEditing]);
  return start;
}
