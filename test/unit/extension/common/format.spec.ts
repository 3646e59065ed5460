import {
  createViewContext,
  formatDuration,
  formatMetric,
  formatMoment,
  formatSeconds,
} from "../../../../extension/common";

describe("formatMetric", () => {
  it.each([
    [0, "0"],
    [1024, "1,024"],
    [-3, "-3"],
    [0.1, "0.1"],
    [0.123456789, "0.12346"],
    [184_230.75, "184,231"],
    [0.00001234, "1.234e-5"],
    [1.5e15, "1.5e15"],
    [-2.5e20, "-2.5e20"],
    ["NaN", "NaN"],
    ["Infinity", "∞"],
    ["-Infinity", "−∞"],
  ] as const)("writes %p as %s", (value, text) => {
    expect(formatMetric(value, "en")).toBe(text);
  });

  it("writes as the language of the application does", () => {
    expect(formatMetric(1234.5, "de")).toBe("1.234,5");
  });
});

describe("formatDuration", () => {
  it.each([
    [0.4, "0 ms"],
    [412, "412 ms"],
    [1240, "1.24 s"],
    [9999, "9.99 s"],
    [12_600, "12 s"],
    [65_000, "1 min 05 s"],
    [7_380_000, "2 h 03 min"],
    [-5, "0 ms"],
  ])("writes %d ms as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe("formatSeconds", () => {
  it("counts days", () => {
    expect(formatSeconds(90_000)).toBe("1 d 01 h");
  });
});

describe("formatMoment", () => {
  it("leaves out the date of today only", () => {
    const now = new Date(2026, 10, 24, 15, 0).getTime();
    expect(formatMoment(new Date(2026, 10, 24, 9, 5).getTime(), "en", now)).toBe("09:05");
    expect(formatMoment(new Date(2026, 10, 23, 9, 5).getTime(), "en", now)).toBe("Nov 23, 09:05");
  });
});

describe("createViewContext", () => {
  it.each([
    ["fr_FR", "fr-FR"],
    ["default", "en"],
    ["not a tag!", "en"],
  ])("takes %s for the locale %s", (languageCode, locale) => {
    const translator = { ...createTranslator(), languageCode };
    expect(createViewContext(translator, () => undefined).locale).toBe(locale);
  });
});

function createTranslator() {
  const { trans } = createViewContext(null, () => undefined);
  return { load: () => trans };
}
