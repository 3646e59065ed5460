import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until a server that was started answers.
 * @param {string} what for the error
 * @param {string} address
 * @param {{timeoutMs: number, pollMs: number}} times
 * @throws {Error} when it does not in that time
 */
export async function untilItAnswers(what, address, { timeoutMs, pollMs }) {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await fetch(address).catch(() => null))?.ok) {
    if (Date.now() > giveUpAt) {
      throw new Error(`${what} did not answer at ${address} within ${timeoutMs / 1000} s`);
    }
    await delay(pollMs);
  }
}
