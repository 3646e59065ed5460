import { lazyCompiler } from "../code";
import type { NodeSource } from "./node-source";

/**
 * What the function's own code says an input is, as the type of a variable that it can be called with.
 *
 * @returns undefined where it says nothing.
 */
export function typeOfInput(
  { syntax, name }: NodeSource,
  index: number,
  property: string | undefined,
): string | undefined {
  const parameter = syntax?.parameters[property === undefined ? index : 0];
  if (syntax && !parameter?.type && !parameter?.initializer) {
    return undefined;
  }
  // a type of the function's own, or a list of all that follows, is not what one variable holds
  const type = parameter?.dotDotDotToken || syntax?.typeParameters ? undefined : parameter?.type;
  if (property === undefined) {
    return type ? type.getText() : `Parameters<typeof ${name}>[${index}]`;
  }
  const whole = type && lazyCompiler().isTypeReferenceNode(type) ? type.getText() : `Parameters<typeof ${name}>[0]`;
  return `${whole}[${JSON.stringify(property)}]`;
}
