import { Workspace } from "../tracking/workspace";

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
  workspace.write(
    "conf/base/parameters.yml",
    "filter: {at_least: 100}\nharbour: {name: Ems, db_password: hunter2, id: 9007199254740993}\n",
  );
  workspace.write("conf/prod/parameters.yml", "filter: {at_least: 200}\n");
  workspace.write(
    "conf/base/catalog.yml",
    `ships: {type: pandas.CSVDataset, filepath: data/01_raw/ships.csv}
old_ships: {type: pandas.ExcelDataset, filepath: data/01_raw/ships.xlsx}
tides: {type: csvv, filepath: data/01_raw/tides.csv}
report: {type: json, filepath: data/08_reporting/report.json, versioned: true}
"{region}_ships#out": {type: csv, filepath: "data/02_intermediate/{region}.csv"}
"{region}_berths": {type: json, filepath: "data/02_intermediate/{region}_berths.json"}
`,
  );
  workspace.write("data/01_raw/ships.csv", "id,length\n1,90\n2,120\n");
  workspace.write("data/08_reporting/report.json/2026-11-24T11.05.33.123Z/report.json", "{}");
  workspace.write(
    "pipelines/ships/pipeline.ts",
    `import { node, pipeline } from "trackside";
     type Ship = { length: number };
     const filter = (ships: Ship[], atLeast: number) => ships.filter((ship) => ship.length >= atLeast);
     const berth = (ships: Ship[]) => ({ berths: ships.length });
     const tell = (berths: object, harbour: object) => ({ ...berths, ...harbour });
     export const createPipeline = () => pipeline([
       node(filter, ["ships", "params:filter.at_least"], "long_ships", { tags: ["daily"] }),
       node(berth, "long_ships", "north_berths", { tags: ["daily"] }),
       node(tell, ["north_berths", "params:harbour"], "report"),
     ]);`,
  );
  workspace.write(
    "pipelines/gates/pipeline.ts",
    `import { node, pipeline } from "trackside";
     export const createPipeline = () =>
       pipeline([node((width: number) => ({ width }), "params:gate.width", "gate", { name: "open_gate" })], { namespace: "lock" });`,
  );
});
afterAll(() => workspace.close());

const trackside = (...args: string[]) => workspace.command(...args);
const json = async (...args: string[]) => JSON.parse(await trackside(...args, "--json")) as unknown;

describe("trackside pipeline", () => {
  it("lists the pipelines with what they take and make", async () => {
    expect(await trackside("pipeline", "list")).toBe(
      `gates        1 node   params:lock.gate.width → lock.gate
ships        3 nodes  ships, params:filter.at_least, params:harbour → report
__default__  4 nodes  params:lock.gate.width, ships, params:filter.at_least, params:harbour → lock.gate, report
`,
    );
    expect(await json("pipeline", "list")).toMatchObject({
      pipelines: [{ name: "gates", nodes: [{ name: "lock.open_gate", namespace: "lock" }] }, {}, {}],
    });
  });

  it("shows the nodes of one in an order in which they can run, all or those that are selected", async () => {
    expect(await trackside("pipeline", "describe", "ships")).toBe(
      `ships  3 nodes  ships, params:filter.at_least, params:harbour → report

filter  ships, params:filter.at_least → long_ships  #daily
berth   long_ships → north_berths                   #daily
tell    north_berths, params:harbour → report
`,
    );
    expect(await json("pipeline", "describe", "ships", "--from-nodes", "berth", "--tags", "daily")).toEqual({
      name: "ships",
      inputs: ["long_ships"],
      outputs: ["north_berths"],
      nodes: [
        {
          name: "berth",
          inputs: ["long_ships"],
          outputs: ["north_berths"],
          namespace: null,
          tags: ["daily"],
          modules: ["pipelines/ships/pipeline.ts"],
        },
      ],
    });
    expect(await trackside("pipeline", "describe")).toContain("__default__  4 nodes");
  });

  it.each([
    [["shps"], /no pipeline "shps"\nDid you mean "ships"\?/],
    [["ships", "--to-nodes", "bert"], /Did you mean "berth"\?/],
    [["ships", "--tags", "dayly"], /Did you mean "daily"\?/],
  ])("says for %j what was meant", async (args, problem) => {
    await expect(trackside("pipeline", "describe", ...args)).rejects.toThrow(problem);
  });
});

