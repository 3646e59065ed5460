import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { shipperSocketPath } from "../../../kernel-helpers/src/runtime";
import { mlflow } from "../../../kernel-helpers/src/tracking";
import { setCurrentSession } from "../../../kernel-helpers/src/tracking/current-session";
import { SecretMasking } from "../../../kernel-helpers/src/tracking/secret-masking";
import { hidesValue } from "../../../kernel-helpers/src/tracking/secret-keys";
import { maskText, secretMask } from "../../../kernel-helpers/src/tracking/secret-texts";
import { Session } from "../../../kernel-helpers/src/tracking/session";
import { anySecret } from "./secret-forms";

const masked = secretMask;

describe("names of secrets", () => {
  it.each([
    ...[
      "password",
      "db.password",
      "dbPassword",
      "DB_PASSWORD",
      "password2",
      "admin-passwd",
      "passphrase",
      "passwordHash",
    ],
    ...[
      "secret",
      "clientSecret",
      "AWS_SECRET_ACCESS_KEY",
      "aws.accessKeyId",
      "api_key",
      "apikey",
      "apiKey",
      "openAIApiKey",
    ],
    ...[
      "X-Api-Key",
      "privateKey",
      "ssh.private-key",
      "authorization",
      "Proxy-Authorization",
      "credential",
      "credentials",
    ],
    ...[
      "connection_string",
      "connectionString",
      "AzureStorageAccountKey",
      "token",
      "accessToken",
      "github_token",
      "HF_TOKEN",
    ],
  ])("are told: %s", (key) => {
    expect(hidesValue(key, "hunter2")).toBe(true);
  });

  it.each([
    ...["tokenizer", "max_tokens", "num_tokens", "maxTokens", "secretary", "tokens", "passwordless", "keyboard", "key"],
    ...["pad_token", "eosToken", "mask_token", "primary_key", "accessible", "keypoint", "authorized", "tokenization"],
  ])("are not seen in %s", (key) => {
    expect(hidesValue(key, "hunter2")).toBe(false);
  });

  it.each([
    ["use_password", true],
    ["secret", "false"],
    ["password", ""],
    ["password", null],
    ["token", 12],
    ["token_count", "1024"],
  ])("hide no switch, nothing that is empty, and no count: %s = %p", (key, value) => {
    expect(hidesValue(key, value)).toBe(false);
  });
});

describe("texts", () => {
  it.each([
    ["postgres://mara:s3cr:t@db.example:5432/harbour", `postgres://mara:${masked}@db.example:5432/harbour`],
    ["https://:onlyPassword@example.org/", `https://:${masked}@example.org/`],
    ["see https://a:b@x.org and https://c:d@y.org", `see https://a:${masked}@x.org and https://c:${masked}@y.org`],
    ["https://x.org/?user=mara&access_token=abc123&page=2", `https://x.org/?user=mara&access_token=${masked}&page=2`],
    ["Server=db;User Id=sa;Password=hunter2;", `Server=db;User Id=sa;Password=${masked};`],
    ['{"user":"mara","password":"a \\"b, c"}', `{"user":"mara","password":"${masked}"}`],
    ["const apiKey = 'abc def';", `const apiKey = '${masked}';`],
    ["user: mara\n  password: hunter2\nport: 5432", `user: mara\n  password: ${masked}\nport: 5432`],
    ["export DB_PASSWORD=hunter2\n", `export DB_PASSWORD=${masked}\n`],
    ["Authorization: Bearer abcdefgh", `Authorization: Bearer ${masked}`],
    ["authorization: Basic bWFyYTpodW50ZXIy", `authorization: Basic ${masked}`],
    ['{"Authorization": "Basic bWFyYTpodW50ZXIy"}', `{"Authorization": "${masked}"}`],
    ["curl -H 'bearer abc4defgh'", `curl -H 'bearer ${masked}'`],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter", `${masked}\nafter`],
    ["-----BEGIN PRIVATE KEY-----\\nMIIE and cut o", masked],
  ])("%s", (text, expected) => {
    expect(maskText(text)).toBe(expected);
  });

  it.each([
    "https://example.org:8080/path?x=1",
    "mail mara@example.org: the ship is late",
    "secret: a good night's sleep",
    "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
    "Unexpected token: }",
    "the bearer instruments are ready",
    "task-scheduler-of-the-harbour-in-the-north",
    "scikit sk-learn-pipeline-of-harbours",
    "max_tokens=400&temperature=0.2",
    "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
    "3f2a9c1e5b7d4a6f8e0c2b4d6f8a0c1e",
    `iVBORw0KGgoAAAANSUhEUg/${"AKIA".repeat(3)}/eyJ`,
  ])("stay as they are without a secret: %s", (text) => {
    expect(maskText(text)).toBe(text);
  });

  it("are masked once however often that is done", () => {
    fc.assert(
      fc.property(anySecret, fc.string(), (secret, around) => {
        const once = maskText(`${around} ${secret.text}`);
        expect(maskText(once)).toBe(once);
      }),
    );
  });

  it("of a megabyte are read in a moment, also those made to be slow", () => {
    for (const piece of ["a", "eyJ", "a=", '"a":', "://", "-----BEGIN ", "sk-", "password=", 'secret:"', "token: "]) {
      const startTime = performance.now();
      maskText(piece.repeat(1_000_000 / piece.length));
      expect([piece, performance.now() - startTime < 2_000]).toEqual([piece, true]);
    }
  });
});

