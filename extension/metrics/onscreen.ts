import { useEffect, useRef, useState, type RefObject } from "react";

type Listener = (isOnScreen: boolean) => void;

const listeners = new WeakMap<Element, Listener>();
let observer: IntersectionObserver | null = null;

/** One observer for all: hundreds of rows would otherwise each have their own. */
function sharedObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        listeners.get(target)?.(isIntersecting);
      }
    },
    { rootMargin: "200px" },
  );
  return observer;
}

/**
 * Gives a value as it is while an element can be seen, and as it was while it cannot: so that hundreds of rows cost no more
 * than those on the screen.
 */
export function useWhileOnScreen<Value>(element: RefObject<Element>, value: Value): Value {
  const [isOnScreen, setOnScreen] = useState(true);
  const shown = useRef(value);
  useEffect(() => {
    const target = element.current;
    if (target === null) {
      return undefined;
    }
    listeners.set(target, setOnScreen);
    sharedObserver().observe(target);
    return () => {
      sharedObserver().unobserve(target);
      listeners.delete(target);
    };
  }, [element]);
  if (isOnScreen) {
    shown.current = value;
  }
  return shown.current;
}
