import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { packageVersion } from "../../own-package";
import { shipperSocketPath } from "../../runtime";
import { kernelspec, kernelspecFolders } from "../kernelspec";
import type { Finding } from "./finding";

/** What is to be said of the machine. */
export async function machineFindings(): Promise<Finding[]> {
  return [
    { state: "ok", what: "trackside", seen: `${packageVersion()} on Node ${process.versions.node}` },
    kernelFinding(),
    await shipperFinding(),
  ];
}

function kernelFinding(): Finding {
  const what = "kernel";
  const folder = kernelspecFolders().find((each) => existsSync(join(each, "kernel.json")));
  if (folder === undefined) {
    const fix = "Run trackside kernel install; with --sys-prefix it goes into the active Python environment.";
    return { state: "warning", what, seen: "Jupyter does not know of it", fix };
  }
  return startsThisOne(join(folder, "kernel.json"))
    ? { state: "ok", what, seen: folder }
    : {
        state: "warning",
        what,
        seen: `${folder} starts another Node, or another copy of trackside`,
        fix: "Run trackside kernel install again, unless that is meant.",
      };
}

function startsThisOne(file: string): boolean {
  try {
    const { argv } = JSON.parse(readFileSync(file, "utf8")) as { readonly argv?: unknown };
    return JSON.stringify(argv) === JSON.stringify(kernelspec()["argv"]);
  } catch {
    // Somebody else's, or torn: not what an installation of this copy writes.
    return false;
  }
}

async function shipperFinding(): Promise<Finding> {
  const isUp = await new Promise<boolean>((resolve) => {
    const socket = connect(shipperSocketPath());
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
  return { state: "ok", what: "shipper", seen: isUp ? "running" : "not running: the next run starts it" };
}
