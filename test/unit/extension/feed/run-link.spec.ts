import { resolveRunLink } from "../../../../extension/feed";

const baseUrl = "http://localhost/user/x/";

describe("resolveRunLink", () => {
  it("resolves a link below the gateway, fragment included", () => {
    expect(resolveRunLink(baseUrl, "mlflow/#/experiments/1/runs/8f2c1a")).toBe(
      "http://localhost/user/x/trackside/mlflow/#/experiments/1/runs/8f2c1a",
    );
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/user/x/lab",
    "../lab",
    "mlflow/../../lab",
    "http://[",
  ])("follows no link that leads out of the gateway: %s", (link) => {
    expect(resolveRunLink(baseUrl, link)).toBeNull();
  });
});
