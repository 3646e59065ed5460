import { createServer, type AddressInfo, type Server } from "node:net";

import { choosePort } from "../../../scripts/lib/ports.mjs";

let server: Server;
let taken: number;
beforeEach(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  taken = (server.address() as AddressInfo).port;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test("a port that was asked for and is taken is an error that says what to do", async () => {
  await expect(choosePort({ port: taken })).rejects.toThrow(
    new RegExp(`Port ${taken} cannot be used: another program listens there[^]*npm start -- --port ${taken + 1}`),
  );
});

test("a free port that was asked for is used", async () => {
  await new Promise((resolve) => server.close(resolve));
  await expect(choosePort({ port: taken })).resolves.toBe(taken);
});

test("without a port asked for, a taken one is told and passed over", async () => {
  const told = jest.spyOn(console, "log").mockImplementation();
  await expect(choosePort({}, taken)).resolves.toBeGreaterThan(taken);
  expect(told).toHaveBeenCalledWith(expect.stringContaining(`Port ${taken}: another program listens there`));
});
