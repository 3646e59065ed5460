import { TestKernel } from "./test-kernel";

let kernel: TestKernel;

beforeEach(async () => {
  kernel = await TestKernel.start();
});

afterEach(async () => {
  await kernel.dispose();
});

it("tells the observer that the kernel stops, waits for it, and exits", async () => {
  await kernel.execute("1");
  expect(await kernel.shutDown()).toBeLessThan(3);
  expect(kernel.workspace.observed().at(-1)).toEqual({ event: "stopping", restart: false, duringCell: false });
});

it.each([
  ["a synchronous loop", `console.log("running"); while (true);`],
  ["a synchronous loop after an await", `await null; console.log("running"); while (true);`],
])("stops in the middle of %s in less than 3 seconds, having ended the cell", async (_name, code) => {
  const id = kernel.sendExecute(code);
  await kernel.printed(id, "running");
  expect(await kernel.shutDown()).toBeLessThan(3);
  const [ended, stopping] = kernel.workspace.observed().slice(-2);
  expect(ended).toMatchObject({ event: "ended", status: "interrupted" });
  expect(stopping).toEqual({ event: "stopping", restart: false, duringCell: true });
});

it("starts anew on a restart, with nothing left of the notebook's bindings", async () => {
  await kernel.execute("const before = 1;");
  await kernel.restart();
  expect(kernel.workspace.observed().at(-1)).toMatchObject({ event: "stopping", restart: true });
  const { reply } = await kernel.execute("before");
  expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError", execution_count: 1 });
});

it("takes SIGTERM for a shutdown", async () => {
  const id = kernel.sendExecute(`console.log("running"); await new Promise(() => {});`);
  await kernel.printed(id, "running");
  kernel.signal("SIGTERM");
  expect((await kernel.reply(id))["status"]).toBe("error");
  while (await kernel.isAlive());
  expect(kernel.workspace.observed().at(-1)).toEqual({ event: "stopping", restart: false, duringCell: true });
});
