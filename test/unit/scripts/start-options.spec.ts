import { addressOf, jupyterArguments } from "../../../scripts/lib/jupyter.mjs";
import { startOptions } from "../../../scripts/lib/start-options.mjs";

describe("startOptions", () => {
  test.each([[["--port", "9000"]], [["--port=9000"]], [["--ServerApp.port=9000"]]])(
    "takes the port from %j",
    (args) => {
      expect(startOptions(args)).toEqual({ port: 9000, ip: undefined, jupyterArgs: [] });
    },
  );

  test("passes everything else to Jupyter, in order", () => {
    const args = ["--no-browser", "--port", "9000", "--ip", "0.0.0.0", "--ServerApp.base_url=/x/"];
    expect(startOptions(args)).toEqual({
      port: 9000,
      ip: "0.0.0.0",
      jupyterArgs: ["--no-browser", "--ip", "0.0.0.0", "--ServerApp.base_url=/x/"],
    });
  });

  test.each([[["--port"]], [["--port", "abc"]], [["--port=0"]], [["--port=70000"]], [["--port=8888.5"]]])(
    "refuses %j with an example of the right form",
    (args) => {
      expect(() => startOptions(args)).toThrow(
        /is no port: give a number from 1 to 65535, as in npm start -- --port 8890/,
      );
    },
  );
});

describe("jupyterArguments", () => {
  const example = { folder: "/somewhere/my project", notebook: "notebooks/first look.ipynb" };

  test("opens the notebook at the project's root", () => {
    expect(jupyterArguments(example, { port: 8890, jupyterArgs: [] }, 1000)).toEqual(
      expect.arrayContaining([
        "--ServerApp.root_dir=/somewhere/my project",
        "--LabApp.default_url=/lab/tree/notebooks/first%20look.ipynb",
        "--ServerApp.port=8890",
      ]),
    );
  });

  test("allows root only where the user is root", () => {
    expect(jupyterArguments(example, { port: 8890, jupyterArgs: [] }, 0)).toContain("--allow-root");
    expect(jupyterArguments(example, { port: 8890, jupyterArgs: [] }, 1000)).not.toContain("--allow-root");
  });

  test("lets the person's arguments win by coming last", () => {
    expect(jupyterArguments(example, { port: 8890, jupyterArgs: ["--LabApp.default_url=/doc"] }, 1000).at(-1)).toBe(
      "--LabApp.default_url=/doc",
    );
  });
});

describe("addressOf", () => {
  const example = { folder: "/p", notebook: "notebooks/first.ipynb" };

  test("names the notebook and the token below any base URL", () => {
    expect(addressOf({ url: "http://localhost:8888/user/ada/", token: "abc" }, example)).toBe(
      "http://localhost:8888/user/ada/lab/tree/notebooks/first.ipynb?token=abc",
    );
  });

  test("leaves the token out where a password guards the server", () => {
    expect(addressOf({ url: "http://localhost:8888/", token: "" }, example)).not.toContain("token");
  });
});
