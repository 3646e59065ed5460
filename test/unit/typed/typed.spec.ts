import { catalog, node, params, pipeline, run, typed } from "../../../kernel-helpers/src";
import { checkCases, compilers } from "./compilers";

describe.each(compilers)("$title", (compiler) => {
  it("finds what is wrong in the cases, line by line, and nothing else", () => {
    const checked = checkCases(compiler);
    expect(checked.size).toBeGreaterThan(3);
    for (const [name, { found, expected }] of checked) {
      const foretold = expected.map(({ line, text }) => ({ line, text: expect.stringContaining(text) as string }));
      expect({ name, found }).toEqual({ name, found: foretold });
      expect(name.startsWith("right-")).toBe(expected.length === 0);
    }
  });
});

it("gives the very same functions", () => {
  const project = typed<{ datasets: object; parameters: object }>();
  expect(project).toEqual({ node, pipeline, catalog, params, run });
});
