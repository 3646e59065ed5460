import { Gateway, type GatewayAddress } from "./server";

const parentCheckMs = 2_000;

/** Runs the gateway until it is told to end, or Jupyter, which started it, has ended without a word. */
export async function serve(address: GatewayAddress): Promise<void> {
  const gateway = new Gateway();
  await gateway.listen(address);
  const jupyter = process.ppid;
  await new Promise<void>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
    setInterval(() => {
      if (process.ppid !== jupyter) {
        resolve();
      }
    }, parentCheckMs).unref();
  });
  await gateway.close();
}
