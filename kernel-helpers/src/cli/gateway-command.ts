import { Command, InvalidArgumentError } from "commander";
import { TracksideError } from "../errors";

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError("a port is a whole number up to 65535");
  }
  return port;
}

export function gatewayCommand(): Command {
  return new Command("gateway")
    .description("Serve the run panel behind Jupyter (started by jupyter-server-proxy)")
    .option("--socket <file>", "listen on a Unix socket")
    .option(
      "--port <number>",
      "listen on a port of the loopback interface (where there are no Unix sockets)",
      portNumber,
    )
    .action(async ({ socket, port }: { socket?: string; port?: number }) => {
      const { runGateway } = await import("../gateway");
      if (socket !== undefined) {
        await runGateway({ socket });
      } else if (port !== undefined) {
        await runGateway({ port });
      } else {
        throw new TracksideError("the gateway has no address to listen on", {
          code: "cli.usage",
          hint: "Give --socket FILE or --port NUMBER.",
        });
      }
    });
}
