/** Runs this user's shipper in this process until it is idle or told to stop. */
export async function runShipper(): Promise<void> {
  // Loaded here only: a kernel talks to the shipper, and needs none of what the shipper does.
  const main = await import("./main");
  await main.runShipper();
}
