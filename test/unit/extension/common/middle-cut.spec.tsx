import { render, screen } from "@testing-library/react";

import { MiddleCut } from "../../../../extension/common";

it("keeps the end of a name together, by which those of attempts differ, and has it read out whole", () => {
  render(<MiddleCut text={"tides 2026-11-27\n13:06 #3"} />);
  const [before, kept] = [...document.querySelectorAll('[aria-hidden="true"]')];
  expect([before?.textContent, kept?.textContent]).toEqual(["tides 2026-11-27 ", "13:06 #3"]);
  expect(document.querySelector(".trackside-ForScreenReader")?.textContent).toBe("tides 2026-11-27\n13:06 #3");
});

it("leaves a name that is not longer than its end as it is, and parts none of its characters", () => {
  render(<MiddleCut text="🌊🌊🌊 #2" />);
  expect(screen.getByText("🌊🌊🌊 #2")).toBeTruthy();
  render(<MiddleCut text="🌊🌊🌊🌊🌊🌊🌊🌊🌊 #2" />);
  expect(document.querySelector(".trackside-MiddleCut-kept")?.textContent).toBe("🌊🌊🌊🌊🌊🌊 #2");
});
