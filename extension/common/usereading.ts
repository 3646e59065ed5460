import { useEffect, useRef, useState } from "react";

import { messageOf } from "./messageof";

/** What was read, or why it could not be, in words for a person; `null` while nothing has come yet. */
export type Reading<Content> = { readonly content: Content } | { readonly failure: string } | null;

/**
 * Reads what a view shows: anew whenever the key is another one.
 *
 * @param keepsLast - what was read before stays until the next is there. By default nothing stays.
 */
export function useReading<Content>(
  key: string,
  read: (signal: AbortSignal) => Promise<Content>,
  keepsLast = false,
): Reading<Content> {
  const [reading, setReading] = useState<Reading<Content>>(null);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const stop = new AbortController();
    if (!keepsLast) {
      setReading(null);
    }
    latest.current(stop.signal).then(
      (content) => {
        if (!stop.signal.aborted) {
          setReading({ content });
        }
      },
      (error: unknown) => {
        if (!stop.signal.aborted) {
          setReading({ failure: messageOf(error) });
        }
      },
    );
    return () => {
      stop.abort();
    };
  }, [key, keepsLast]);
  return reading;
}
