/**
 * Runs this user's shipper in this process until it is idle or told to stop.
 *
 * @param projectRoot - a project with something to deliver; where there is a shipper already, it is told of it.
 */
export async function runShipper(projectRoot?: string): Promise<void> {
  // Loaded here only: a kernel talks to the shipper, and needs none of what the shipper does.
  const main = await import("./main");
  await main.runShipper(projectRoot);
}
