import type { Schema } from "js-yaml";
import { lazyYaml } from "./lazy-modules";

let schema: Schema | undefined;

/**
 * The YAML that Kedro's OmegaConf reads: PyYAML's YAML 1.1, in which `y` and `n` are text, with dates left as text and
 * `1e3` a number.
 *
 * @see omegaconf/_utils.py, `get_yaml_loader`
 */
export function kedroDialect(): Schema {
  return (schema ??= buildDialect());
}

function buildDialect(): Schema {
  const { FAILSAFE_SCHEMA, NOT_RESOLVED, binaryTag, defineScalarTag, mergeTag, nullYaml11Tag, setTag } = lazyYaml();
  const scalar = (tag: string, read: (text: string) => unknown) =>
    defineScalarTag<unknown>(`tag:yaml.org,2002:${tag}`, {
      implicit: true,
      resolve: (text) => read(text) ?? NOT_RESOLVED,
      identify: () => false,
    });
  return FAILSAFE_SCHEMA.withTags(
    nullYaml11Tag,
    scalar("bool", readBoolean),
    scalar("int", readInteger),
    scalar("float", readFloat),
    mergeTag,
    binaryTag,
    setTag,
  );
}

const truePattern = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const falsePattern = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

function readBoolean(text: string): boolean | undefined {
  return truePattern.test(text) ? true : falsePattern.test(text) ? false : undefined;
}

const integerPattern = /^[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|(?:0|[1-9][0-9_]*)|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

/** Exact at any length: what a number would round, such as a long id, is a bigint. */
function readInteger(text: string): number | bigint | undefined {
  if (!integerPattern.test(text)) {
    return undefined;
  }
  const digits = text.replace(/^[-+]|_/g, "");
  const magnitude = digits.includes(":") ? readBase60(digits) : Number(/^0\d/.test(digits) ? `0o${digits}` : digits);
  const sign = text.startsWith("-") ? -1 : 1;
  if (Number.isSafeInteger(magnitude)) {
    // Not -0: Python's integers have one zero.
    return sign * magnitude || 0;
  }
  return BigInt(sign) * BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits);
}

/** Hours, minutes and seconds, or degrees: `12:30:45`. */
function readBase60(digits: string): number {
  return digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

const floatPattern =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+(?:_[0-9]+)*[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;
const infinityPattern = /^[-+]?\.(?:inf|Inf|INF)$/;

function readFloat(text: string): number | undefined {
  if (floatPattern.test(text)) {
    const digits = text.replace(/^[-+]|_/g, "");
    return (text.startsWith("-") ? -1 : 1) * (digits.includes(":") ? readBase60(digits) : Number(digits));
  }
  if (infinityPattern.test(text)) {
    return text.startsWith("-") ? -Infinity : Infinity;
  }
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : undefined;
}
