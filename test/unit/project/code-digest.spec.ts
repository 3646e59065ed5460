import { node, setNotebookBindings } from "../../../kernel-helpers/src/pipeline";
import { codeDigest } from "../../../kernel-helpers/src/project";

afterEach(() => setNotebookBindings(undefined));

it("digests a cell's function with the notebook's functions that it names", () => {
  const bindings: Record<string, unknown> = { helper: () => 1, other: () => 2 };
  setNotebookBindings(() => bindings);
  const helper = () => 0;
  const used = node(() => helper(), null, "x", { name: "x" });
  const before = codeDigest(used);
  bindings["other"] = () => 3;
  expect(codeDigest(used)).toBe(before);
  bindings["helper"] = () => 4;
  expect(codeDigest(used)).not.toBe(before);
});

it("digests a function that a later cell defined again as the new one", () => {
  const bindings: Record<string, unknown> = {};
  setNotebookBindings(() => bindings);
  const greet = () => "old";
  bindings["greet"] = greet;
  const greeting = node(greet, null, "greeting");
  const before = codeDigest(greeting);
  bindings["greet"] = () => "new";
  expect(codeDigest(greeting)).not.toBe(before);
});
