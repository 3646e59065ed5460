import { packageVersion, versionOf } from "../own-package";
import { protocolVersion } from "./transport";

/** Versions of what runs a cell. */
export interface KernelVersions {
  readonly trackside: string;
  readonly tslab: string;
  readonly typescript: string;
  readonly node: string;
}

/** Finds the versions without loading the packages. */
export function kernelVersions(): KernelVersions {
  return {
    trackside: packageVersion(),
    tslab: versionOf("tslab"),
    typescript: versionOf("@tslab/typescript-for-tslab"),
    node: process.versions.node,
  };
}

/** The content of a `kernel_info_reply`. */
export function kernelInfo(versions: KernelVersions): Readonly<Record<string, unknown>> {
  const { trackside, tslab, typescript, node } = versions;
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "trackside",
    implementation_version: trackside,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `Trackside ${trackside}: TypeScript ${typescript} on Node ${node} (tslab ${tslab})`,
    debugger: false,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest/api/" },
      { text: "MLflow", url: "https://mlflow.org/docs/latest/" },
    ],
  };
}
