import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let server: Server;
let address: string;
let requests: IncomingMessage[];
let project: TemporaryProject;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    const path = request.url?.split("?")[0];
    if (path === "/calls.csv") {
      response.end("ship,late\nMara,1\n");
    } else if (path === "/calls.json") {
      response.end('{"calls": 3}');
    } else if (path === "/elsewhere") {
      // Another host by name, though the same machine.
      response.writeHead(302, { location: `${address.replace("127.0.0.1", "localhost")}/calls.csv` }).end();
    } else {
      response.writeHead(403).end("who are you?");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  project = new TemporaryProject({
    "conf/base/catalog.yml": `
calls: {type: csv, filepath: '${address}/calls.csv?sig=hunter2', credentials: office}
moved: {type: csv, filepath: '${address}/elsewhere', credentials: office}
answer: {type: api.APIDataset, url: '${address}/calls.json', load_args: {params: {year: 2026}, headers: {accept: text/json}}}
refused: {type: json, filepath: '${address}/secret?sig=hunter2', credentials: office}
login: {type: json, filepath: '${address.replace("//", "//mara:hunter2@")}/calls.json'}
broken: {type: json, filepath: 'http://:hunter2'}
nowhere: {type: csv, filepath: 'http://localhost:9/a.csv'}
unnamed: {type: csv, filepath: '${address}/calls.csv', credentials: ofice}
`,
    "conf/local/credentials.yml": "office: {username: mara, password: hunter2}\n",
  });
});
afterEach(async () => {
  project.dispose();
  await new Promise((resolve) => server.close(resolve));
});

const rows = async (name: string) => [...(await catalog.load<Iterable<unknown>>(name))];

it("a filepath on the web is downloaded, with the credentials that the entry names", async () => {
  expect(await rows("calls")).toEqual([{ ship: "Mara", late: 1 }]);
  expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from("mara:hunter2").toString("base64")}`);
  expect(catalog.describe("calls").filepath).toBeUndefined();
});

it("another host that the server redirects to gets no credentials", async () => {
  expect(await rows("moved")).toEqual([{ ship: "Mara", late: 1 }]);
  expect(requests.map(({ headers }) => [headers.host?.split(":")[0], headers.authorization !== undefined])).toEqual([
    ["127.0.0.1", true],
    ["localhost", false],
  ]);
});

it("what a server answers is values where it is JSON", async () => {
  expect(await catalog.load("answer")).toEqual({ calls: 3 });
  expect(requests[0]?.url).toBe("/calls.json?year=2026");
  expect(requests[0]?.headers.accept).toBe("text/json");
});

it.each([
  ["refused", "/secret answered 403"],
  ["nowhere", "http://localhost:9/a.csv could not be read: "],
])("%s says what went wrong, and nothing secret", async (name, problem) => {
  const error = await rejection(() => catalog.load(name));
  expect(error.code).toBe("catalog.http");
  expect(error.message).toContain(problem);
  expect(`${error.message} ${String(error.stack)}`).not.toMatch(/hunter2|mara/);
});

it.each([
  ["login", "has a login in its filepath"],
  ["broken", "has a filepath that is no address"],
])("%s is refused before anything is asked, and shows nothing secret", async (name, problem) => {
  const error = await rejection(() => catalog.load(name));
  expect(error.code).toBe("catalog.remote");
  expect(error.message).toContain(problem);
  expect(error.message).not.toMatch(/hunter2|mara/);
  expect(requests).toEqual([]);
});

it("credentials that are not there are named, with the nearest that are", async () => {
  const error = await rejection(() => catalog.load("unnamed"));
  expect(error.code).toBe("config.no-credentials");
  expect(error.message).toContain('dataset "unnamed" names as credentials');
  expect(error.hint).toContain('"office"');
});

it("what is on the web can only be read", async () => {
  expect((await rejection(() => catalog.save("calls", [{ a: 1 }]))).code).toBe("catalog.read-only");
});
