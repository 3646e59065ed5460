import { directionOf, groupMetrics, parseFilter } from "../../../../extension/metrics";

describe("the direction of a metric", () => {
  it.each(["loss", "val/loss", "train_loss", "logloss", "rmse", "val/meanAbsoluteError", "MAE", "perplexity", "ppl@1"])(
    "is downwards for %s",
    (name) => expect(directionOf(name, {})).toBe("min"),
  );

  it.each(["accuracy", "auc", "f1", "r2", "glossary", "maestro", "constructor", ""])("is upwards for %j", (name) =>
    expect(directionOf(name, {})).toBe("max"),
  );

  it("is what a tag of the run says", () => {
    const tags = {
      "trackside.direction.loss": "max",
      "trackside.direction.lr": " MIN ",
      "trackside.direction.auc": "?",
    };
    expect(["loss", "lr", "auc"].map((name) => directionOf(name, tags))).toEqual(["max", "min", "max"]);
  });
});

describe("a filter of metrics", () => {
  const names = ["train/loss", "val/Loss", "val/auc"];
  const left = (text: string) => {
    const filter = parseFilter(text);
    return filter.kind === "names" ? names.filter(filter.matches) : filter.reason;
  };

  it("is a text in any case", () => {
    expect(left("loss")).toEqual(["train/loss", "val/Loss"]);
    expect(left(" val/ ")).toEqual(["val/Loss", "val/auc"]);
    expect(left("")).toEqual(names);
  });

  it("is a regular expression between slashes", () => {
    expect(left("/^val.(auc|loss)$/")).toEqual(["val/auc"]);
    expect(left("/LOSS/gi")).toEqual(["train/loss", "val/Loss"]);
  });

  it("says what is wrong with an expression", () => {
    expect(left("/(/")).toMatch(/Invalid regular expression/);
    expect(left("/a/z")).toMatch(/flags/i);
  });
});

it("groups metrics by what stands before the first slash, pinned ones first in the order of pinning", () => {
  const names = ["lr", "train/loss", "train/a/b", "val/loss", "/odd", "__proto__/x"];
  expect(groupMetrics(names, ["val/loss", "gone", "lr"])).toEqual([
    { id: "pinned", prefix: "", names: ["val/loss", "lr"] },
    { id: "/train", prefix: "train", names: ["train/loss", "train/a/b"] },
    { id: "/", prefix: "", names: ["/odd"] },
    { id: "/__proto__", prefix: "__proto__", names: ["__proto__/x"] },
  ]);
});
