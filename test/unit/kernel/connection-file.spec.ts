import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TracksideError } from "../../../kernel-helpers/src/errors";
import { kernelIdOf, readConnectionFile } from "../../../kernel-helpers/src/kernel/transport";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trackside-connection-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(content: unknown): string {
  const file = join(folder, "kernel-abc.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function failureOf(file: string): TracksideError {
  try {
    readConnectionFile(file);
  } catch (error) {
    if (error instanceof TracksideError) {
      return error;
    }
  }
  throw new Error("no TracksideError was thrown");
}

const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };

it("reads the ports, and takes Jupyter's defaults for what is not said", () => {
  expect(readConnectionFile(write({ ...ports, key: "k" }))).toEqual({
    ...ports,
    transport: "tcp",
    ip: "127.0.0.1",
    key: "k",
    signature_scheme: "hmac-sha256",
  });
});

it("names the file that is missing", () => {
  const error = failureOf(join(folder, "none.json"));
  expect(error.code).toBe("kernel.connection");
  expect(error.message).toContain(join(folder, "none.json"));
});

it("names the ports that a file lacks", () => {
  expect(failureOf(write({ ...ports, hb_port: "x", stdin_port: undefined })).message).toContain("stdin_port, hb_port");
});

it("refuses a file that is no JSON", () => {
  expect(failureOf(write("{")).code).toBe("kernel.connection");
});

it("finds the kernel's id in the file's name", () => {
  expect(kernelIdOf("/run/kernel-1f6e-22.json")).toBe("1f6e-22");
  expect(kernelIdOf("/run/other.json")).toBeUndefined();
});
