import { openConfig } from "./config-loader";
import { findProjectRoot } from "./project-root";
import type { ConfigMap } from "./yaml-file";

/**
 * The configuration of the project that the working directory belongs to.
 *
 * @example
 * ```ts
 * import { config } from "trackside";
 *
 * console.log(Object.keys(config.get("parameters")));
 * ```
 */
export const config = {
  /**
   * Reads all files of a kind in `conf/base` and the environment's folder, with `${...}` resolved.
   *
   * @param kind - `parameters`, `catalog`, `credentials`, `mlflow`, `globals`, or one of `config.patterns` in settings.ts.
   * @throws TracksideError when there is no such kind or no file of it, or what is in the files is broken.
   */
  get<Config extends ConfigMap = ConfigMap>(kind: string): Config {
    return openConfig(findProjectRoot().root).get(kind).value as Config;
  },
};
