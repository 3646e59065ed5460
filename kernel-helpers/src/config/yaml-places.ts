import type { Event, ScalarEvent } from "js-yaml";
import { lazyYaml } from "./lazy-modules";

/**
 * Finds a key, or the deepest key above it that is there, in the text of a YAML file. Parses it again: places are asked for
 * when something is wrong.
 *
 * @returns characters from the text's start; undefined when not even the first key is there.
 */
export function findKey(text: string, path: readonly (string | number)[]): number | undefined {
  const events = lazyYaml().parseEvents(text, {});
  return new Search(text, events, path).within(1, 0, undefined);
}

/** `line:column`, both from 1. */
export function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}

class Search {
  private readonly event = lazyYaml().EVENT_ID;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly path: readonly (string | number)[],
  ) {}

  /** Looks for the path's key at `depth` in the value that starts at an event. */
  within(index: number, depth: number, offset: number | undefined): number | undefined {
    const start = this.events[index];
    const wanted = this.path[depth];
    if (wanted === undefined || start === undefined) {
      return offset;
    }
    if (start.type === this.event.MAPPING) {
      return this.inMapping(index + 1, String(wanted), depth, offset);
    }
    return start.type === this.event.SEQUENCE ? this.inSequence(index + 1, Number(wanted), depth, offset) : offset;
  }

  private inMapping(first: number, wanted: string, depth: number, otherwise: number | undefined): number | undefined {
    let index = first;
    while (this.isValue(index)) {
      const key = this.events[index];
      const value = this.after(index);
      if (key?.type === this.event.SCALAR && this.textOf(key) === wanted) {
        return this.within(value, depth + 1, this.offsetOf(key));
      }
      index = this.after(value);
    }
    return otherwise;
  }

  /** Items of a list have no key: the place stays that of the list's own. */
  private inSequence(first: number, wanted: number, depth: number, otherwise: number | undefined): number | undefined {
    let index = first;
    for (let item = 0; this.isValue(index); item++) {
      if (item === wanted) {
        return this.within(index, depth + 1, this.startOf(index) ?? otherwise);
      }
      index = this.after(index);
    }
    return otherwise;
  }

  private isValue(index: number): boolean {
    const event = this.events[index];
    return event !== undefined && event.type !== this.event.POP;
  }

  /** Where the value after the one at an event starts. */
  private after(index: number): number {
    let open = 0;
    for (let at = index; at < this.events.length; at++) {
      const type = this.events[at]?.type;
      if (type === this.event.POP) {
        open--;
      } else if (type === this.event.MAPPING || type === this.event.SEQUENCE) {
        open++;
      }
      if (open <= 0) {
        return at + 1;
      }
    }
    return this.events.length;
  }

  private startOf(index: number): number | undefined {
    const event = this.events[index];
    if (event?.type === this.event.SCALAR) {
      return this.offsetOf(event);
    }
    return event && "start" in event ? event.start : undefined;
  }

  private textOf(key: ScalarEvent): string {
    return lazyYaml().getScalarValue(this.text, key);
  }

  private offsetOf(key: ScalarEvent): number {
    const { SINGLE_QUOTED, DOUBLE_QUOTED } = lazyYaml().SCALAR_STYLE;
    const quoted = key.style === SINGLE_QUOTED || key.style === DOUBLE_QUOTED;
    return key.valueStart - (quoted ? 1 : 0);
  }
}