describe("trackside catalog", () => {
  it("lists all that the catalog and the pipelines have, tells what cannot be used, and masks secrets", async () => {
    expect(await trackside("catalog", "list")).toBe(
      `ships         csv                  data/01_raw/ships.csv
old_ships     pandas.ExcelDataset                                          only Python reads it
tides         csvv                                                         cannot be used: see trackside catalog describe tides
report        json                 data/08_reporting/report.json
lock.gate     memory               in memory until the run ends
long_ships    memory               in memory until the run ends
north_berths  json                 data/02_intermediate/north_berths.json  from "{region}_berths"
params:lock.gate.width  parameter  there is none: see trackside catalog describe params:lock.gate.width
params:filter.at_least  parameter  100
params:harbour          parameter  { name: 'Ems', db_password: '*** (masked)', id: 9007199254740993n }
"{region}_ships#out"  for every name like it
"{region}_berths"  for every name like it
`,
    );
  });

  it("lists what one pipeline has, in the environment that is asked for", async () => {
    expect(await json("catalog", "list", "--pipeline", "ships", "--env", "prod")).toMatchObject({
      datasets: [
        { name: "ships", takenBy: ["filter"], madeBy: [], declared: true, problem: null },
        { name: "long_ships", type: "memory", declared: false },
        { name: "north_berths", pattern: "{region}_berths", filepath: "data/02_intermediate/north_berths.json" },
        { name: "report" },
      ],
      parameters: [
        { name: "params:filter.at_least", value: 200, takenBy: ["filter"] },
        { value: { id: "9007199254740993" } },
      ],
      patterns: ["{region}_ships#out", "{region}_berths"],
    });
  });

  it("shows one with its data, its versions, and the nodes that use it", async () => {
    expect(await trackside("catalog", "describe", "ships")).toMatch(
      /^ships\n {2}type +csv\n {2}declared +conf\/base\/catalog\.yml:1:1\n {2}filepath +data\/01_raw\/ships\.csv\n {2}path +\/.*\n {2}exists +yes\n {2}taken by +filter\n$/,
    );
    expect(await json("catalog", "describe", "report")).toMatchObject({
      exists: true,
      versions: ["2026-11-24T11.05.33.123Z"],
      madeBy: ["tell"],
    });
    expect(await trackside("catalog", "describe", "north_berths")).toMatch(
      /pattern +\{region\}_berths\n.*\n.*\n {2}exists +no/,
    );
    expect(await trackside("catalog", "describe", "long_ships")).toMatch(/nowhere: it lives in memory/);
  });

  it("resolves a name that only a dataset factory has", async () => {
    expect(await json("catalog", "describe", "south_ships#out")).toMatchObject({
      pattern: "{region}_ships#out",
      filepath: "data/02_intermediate/south.csv",
      place: "conf/base/catalog.yml:5:1",
    });
  });

  it("shows what a parameter is", async () => {
    expect(await trackside("catalog", "describe", "params:filter.at_least", "-e", "prod")).toBe(
      "params:filter.at_least\n  type      parameter\n  value     200\n  taken by  filter\n",
    );
    expect(await json("catalog", "describe", "params:filter.at_last")).toMatchObject({
      value: null,
      problem: { code: "params.unknown", hint: 'Did you mean "filter.at_least"?' },
    });
  });

  it("says of a dataset that cannot be used why, and what to do", async () => {
    expect(await json("catalog", "describe", "old_ships")).toMatchObject({
      exists: null,
      problem: { code: "catalog.python-only", hint: expect.stringContaining("Save the sheet as CSV") as string },
    });
    expect(await trackside("catalog", "describe", "tides")).toMatch(
      /problem +conf\/base\/catalog\.yml:3:9: dataset "tides" has a type that Trackside does not know: csvv\n {2}to do +Did you mean "csv"\?/,
    );
  });

  it.each([
    [["describe", "shps"], /neither the catalog nor a pipeline has a dataset "shps"\nDid you mean "ships"\?/],
    [["list", "--pipeline", "shps"], /no pipeline "shps"\nDid you mean "ships"\?/],
    [["list", "--env", "pord"], /Did you mean "prod"\?/],
  ])("says for %j what was meant", async (args, problem) => {
    await expect(trackside("catalog", ...args)).rejects.toThrow(problem);
  });

  it("shows the catalog also when a pipeline cannot be loaded, and says so", async () => {
    workspace.write("pipelines/broken/pipeline.ts", 'import "no-such-package";\n');
    const printed = await trackside("catalog", "list");
    expect(printed).toMatch(/the pipelines are left out: pipelines\/broken\/pipeline\.ts: .*no-such-package/);
    expect(printed).toMatch(/^ships {6}csv/m);
    await expect(trackside("catalog", "list", "--pipeline", "ships")).rejects.toThrow("no-such-package");
    await expect(trackside("pipeline", "list")).rejects.toThrow("no-such-package");
  });
});
