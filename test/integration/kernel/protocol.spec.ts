import { TestKernel } from "./test-kernel";

let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start();
});

afterAll(async () => {
  await kernel.dispose();
});

it("says what it is, on the shell and on the control channel", async () => {
  const info = await kernel.request("kernel_info_request", {});
  expect(info).toMatchObject({
    status: "ok",
    implementation: "trackside",
    protocol_version: "5.3",
    language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/typescript" },
  });
  expect(await kernel.request("kernel_info_request", {}, "control")).toEqual(info);
});

it("answers on the control channel while a cell blocks everything else", async () => {
  const id = kernel.sendExecute(`console.log("running"); while (true);`);
  await kernel.printed(id, "running");
  expect((await kernel.request("kernel_info_request", {}, "control"))["status"]).toBe("ok");
  kernel.interrupt();
  await kernel.executed(id);
});

it("closes a comm for a target that nobody knows", async () => {
  kernel.send("comm_open", { comm_id: "c1", target_name: "unheard.of", data: {} });
  await kernel.message(({ type, content }) => type === "comm_close" && content["comm_id"] === "c1");
  expect(await kernel.request("comm_info_request", {})).toEqual({ status: "ok", comms: {} });
});

it("keeps a comm with a known target open, passes messages both ways, and forgets it when closed", async () => {
  kernel.send("comm_open", { comm_id: "c2", target_name: "echo", data: { hello: 1 } });
  await kernel.message(
    ({ type, content }) => type === "comm_msg" && JSON.stringify(content["data"]) === `{"opened":{"hello":1}}`,
  );
  kernel.send("comm_msg", { comm_id: "c2", data: { n: 2 } });
  await kernel.message(
    ({ type, content }) => type === "comm_msg" && JSON.stringify(content["data"]) === `{"echo":{"n":2}}`,
  );
  expect(await kernel.request("comm_info_request", { target_name: "echo" })).toEqual({
    status: "ok",
    comms: { c2: { target_name: "echo" } },
  });
  expect(await kernel.request("comm_info_request", { target_name: "other" })).toEqual({ status: "ok", comms: {} });
  kernel.send("comm_close", { comm_id: "c2", data: {} });
  expect(await kernel.request("comm_info_request", {})).toEqual({ status: "ok", comms: {} });
});

it("counts a cursor's position in characters, as Jupyter does, also behind an emoji", async () => {
  await kernel.execute("const passengers = 1;");
  const code = `"🚀🚀"; passeng`;
  const reply = await kernel.request("complete_request", { code, cursor_pos: [...code].length });
  expect(reply).toMatchObject({ status: "ok", matches: ["passengers"], cursor_start: 6, cursor_end: 13 });
});
