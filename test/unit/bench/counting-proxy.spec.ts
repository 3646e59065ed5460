import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CountingProxy } from "../../bench/harness/counting-proxy.mjs";

let server: Server;
let proxy: CountingProxy;

beforeEach(async () => {
  server = createServer((call, answer) => {
    answer.statusCode = 201;
    call.pipe(answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy = await CountingProxy.start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});

test("calls pass through the proxy as they are, and are counted", async () => {
  const call = () => fetch(`${proxy.uri}/any?x=1`, { method: "POST", body: "points" });
  await call();
  const { result, calls } = await proxy.count(async () => {
    await call();
    return call();
  });
  expect(calls).toBe(2);
  expect(result.status).toBe(201);
  expect(await result.text()).toBe("points");
});
