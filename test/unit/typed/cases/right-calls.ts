import { catalog, node, params, run } from "../project";

const depth: number = params("train.depth");
const layers: number[] = params("train.layers");
const { seed } = params("train");
const limit = params("limit") as number;

async function useCatalog() {
  const [vessel] = await catalog.load("vessels");
  const flag: string | null | undefined = vessel?.flag;
  const text = await catalog.load("harbour_text", { version: "x" });
  const { north } = await catalog.load("parts");
  const partition = (await north?.())?.map(({ id }) => id);
  await catalog.save("heights", [1, depth]);
  await catalog.save("squares", [{ n: 1 }]);
  await catalog.save("parts", { north: [{ id: "a" }] });
  await catalog.save("mystery", null);
  const isThere: boolean = await catalog.exists("weather");
  catalog.release("heights");
  return [
    flag,
    text.trim(),
    partition,
    isThere,
    catalog.describe("notes").type,
    catalog.list(),
    catalog.pathOf("notes"),
  ];
}

async function useRun() {
  await run();
  await run("training", { params: { "train.depth": 8, limit: 3, region: "north" }, to: "x" } as object);
  await run("training", { params: { "train.depth": 8, train: { depth: 1, seed: 2, layers: [] }, region: "north" } });
  await run(
    node((heights) => heights, "heights", "copies"),
    { inputs: { heights: [1], harbour_text: "x" }, tags: ["x"] },
  );
}

void [layers, seed, limit, useCatalog, useRun];
