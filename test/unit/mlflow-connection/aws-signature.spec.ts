import { AwsSignature } from "../../../kernel-helpers/src/mlflow-connection/aws-signature";
import type { AwsLogin } from "../../../kernel-helpers/src/mlflow-connection/aws-credentials";

/** AWS's published suite: key, secret, date and scope are the same in all of its cases. */
const login: AwsLogin = {
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  region: "us-east-1",
};
const scope = { service: "service", region: "us-east-1", sendsDigest: false };
const published = new Date("2015-08-30T12:36:00Z");
const signature = (logIn = async () => login) => new AwsSignature(scope, logIn, () => published);

/** @see https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html */
const vectors = [
  ["get-vanilla", "GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  [
    "get-vanilla-query-order-key-case",
    "GET",
    "/?Param2=value2&Param1=value1",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  [
    "get-vanilla-query-unreserved",
    "GET",
    "/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
  ],
  [
    "get-vanilla-empty-query-key",
    "GET",
    "/?Param1=value1",
    "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
  ],
  ["post-vanilla", "POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
] as const;

const credential = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
const address = (path: string) => new URL(`https://example.amazonaws.com${path}`);

it.each(vectors)("signs AWS's published request %s", async (_, method, path, expected) => {
  const headers = await signature().headersFor({ method, url: address(path), headers: {}, body: "" });
  expect(headers["authorization"]).toBe(`${credential}, SignedHeaders=host;x-amz-date, Signature=${expected}`);
  expect(headers["x-amz-date"]).toBe("20150830T123600Z");
});

it("signs a body and its type, as AWS's published request post-x-www-form-urlencoded", async () => {
  const headers = await signature().headersFor({
    method: "POST",
    url: address("/"),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "Param1=value1",
  });
  expect(headers["authorization"]).toBe(
    `${credential}, SignedHeaders=content-type;host;x-amz-date, ` +
      "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  );
});

it("signs the token of keys that expire, as AWS's published request post-sts-header-before", async () => {
  const sessionToken =
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
  const withToken = signature(async () => ({ ...login, credentials: { ...login.credentials, sessionToken } }));
  const headers = await withToken.headersFor({ method: "POST", url: address("/"), headers: {}, body: "" });
  expect(headers["authorization"]).toBe(
    `${credential}, SignedHeaders=host;x-amz-date;x-amz-security-token, ` +
      "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
  );
});

it("sends the body's digest where the service wants it, signed with the rest", async () => {
  const sagemaker = new AwsSignature({ ...scope, service: "sagemaker-mlflow", sendsDigest: true }, async () => login);
  const headers = await sagemaker.headersFor({ method: "GET", url: address("/"), headers: {}, body: "" });
  expect(headers["x-amz-content-sha256"]).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(headers["authorization"]).toContain("SignedHeaders=host;x-amz-content-sha256;x-amz-date");
});

const request = { method: "GET", url: new URL("https://x.example/api?a=1&a=2"), headers: {}, body: "" };

it("sends the token of keys that expire, and looks for them anew before they do", async () => {
  let asked = 0;
  const expiring = signature(async () => {
    asked += 1;
    return {
      ...login,
      credentials: {
        ...login.credentials,
        sessionToken: `token ${asked}`,
        expiration: new Date(published.getTime() + (asked === 1 ? 60_000 : 3_600_000)),
      },
    };
  });
  expect((await expiring.headersFor(request))["x-amz-security-token"]).toBe("token 2");
});

it("looks for the keys once, and again after they were refused", async () => {
  let asked = 0;
  const kept = signature(async () => {
    asked += 1;
    return login;
  });
  await kept.headersFor(request);
  await kept.headersFor(request);
  expect(asked).toBe(1);
  kept.refused();
  await kept.headersFor(request);
  expect(asked).toBe(2);
});
