import type { ConfigMap } from "../config";
import { typedList, typedObject, typedUnion, type TypedProperty } from "./type-text";

/** How the text of a shape is written. */
interface ShapeStyle {
  /** What stands for values of which none is anything but null. */
  readonly onlyNull: "null" | "unknown";
  /** Levels of objects and lists that are told; what lies deeper is unknown. */
  readonly depth: number;
  /** An object of more properties is taken for a mapping of keys that the data has, not the program. */
  readonly mostProperties: number;
}

/** What values of one place in some data have been seen to be: numbers, rows with these columns, and so on. */
export class DataShape {
  private readonly names = new Set<string>();
  private objects = 0;
  private readonly properties = new Map<string, { readonly shape: DataShape; seen: number }>();
  private items: DataShape | undefined;

  add(value: unknown): void {
    if (Array.isArray(value)) {
      this.items ??= new DataShape();
      for (const item of value) {
        this.items.add(item);
      }
    } else if (isPlainObject(value)) {
      this.objects++;
      for (const [key, item] of Object.entries(value)) {
        this.property(key).add(item);
      }
    } else {
      this.names.add(nameOf(value));
    }
  }

  /** The type of all values that were added. */
  text(style: ShapeStyle): string {
    const parts = order.filter((name) => this.names.has(name) && name !== "null");
    if (this.objects > 0) {
      parts.push(this.objectText(style));
    }
    if (this.items) {
      parts.push(typedList(style.depth > 0 ? this.items.text(deeper(style)) : "unknown"));
    }
    if (parts.length === 0) {
      return this.names.has("null") ? style.onlyNull : "unknown";
    }
    return typedUnion(this.names.has("null") ? [...parts, "null"] : parts);
  }

  private property(key: string): DataShape {
    let found = this.properties.get(key);
    if (!found) {
      found = { shape: new DataShape(), seen: 0 };
      this.properties.set(key, found);
    }
    found.seen++;
    return found.shape;
  }

  private objectText(style: ShapeStyle): string {
    if (this.properties.size === 0 || style.depth === 0) {
      return "Record<string, unknown>";
    }
    const properties = [...this.properties].map(([name, { shape, seen }]): TypedProperty => {
      return { name, type: shape.text(deeper(style)), optional: seen < this.objects };
    });
    const [first, ...others] = new Set(properties.map(({ type }) => type));
    if (properties.length > style.mostProperties) {
      return `Record<string, ${others.length === 0 ? first : "unknown"}>`;
    }
    return typedObject(properties);
  }
}

const order = ["number", "bigint", "string", "boolean", "Date", "Uint8Array", "null", "unknown"];

function nameOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (value instanceof Date) {
    return "Date";
  }
  if (value instanceof Uint8Array) {
    return "Uint8Array";
  }
  return order.includes(typeof value) ? typeof value : "unknown";
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)
  );
}

function deeper(style: ShapeStyle): ShapeStyle {
  return { ...style, depth: style.depth - 1 };
}

/** A type that nobody reads: what lies deep is left out until it is shorter. */
const longestText = 10_000;

/** The type of some data, in as much depth as can be read. */
export function typeOfData(data: unknown): string {
  const shape = new DataShape();
  shape.add(data);
  const style = { onlyNull: "null", mostProperties: 100 } as const;
  let depth = 8;
  let text = shape.text({ ...style, depth });
  while (text.length > longestText && depth > 1) {
    text = shape.text({ ...style, depth: --depth });
  }
  return text;
}

/** The type of parameters: all of their keys, and no type for one that is null, which is to be given. */
export function typeOfParameters(parameters: ConfigMap): string {
  const shape = new DataShape();
  shape.add(parameters);
  return Object.keys(parameters).length === 0
    ? "Record<never, never>"
    : shape.text({ onlyNull: "unknown", mostProperties: Infinity, depth: 50 });
}
