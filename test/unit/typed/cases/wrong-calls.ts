import { catalog, params, run } from "../project";

// wrong: NoSuchParameter<"train.dpeth",
params("train.dpeth");
// wrong: Type 'number' is not assignable to type 'string'
const depth: string = params("train.depth");

async function useCatalog() {
  // wrong: NoSuchDataset<"vesels", "vessels">
  await catalog.load("vesels");
  // wrong: Property 'heigth' does not exist
  (await catalog.load("vessels")).map((vessel) => vessel.heigth);
  // wrong: is not assignable to
  await catalog.save("heights", ["1"]);
  // wrong: NoSuchDataset<"vesels", "vessels">
  await catalog.exists("vesels");
}

async function useRun() {
  // wrong: '"train.dpeth"' does not exist in type
  await run("training", { params: { "train.dpeth": 1 } });
  // wrong: Type 'string' is not assignable to type 'number'
  await run("training", { params: { "train.depth": "8" } });
  // wrong: is not assignable to parameter of type
  await run("trianing");
  // wrong: is not assignable to type 'number'
  await run("training", { inputs: { heights: ["1"] } });
  // wrong: 'hieghts' does not exist in type
  await run("training", { inputs: { hieghts: [1] } });
}

void [depth, useCatalog, useRun];
