import { render, screen } from "@testing-library/react";

import { MiddleCut } from "../../../../extension/common";

it.each([
  ["tides 2026-11-27\n13:06 #3", "tides 2026-11-27 ", "13:06 #3"],
  ["arrivals.ipynb, attempt 2", "arrivals.ipynb, ", "attempt 2"],
  ["tides 2026-11-27 13:06", "tides 2026-11-27 ", "13:06"],
  ["one-long-word-and-no-space", "one-long-word-and", "-no-space"],
  ["🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊", "🌊🌊", "🌊🌊🌊🌊🌊🌊🌊🌊🌊"],
])("cuts %p before its end, at a word where there is one, and has it read out whole", (text, before, kept) => {
  render(<MiddleCut text={text} />);
  const parts = [...document.querySelectorAll('[aria-hidden="true"]')];
  expect(parts.map(({ textContent }) => textContent)).toEqual([before, kept]);
  expect(document.querySelector(".trackside-ForScreenReader")?.textContent).toBe(text);
});

it("leaves a name that is no longer than its end as it is", () => {
  render(<MiddleCut text="tides #2" />);
  expect(screen.getByText("tides #2").querySelector("[aria-hidden]")).toBeNull();
});
