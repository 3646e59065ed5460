import { Gateway, type GatewayAddress } from "./server";

/** Runs the gateway until it is told to end. */
export async function serve(address: GatewayAddress): Promise<void> {
  const gateway = new Gateway();
  await gateway.listen(address);
  await new Promise<void>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  await gateway.close();
}
