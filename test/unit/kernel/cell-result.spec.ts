import { displaySymbol } from "../../../kernel-helpers/src/display";
import { representResult } from "../../../kernel-helpers/src/kernel/cells";

it("shows a value as Node does", async () => {
  expect(await representResult({ rows: [1, "a"] })).toEqual({ "text/plain": "{ rows: [ 1, 'a' ] }" });
});

it("takes what a value says of itself, at once or later", async () => {
  const bundle = { "text/html": "<i>x</i>" };
  expect(await representResult({ [displaySymbol]: () => bundle })).toBe(bundle);
  expect(await representResult({ [displaySymbol]: () => Promise.resolve(bundle) })).toBe(bundle);
});

it("shows nothing for a value that wants it so", async () => {
  expect(await representResult({ [displaySymbol]: () => ({}) })).toBeUndefined();
});

it("fails with what a value's own representation throws", async () => {
  const failing = {
    [displaySymbol]: () => {
      throw new Error("cannot draw");
    },
  };
  await expect(representResult(failing)).rejects.toThrow("cannot draw");
});

it("says so when a value cannot be looked at", async () => {
  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error("hands off");
      },
    },
  );
  expect((await representResult(hostile))?.["text/plain"]).toBeDefined();
});
