import { TracksideError } from "../errors";
import { lazyYaml } from "./lazy-modules";
import { kedroDialect } from "./yaml-dialect";

/**
 * Reads a value as a configuration file would: `8` is a number, `yes` a boolean, `[1, 2]` a list.
 *
 * @throws TracksideError when it is no value in YAML.
 */
export function readConfigValue(text: string): unknown {
  const { YAMLException, loadAll } = lazyYaml();
  try {
    return loadAll(text, { schema: kedroDialect() })[0] ?? null;
  } catch (cause) {
    if (!(cause instanceof YAMLException)) {
      throw cause;
    }
    throw new TracksideError(`${text} is no value: ${cause.reason}`, {
      code: "config.syntax",
      hint: "Put text with special characters in quotes.",
      cause,
    });
  }
}
