import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const repository = resolve(__dirname, "../../..");
const docs = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", ...docs.map((name) => `docs/${name}`)];

/** The anchors that GitHub gives a page's headings. */
function anchorsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

it.each(pages)("%s links only to files and headings that exist", (page) => {
  const text = readFileSync(join(repository, page), "utf8").replace(/```[\s\S]*?```/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^https?:/.test(target));
  const broken = targets.filter((target) => {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? join(repository, page) : join(repository, dirname(page), path);
    return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
  });
  expect(broken).toEqual([]);
});

it("README leads to every page of docs/", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  expect(docs.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
});
