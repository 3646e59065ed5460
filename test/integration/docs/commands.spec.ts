import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { blocksOf, documentationPages, repository } from "./documentation-page";
import { python } from "./page-project";

const execute = promisify(execFile);

interface Command {
  readonly place: string;
  readonly words: readonly string[];
}

const commands: readonly Command[] = ["ARCHITECTURE.md", ...documentationPages].flatMap((page) =>
  blocksOf(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text, place }) =>
      text
        .split("\n")
        .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
        .filter((line) => line !== "")
        .map((line) => ({ place, words: line.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word)) })),
    ),
);

const called = (program: string) => commands.filter(({ words }) => words[0] === program);

/** Programs that a reader has who followed README, besides npm and trackside. */
const programs = ["papermill", "jupyter", "source"];

it("names only programs that README asks for or installs", () => {
  const unknown = commands.filter(({ words }) => !["npm", "trackside", ...programs].includes(words[0] ?? ""));
  expect(unknown).toEqual([]);
});

it("names only npm scripts that exist", () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const { place, words } of called("npm")) {
    const script = words[1] === "run" ? words[2] : words[1];
    if (script !== "install") {
      expect({ place, script, exists: scripts[script ?? ""] !== undefined }).toMatchObject({ exists: true });
    }
  }
  expect(called("npm").length).toBeGreaterThan(3);
});

it("names only jupyter commands that are installed", () => {
  const missing = called("jupyter").filter(
    ({ words }) => !existsSync(join(dirname(python), `jupyter-${words[1] ?? ""}`)),
  );
  expect(missing).toEqual([]);
});

it("names only commands and options that trackside has", async () => {
  for (const { place, words } of called("trackside")) {
    const options = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0] ?? "");
    const path = words
      .slice(1)
      .filter((word, index, all) => /^[a-z]+$/.test(word) && !all[index - 1]?.startsWith("--"));
    const { stdout } = await execute(process.execPath, [
      join(repository, "kernel-helpers", "bin", "trackside.js"),
      ...path,
      "--help",
    ]);
    expect({ place, usage: stdout.split("\n")[0] }).toMatchObject({
      usage: expect.stringContaining(`trackside ${path.join(" ")}`),
    });
    const missing = options.filter((option) => !stdout.includes(option));
    expect({ place, missing }).toEqual({ place, missing: [] });
  }
});
