import { setUp } from "../lib/setup.mjs";

/** Builds what changed and puts it into the environment; a JupyterLab that runs shows it after a reload of its page. */
export async function main() {
  await setUp();
}