describe("masking of a session", () => {
  it("says once, and by name, that something was masked", () => {
    const warnings: string[] = [];
    const secrets = new SecretMasking((message) => warnings.push(message));
    secrets.named("param", "depth", 8);
    expect(warnings).toEqual([]);
    expect(secrets.named("param", "db.password", "hunter2")).toBe(masked);
    expect(secrets.named("tag", "token", "hunter3")).toBe(masked);
    expect(warnings).toEqual([expect.stringContaining('param "db.password"')]);
    expect(warnings.join()).not.toContain("hunter");
  });

  it("goes into objects at every depth, and leaves the rest of them", () => {
    const secrets = new SecretMasking(() => undefined);
    const settings = {
      host: "db",
      login: [{ user: "mara", password: "a" }],
      credentials: { all: "hidden" },
      max_tokens: 5,
    };
    expect(JSON.parse(secrets.named("param", "db", settings))).toEqual({
      host: "db",
      login: [{ user: "mara", password: masked }],
      credentials: masked,
      max_tokens: 5,
    });
  });
});

describe("the journal's text", () => {
  const directory = mkdtempSync(join(tmpdir(), "trackside-"));
  // Takes the shipper's place, so that none is started.
  const listener = createServer();
  let session: Session;

  beforeAll(async () => {
    process.env["TRACKSIDE_RUNTIME_DIR"] = directory;
    await once(listener.listen(shipperSocketPath()), "listening");
    session = new Session(directory, null);
    setCurrentSession(session);
    const [socket] = (await once(listener, "connection")) as [Socket];
    await once(socket, "data");
    socket.resume();
  });

  afterAll(() => {
    session.end("FINISHED");
    session.close();
    listener.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it("never holds a secret of a known form, wherever it was logged", () => {
    let number = 0;
    fc.assert(
      fc.property(anySecret, fc.constantFrom("", "see ", "(", "x = "), ({ text, secret }, before) => {
        const run = mlflow.startRun({ runName: before + text, tags: { opening: before + text } });
        mlflow.logParams({ url: before + text, nested: { list: [before + text], password: secret } });
        mlflow.setTag("note", before + text);
        mlflow.setTag("object", { inner: before + text });
        mlflow.logText(before + text, `text-${++number}.md`);
        mlflow.endRun();
        const written = allTextBelow(join(directory, ".trackside", "runs", run.runId));
        expect(written).toContain("password");
        expect(written).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });
});

function allTextBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}
