import { numberOf, type FieldValue } from "./fields";

/** More names than these on an axis would lie upon each other. */
const mostTicks = 12;

/** Where values lie between the two ends of an axis. */
export interface ValueAxis {
  /** From 0 to 1; `null` for what has no place. */
  readonly placeOf: (value: FieldValue) => number | null;
  readonly ticks: readonly { readonly place: number; readonly value: string | number }[];
}

/** Makes an axis of numbers where all values are numbers, else one that has a place for each text. */
export function axisOf(values: readonly FieldValue[]): ValueAxis {
  const known = values.filter((value) => value !== null && value !== "");
  const numbers = known.map(numberOf).filter((value) => value !== null);
  // what is not finite has no place among numbers
  const isNumeric = numbers.length > 0 && known.every((value) => !Number.isNaN(Number(value)) || value === "NaN");
  return isNumeric ? numberAxis(numbers) : textAxis([...new Set(known.map(String))]);
}

function numberAxis(numbers: readonly number[]): ValueAxis {
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const places = high > low ? [0, 0.5, 1] : [0.5];
  return {
    placeOf: (value) => {
      const number = numberOf(value);
      return number === null ? null : high > low ? (number - low) / (high - low) : 0.5;
    },
    ticks: places.map((place) => ({ place, value: high > low ? low + place * (high - low) : low })),
  };
}

function textAxis(texts: readonly string[]): ValueAxis {
  const sorted = [...texts].sort((one, other) => one.localeCompare(other, undefined, { numeric: true }));
  const placeOf = (value: FieldValue): number | null => {
    const index = sorted.indexOf(String(value));
    return value === null || index < 0 ? null : (index + 0.5) / sorted.length;
  };
  const every = Math.ceil(sorted.length / mostTicks);
  return {
    placeOf,
    ticks: sorted.filter((_, index) => index % every === 0).map((value) => ({ place: placeOf(value) ?? 0, value })),
  };
}
