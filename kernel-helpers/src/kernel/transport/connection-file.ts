import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { TracksideError } from "../../errors";

/** Where a Jupyter client expects this kernel to listen, and how messages are signed. */
export interface ConnectionInfo {
  readonly transport: string;
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  /** Empty when messages are not signed. */
  readonly key: string;
  /** `hmac-` and the name of a digest, for example `hmac-sha256`. */
  readonly signature_scheme: string;
}

const ports = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/**
 * Reads the connection file that Jupyter writes for each kernel.
 *
 * @throws {@link TracksideError} `kernel.connection` when the file is missing, no JSON, or lacks a port.
 */
export function readConnectionFile(file: string): ConnectionInfo {
  let parsed: Partial<ConnectionInfo>;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8")) as Partial<ConnectionInfo>;
  } catch (cause) {
    throw new TracksideError(`cannot read the connection file ${file}: ${(cause as Error).message}`, {
      code: "kernel.connection",
      hint: "Jupyter writes this file and passes its path: start the kernel from Jupyter, not by hand.",
      cause,
    });
  }
  const missing = ports.filter((port) => !Number.isInteger(parsed[port]));
  if (missing.length > 0) {
    throw new TracksideError(`the connection file ${file} has no ${missing.join(", ")}`, {
      code: "kernel.connection",
      hint: "Pass the connection file that Jupyter wrote for this kernel.",
    });
  }
  const defaults = { transport: "tcp", ip: "127.0.0.1", key: "", signature_scheme: "hmac-sha256" };
  return { ...defaults, ...parsed } as ConnectionInfo;
}

/** Finds the kernel's id in the name of its connection file, `kernel-<id>.json`; undefined for another name. */
export function kernelIdOf(connectionFile: string): string | undefined {
  return /^kernel-(.+)\.json$/.exec(basename(connectionFile))?.[1];
}
