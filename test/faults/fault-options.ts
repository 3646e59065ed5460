/** What `npm run test:faults` was asked for. */
function numberOf(name: string): number {
  const value = Number(process.env[name]);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${name} is ${process.env[name] ?? "not set"}: start these tests by npm run test:faults`);
  }
  return value;
}

export const sessionCount = numberOf("FAULT_SESSIONS");
export const killCount = numberOf("FAULT_KILLS");
export const seed = numberOf("FAULT_SEED");
