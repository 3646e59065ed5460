import { node, type Vessel } from "../project";

interface Ship extends Vessel {
  built: number;
}

const lengthOf = (vessels: Vessel[]) => vessels.length;
const oldest = (ships: Ship[]) => Math.min(...ships.map((ship) => ship.built));
const deepest = (vessels: Vessel[], depth: number) => vessels.length + depth;
const join = (data: { ships: Ship[]; depth: number }) => data.ships.length + data.depth;
const joinVessels = (data: { vessels: Vessel[]; depth: number }) => data.vessels.length + data.depth;

// Names
// wrong: NoSuchInput<"hieghts", "heights">
node(lengthOf, "hieghts", "count");
// wrong: NoSuchInput<"vesels", "vessels">
node(deepest, ["vesels", "params:train.depth"], "text");
// wrong: NoSuchInput<"params:train.dpeth",
node(deepest, ["vessels", "params:train.dpeth"], "text");
// wrong: NoSuchInput<"wether", "weather">
node((data: { vessels: Vessel[]; weather: unknown }) => data, { vessels: "vessels", weather: "wether" }, "x");
// wrong: NoSuchInput<"harbour_txt", "heights">
node((text) => text, "harbour_txt", "x");

// Data of another type
// wrong: is not assignable to type 'Vessel[]'
node(lengthOf, "weather", "count");
// wrong: Types of parameters 'depth' and 'data_1' are incompatible
node(deepest, ["vessels", "params:title"], "text");
// wrong: is not assignable to
node(deepest, "vessels", "text");
// wrong: is not assignable to type 'Vessel[]'
node(lengthOf, "notes", "count");

// A column that the data lacks; a cell's compiler by itself would take that the other way round, too
// wrong: Property 'built' is missing
node(oldest, "vessels", "x");
// wrong in an editor: is not assignable to type 'Ship[]'
// wrong in a cell: DataDoesNotFit<"train_set", Vessel[], Ship[]>
node(oldest, "train_set", "x");
// wrong in an editor: is not assignable to type 'Ship[]'
// wrong in a cell: DataDoesNotFit<"train_set", Vessel[], Ship[]>
node(oldest, ["train_set"], "x");
// wrong in an editor: is not assignable to type 'Ship[]'
// wrong in a cell: DataDoesNotFit<"train_set", Vessel[], Ship[]>
node(join, { ships: "train_set", depth: "params:train.depth" }, "x");
// wrong in an editor: Property 'depth' is missing
// wrong in a cell: InputIsMissing<"depth">
node(joinVessels, { vessels: "train_set" }, "x");

// What the function does with it
// wrong: Property 'lenght' does not exist
node((vessels) => vessels.map((vessel) => vessel.lenght), "vessels", "x");

// Outputs
// wrong: DataDoesNotFit<"heights", string, number[]>
node(() => "x", null, "heights");
// wrong: DataDoesNotFit<"heights", string, number[]>
node(async () => "x", null, "heights");
// wrong: DataDoesNotFit<"heights", string, number[]>
node(() => ["x", "y"] as [string, string], null, ["heights", "notes"]);
// wrong: DataDoesNotFit<"notes", number, string>
node(() => ({ title: 1 }), null, { title: "notes" });
// wrong: NotReturned<"titel">
node(() => ({ title: "x" }), null, { titel: "notes" });
// wrong: NotReturned<"1">
node(() => [[1]] as [number[]], null, ["heights", "other"]);
// wrong: DataDoesNotFit<"harbour_text", number, string>
node(() => 1, null, "harbour_text");
// wrong: DataDoesNotFit<"parts",
node(() => ({ north: [{ name: "a" }] }), null, "parts");
// wrong: DataDoesNotFit<"metrics", number, object>
node(() => 1, null, "metrics");
