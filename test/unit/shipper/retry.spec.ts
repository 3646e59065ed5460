import { retryDelay } from "../../../kernel-helpers/src/shipper/retry";

const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

it("waits longer after each failure, up to a cap, never twice the same", () => {
  const delays = many(30, (index) => retryDelay(index + 1));
  expect(delays[0]).toBeLessThanOrEqual(250);
  expect(Math.max(...delays)).toBeLessThanOrEqual(20_000);
  expect(Math.min(...delays.slice(10))).toBeGreaterThanOrEqual(10_000);
  expect(new Set(delays).size).toBe(30);
});

it("waits as long as the server asks, within reason", () => {
  expect(retryDelay(1, 7_000)).toBe(7_000);
  expect(retryDelay(1, 86_400_000)).toBe(300_000);
  expect(retryDelay(1, 1)).toBeGreaterThanOrEqual(125);
});
