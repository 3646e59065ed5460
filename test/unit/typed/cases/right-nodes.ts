import { typed } from "trackside";
import { countByKind, node, pipeline, run, split, type Project, type Vessel } from "../project";

const lengthOf = (vessels: Vessel[]) => vessels.length;
const deepest = (vessels: readonly Vessel[], depth: number, note?: string) => vessels.length + depth + (note ?? "");
const join = (data: { vessels: Vessel[]; depth: number; note?: string }) => data.vessels.length + data.depth;
const nothing = () => 1;
const sameRows = <Row>(rows: Row[]): Row[] => rows;

// One name, a list, an object, none.
node(lengthOf, "vessels", "count");
node(lengthOf, ["vessels"], "count");
node(deepest, ["vessels", "params:train.depth"], "text");
node(deepest, ["vessels", "params:train.depth", "notes"], "text");
node(join, { vessels: "vessels", depth: "params:train.depth" }, "count");
node(join, { vessels: "vessels", depth: "params:train.depth", note: "notes" }, "count");
node(nothing, null, "one");
node(sameRows, "vessels", "copies");

// Parameters, whole and in part; one without a type fits all.
node((settings: { depth: number; seed: number }) => settings.depth, "params:train", "depth");
node((layers: number[]) => layers.length, "params:train.layers", "layers");
node((all: { title: string }) => all.title, "parameters", "title");
node((limit: number) => limit, "params:limit", "limit");
node(lengthOf, "mystery", "count");
node(lengthOf, "train_set", "count");

// What the inputs hold is known in the function.
node((vessels) => vessels.map((vessel) => vessel.id.toUpperCase()), "vessels", "ids");
node((vessels, depth) => vessels.length.toFixed(depth), ["vessels", "params:train.depth"], "text");
node(({ vessels, title }) => title.padEnd(vessels.length), { vessels: "vessels", title: "params:title" }, "text");
node((text) => text.trim(), "harbour_text", "other_text");

// Outputs: new names, and known ones that get what they hold.
node((): Promise<number[]> => Promise.resolve([1]), null, "heights");
node(() => [[1], "x"] as [number[], string], null, ["heights", "notes"]);
node(() => [[1], [2]], null, ["heights", "others"]);
node(() => ({ all: [1], title: "x" }), null, { all: "heights", title: "notes" });
node(sameRows, "heights", "heights_again");
node(sameRows, "train_set", "train_set_again");
node(split, "vessels", ["train_set", "test_set"]);
node(countByKind, "vessels", "by_kind", { name: "count", tags: ["report"], retries: 1 });
node(() => ({ north: [{ id: "a" }], south: () => [{ id: "b" }] }), null, "parts");
interface Scores {
  accuracy: number;
}
node((): Scores => ({ accuracy: 1 }), null, "metrics");
node(() => undefined as unknown, null, "heights");

void run(pipeline([node(lengthOf, "vessels", "count")], { tags: "x" }));

// What only a notebook has is added there.
const notebook = typed<Project & { datasets: { fresh: { n: number }[] } }>();
notebook.node((rows) => rows.map(({ n }) => n), "fresh", "heights");
notebook.node(lengthOf, "vessels", "count");
