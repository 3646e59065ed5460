import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

/** Where a Chromium may be: names on the PATH first, then the places of installers that put nothing there. */
const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const places = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .flatMap((name) => process.env[name] ?? [])
    .map((folder) => path.join(folder, "Google/Chrome/Application/chrome.exe")),
};

/**
 * Finds a browser of the Chromium family: `CHROMIUM_PATH`, else one that is installed.
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined} path of the program
 */
export function findChromium(environment = process.env, platform = process.platform) {
  if (environment.CHROMIUM_PATH) {
    return existsSync(environment.CHROMIUM_PATH) ? environment.CHROMIUM_PATH : undefined;
  }
  const folders = (environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  const onPath = programs.flatMap((program) => folders.map((folder) => path.join(folder, program)));
  return [...onPath, ...(places[platform] ?? [])].find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not to be run: the next place is tried
  }
}
