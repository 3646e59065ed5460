import { TestKernel } from "./test-kernel";

let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start();
});

afterAll(async () => {
  await kernel.dispose();
});

/** Runs a cell that prints "running" and never ends by itself, stops it, and checks that the kernel goes on. */
async function expectInterruptible(code: string, stop: () => void): Promise<void> {
  const id = kernel.sendExecute(code);
  await kernel.printed(id, "running");
  stop();
  const { reply, outputs } = await kernel.executed(id);
  expect(reply).toMatchObject({ status: "error", ename: "Interrupted" });
  expect(outputs.filter(({ type }) => type === "error")).toHaveLength(1);
  expect(kernel.workspace.observed().at(-1)).toMatchObject({ event: "ended", status: "interrupted" });
  for (const value of ["1", "2"]) {
    expect((await kernel.execute(`await null; console.log(${value}); ${value}`)).reply["status"]).toBe("ok");
  }
}

const cells: readonly (readonly [string, string])[] = [
  ["a synchronous loop", `console.log("running"); while (true);`],
  ["a synchronous loop after an await", `await null; console.log("running"); while (true);`],
  ["an await that never ends", `console.log("running"); await new Promise(() => {});`],
  [
    "a loop in an async function",
    `async function loop() { await new Promise((r) => setTimeout(r, 10)); console.log("running"); for (;;); }\nawait loop();`,
  ],
  ["a loop that awaits", `console.log("running"); for (;;) await new Promise((r) => setTimeout(r, 1));`],
  ["a loop that awaits what is there", `console.log("running"); for (;;) await null;`],
  ["a loop in a timer", `setTimeout(() => { console.log("running"); for (;;); }, 10); await new Promise(() => {});`],
  [
    "a loop in an asynchronous context",
    `import { AsyncLocalStorage } from "node:async_hooks";\nawait new AsyncLocalStorage().run(1, async () => { await null; console.log("running"); for (;;); });`,
  ],
];

it.each(cells)("interrupts %s and goes on", async (_name, code) => {
  await expectInterruptible(code, () => kernel.interrupt());
});

it.each(cells.filter(([name]) => name === "a synchronous loop" || name === "an await that never ends"))(
  "interrupts %s on SIGINT, which does not end the kernel",
  async (_name, code) => {
    await expectInterruptible(code, () => kernel.signal("SIGINT"));
  },
);

it("interrupts a loop that a finished cell left running, which keeps the next cell waiting", async () => {
  const id = kernel.sendExecute(`setTimeout(() => { console.log("running"); for (;;); }, 10); 1`);
  await kernel.printed(id, "running");
  const waiting = kernel.sendExecute("1 + 1");
  kernel.interrupt();
  expect((await kernel.reply(waiting))["status"]).toBe("ok");
});

it("ignores an interrupt when nothing runs", async () => {
  expect((await kernel.request("interrupt_request", {}, "control"))["status"]).toBe("ok");
  expect((await kernel.execute("1 + 1")).reply["status"]).toBe("ok");
});

it("aborts the cells that wait behind an interrupted one", async () => {
  const running = kernel.sendExecute(`console.log("running"); while (true);`);
  const waiting = kernel.sendExecute("1");
  await kernel.printed(running, "running");
  kernel.interrupt();
  expect((await kernel.reply(running))["status"]).toBe("error");
  expect((await kernel.reply(waiting))["status"]).toBe("aborted");
});

it.each([
  ["a synchronous loop", `console.log("running"); while (true);`],
  ["a synchronous loop after an await", `await null; console.log("running"); while (true);`],
  ["an await that never ends", `console.log("running"); await new Promise(() => {});`],
])("shows a node interrupted in %s as failed", async (_name, body) => {
  await kernel.execute(`import { node, run } from "trackside";`);
  const id = kernel.sendExecute(
    `const spin = node(async () => { ${body} return 1; }, [], "out", { name: "spin" });\nawait run(spin);`,
  );
  await kernel.printed(id, "running");
  kernel.interrupt();
  const { reply, outputs } = await kernel.executed(id);
  expect(reply["ename"]).toBe("Interrupted");
  const shown = outputs.filter(({ type }) => type === "update_display_data").at(-1);
  expect(JSON.stringify(shown?.content["data"])).toContain("TracksideError: interrupted");
});
