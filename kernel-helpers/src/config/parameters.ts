import { openConfig, type ConfigOptions } from "./config-loader";
import type { MergedConfig } from "./merged-config";

/**
 * Reads the project's parameters: `conf/base/parameters*.yml` overlaid by those of the environment, and by runtime params.
 * Without such a file they are the runtime params alone.
 */
export function loadParameters(projectRoot: string, options: ConfigOptions = {}): MergedConfig {
  return openConfig(projectRoot, options).getOrEmpty("parameters");
}
