import { constants, getPriority } from "node:os";
import { until, Workspace } from "../tracking/workspace";

const workspace = new Workspace();
afterAll(() => workspace.close());

it("lowers the priority of the shipper that a session has started, once that answers", async () => {
  workspace.start("trackside.mlflow.logParam('lr', 0.1); setInterval(() => undefined, 1_000);");
  const pid = await until("a shipper runs", () => workspace.shipperPid());
  const isLowered = () => getPriority(pid) === constants.priority.PRIORITY_BELOW_NORMAL;
  expect(await until("its priority is lowered", isLowered)).toBe(true);
});
