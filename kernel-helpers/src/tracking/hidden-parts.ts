import { isConfigMap } from "../config";
import { hidesValue } from "./secret-keys";
import { maskText, secretMask } from "./secret-texts";

/**
 * A value for people to see: what its key, or a key within it, names as a secret is masked, and so is a text that has a
 * secret's form. By the same rules as what is recorded.
 */
export function hiddenParts(key: string, value: unknown): unknown {
  if (hidesValue(key, value)) {
    return secretMask;
  }
  if (typeof value === "string") {
    return maskText(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => hiddenParts("", item));
  }
  return isConfigMap(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hiddenParts(name, item)]))
    : value;
}
