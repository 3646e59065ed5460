import path from "node:path";

import { venvPython } from "../../../scripts/lib/paths.mjs";
import { MlflowServer } from "./mlflow-server.mjs";
import { peerPython } from "./peers.mjs";
import { runProgram } from "./program.mjs";
import { Project, programs } from "./project.mjs";

const peerPrograms = path.join(import.meta.dirname, "../peers");

/** What the figures of one run of the bench share: one MLflow server, and the way to start programs of ours and of peers. */
export class Bench {
  /** @type {Promise<MlflowServer> | undefined} */
  #server;

  /** The tracking server for all, started for the first that needs it. */
  server() {
    return (this.#server ??= MlflowServer.start());
  }

  /**
   * Works in a project of its own, with its own shipper, and takes both away again.
   * @template T
   * @param {string} trackingUri
   * @param {(project: Project) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async inProject(trackingUri, work) {
    const project = new Project(trackingUri);
    try {
      return await work(project);
    } finally {
      project.close();
    }
  }

  /**
   * Runs a peer's program in the peer's own environment.
   * @param {import("./peers.mjs").PeerName} peer
   * @param {string} name of the program's file
   * @param {readonly unknown[]} args
   * @param {{cwd: string, env?: Readonly<Record<string, string>>}} options
   */
  runPeer(peer, name, args, options) {
    return runProgram(peerPython(peer), [path.join(peerPrograms, name), ...args.map(String)], options);
  }

  /** Runs one of the bench's Python programs in the environment of the checkout. */
  runPython(name, args, options) {
    return runProgram(venvPython, [path.join(programs, name), ...args.map(String)], options);
  }

  async close() {
    await (await this.#server)?.close();
  }
}
