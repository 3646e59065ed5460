import { blocksOf, documentationPages, fileOf, type Block, type ShownFile } from "./documentation-page";
import { typeErrors } from "./page-compiler";
import { PageProject, type CellResult, type CellStep, type CommandStep } from "./page-project";

/** Nobody listens there: most pages do not need MLflow, and are quicker without. */
const withoutMlflow = { MLFLOW_TRACKING_URI: "http://127.0.0.1:9" };

/** Pages whose cells or commands tell of what has arrived in MLflow: the project's own server is started for them. */
const pagesWithMlflow = ["docs/recording.md", "docs/mlflow-datasets.md", "docs/command-line.md", "docs/kedro.md"];

/** Commands of `sh` blocks that are run for real, in the page's project and after its cells. */
const runnable =
  /^(?:trackside (?:init|run|pipeline|catalog|doctor|typegen|status|sync|stop|journal)|papermill|jupyter (?:execute|kernelspec list))\b/;

const pages = documentationPages.filter((page) => blocksOf(page).some(({ language }) => language === "ts"));

interface PageRun {
  readonly project: PageProject;
  readonly cellsRan: Promise<CellResult[]>;
}

/** Projects of pages whose cells run or have run, by page. */
const runs = new Map<string, PageRun>();

function startPage(page: string): PageRun {
  const project = new PageProject(pagesWithMlflow.includes(page) ? {} : withoutMlflow);
  const run = async () => {
    await project.installKernel();
    return project.runCells(blocksOf(page).flatMap((block) => stepOf(block) ?? []));
  };
  const started = { project, cellsRan: run() };
  // who waits for it is told of a failure; until then it is nobody's
  started.cellsRan.catch(() => undefined);
  runs.set(page, started);
  return started;
}

async function closePage(page: string): Promise<void> {
  const { project, cellsRan } = runs.get(page)!;
  runs.delete(page);
  await cellsRan.catch(() => undefined);
  await project.close();
}

afterAll(() => Promise.all([...runs.keys()].map(closePage)));

describe.each(pages)("the snippets of %s", (page) => {
  const blocks = blocksOf(page);
  let project: PageProject;
  let cellsRan: Promise<CellResult[]>;

  beforeAll(() => {
    ({ project, cellsRan } = runs.get(page) ?? startPage(page));
    // its kernel starts while this page's cells run and what they made is looked at
    const next = pages[pages.indexOf(page) + 1];
    if (next !== undefined) {
      startPage(next);
    }
  });
  afterAll(() => closePage(page));

  it("run as the cells of one notebook, and show what the page says", async () => {
    const results = await cellsRan;
    const cells = blocks.filter((block) => isStepCommand(block) || (block.language === "ts" && !fileOf(block)));
    expect(results).toHaveLength(cells.length);
    cells.forEach((cell, index) => checkCell(cell, results[index]!, expectedAfter(blocks, cell)));
  });

  const modules = blocks.flatMap((block) => (block.language === "ts" ? (fileOf(block) ?? []) : []));
  if (modules.length > 0) {
    it("show modules that compile in a strict project", async () => {
      await cellsRan;
      const paths = modules.map(({ path }) => path);
      expect(typeErrors(project.root, paths)).toEqual([]);
    });
  }

  it("give commands that work there", async () => {
    await cellsRan;
    for (const block of blocks.filter((each) => each.language === "sh" && !isStepCommand(each))) {
      let printed = "";
      for (const line of block.text.split("\n").filter((each) => runnable.test(each))) {
        printed += await project.shell(line);
      }
      const expected = expectedAfter(blocks, block);
      if (expected !== undefined) {
        expect({ place: block.place, text: comparable(printed) }).toEqual({
          place: block.place,
          text: comparable(expected),
        });
      }
    }
  });
});

/** A command that cells need the work of: it runs where it stands, between them. */
function isStepCommand({ language, text }: Block): boolean {
  return language === "sh" && text.trim() === "trackside typegen";
}

function stepOf(block: Block): CellStep | CommandStep | ShownFile | undefined {
  if (isStepCommand(block)) {
    return { command: block.text.trim() };
  }
  return fileOf(block) ?? (block.language === "ts" ? { source: block.text.trimEnd(), tags: block.words } : undefined);
}

/** The text block right behind a block: what it shows. */
function expectedAfter(blocks: readonly Block[], block: Block): string | undefined {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.language === "text" ? next.text : undefined;
}

/** A cell may fail only where the page shows the error. */
function checkCell({ place }: Block, { text, failed }: CellResult, expected: string | undefined): void {
  const shown = { place, text: comparable(text) };
  if (expected !== undefined) {
    expect(shown).toEqual({ place, text: comparable(expected) });
  } else if (failed) {
    expect(shown).toEqual({ place, text: "no error" });
  }
}

/** What differs from one run or machine to the next is made alike: durations, times, checksums, ids, folders, versions, sizes, and the padding around them. */
function comparable(text: string): string {
  return text
    .replace(/\d+(?:\.\d+)? (?:ms|s|min)\b/g, "<duration>")
    .replace(/\d+\.\d+\.\d+ on Node [\d.]+/g, "<versions>")
    .replace(/\d+\.\d GiB/g, "<size>")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "<time>")
    .replace(/\b\d\d:\d\d:\d\d\b/g, "<time>")
    .replace(/\b[0-9a-f]{32}\b/g, "<id>")
    .replace(/^[0-9a-f]{8} (?=\{)/gm, "<checksum> ")
    .replace(/"time":\d+/g, '"time":<time>')
    .replace(/(?<![\w./])\/[\w./-]+/g, "<path>")
    .replace(/[ \t]+/g, " ")
    .replace(/ $/gm, "")
    .trim();
}
