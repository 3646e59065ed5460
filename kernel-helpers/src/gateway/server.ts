import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { rmSync } from "node:fs";
import { TracksideError } from "../errors";
import type { MetricHistory, RunChange, RunEdit, RunView, ViewMessage } from "../messages";
import { isRunPageRequest } from "../mlflow-client";
import { kernelRuns } from "../runtime";
import { answerArtifact } from "./artifact-answers";
import { readTable } from "./artifact-table";
import { EventStream } from "./event-stream";
import { editRun } from "./edit-run";
import { followKernel } from "./follow-kernel";
import { parseHistoryQuery, type HistoryQuery } from "./history-query";
import { serverByKey } from "./mlflow-links";
import { MlflowProxy } from "./mlflow-proxy";
import { OpenKernels } from "./open-kernels";
import { readJsonBody, RefusedRequest, requireJson } from "./request-body";
import { RunArtifacts, type OpenArtifact } from "./run-artifacts";
import { parseRunsQuery, parseServerRunId } from "./runs-query";
import { ServerRuns } from "./server-runs";
import { isSameOrigin } from "./same-origin";
import { ShipperLink } from "../shipper";

const longestRenewalBytes = 1_000;

/** Where the gateway listens: a Unix socket, or (on Windows) a port of the loopback interface. */
export type GatewayAddress = { readonly socket: string } | { readonly port: number };

/** The process between Jupyter and everything of Trackside's: live events for the panel, MLflow's UI behind a path. */
export class Gateway {
  private readonly server: Server;
  private readonly kernels = new OpenKernels(
    (server) => this.proxy.connect(server),
    (projectRoot) => this.linkTo(projectRoot),
  );
  private readonly streams = new Map<string, EventStream>();
  private readonly links = new Map<string, ShipperLink>();
  private readonly proxy = new MlflowProxy((projectRoot, database) => this.linkTo(projectRoot).ensureServer(database));
  private readonly artifacts = new RunArtifacts((server) => this.proxy.connect(server));
  private readonly serverRuns = new ServerRuns((server) => this.proxy.connect(server));

  /** @param leaseMs - how long events are sent to a reader that is not heard of. */
  constructor(private readonly leaseMs?: number) {
    this.server = createServer((request, response) => {
      this.route(request, response).catch((error: unknown) => fail(response, error));
    });
  }

  async listen(address: GatewayAddress): Promise<void> {
    if ("socket" in address) {
      rmSync(address.socket, { force: true });
    }
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      if ("socket" in address) {
        this.server.listen(address.socket, resolve);
      } else {
        this.server.listen(address.port, "127.0.0.1", resolve);
      }
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    this.kernels.close();
    this.links.forEach((link) => link.close());
    await this.proxy.close();
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://gateway");
    const [, area, key] = url.pathname.split("/");
    const kernelId = url.searchParams.get("kernel") ?? "";
    const runId = url.searchParams.get("run") ?? "";
    if (!isSameOrigin(request)) {
      refuse(response, 403, "requests from other sites are refused");
    } else if (area === "events" && request.method === "GET") {
      this.streamEvents(kernelId, url.searchParams.get("stream") ?? "", response);
    } else if (area === "events" && request.method === "POST") {
      // Read although nothing is in it: a socket that is closed with something unread loses the answer on its way.
      await readJsonBody(request, longestRenewalBytes);
      this.streams.get(url.searchParams.get("stream") ?? "")?.renew();
      answer(response, {});
    } else if (area === "run" && request.method === "GET") {
      const run = await this.kernels.look(kernelId, runId, (kernel) => kernel.viewOf(runId));
      answer(response, { run } satisfies ViewMessage);
    } else if (area === "follow" && request.method === "POST") {
      const serverOf = (projectRoot: string, database?: string) => this.linkTo(projectRoot).ensureServer(database);
      answer(response, await followKernel(kernelId, request, serverOf));
    } else if (area === "edit" && request.method === "POST") {
      answer(response, await this.edit(kernelId, runId, request));
    } else if ((area === "artifact" || area === "artifact-table") && request.method === "GET") {
      const path = url.searchParams.get("path") ?? "";
      const artifact = await this.kernels.look(kernelId, runId, (kernel): OpenArtifact | null => {
        const run = kernel.runOf(runId);
        return run ? this.artifacts.find(run, path) : null;
      });
      await answerAboutArtifact(area, artifact, url.searchParams, response);
    } else if (area === "history" && request.method === "GET") {
      answer(response, knownRun(await this.history(kernelId, runId, parseHistoryQuery(url.searchParams))));
    } else if (area === "runs" && request.method === "GET") {
      const query = parseRunsQuery(url.searchParams);
      const list = await this.kernels.look(kernelId, runId, (kernel) => {
        const run = kernel.runOf(runId);
        return run ? this.serverRuns.list(run, kernel.runsBeside(run), query) : null;
      });
      answer(response, knownRun(list));
    } else if (area === "cells" && request.method === "GET") {
      answer(response, knownRun(await this.kernels.look(kernelId, runId, (kernel) => kernel.cellsOf(runId))));
    } else if (area === "mlflow" && key) {
      await this.forward(key, url, request, response);
    } else {
      refuse(response, 404, "there is nothing here");
    }
  }

  private streamEvents(kernelId: string, name: string, response: ServerResponse): void {
    // Throws for an id that cannot be a kernel's: before the answer has begun.
    kernelRuns(kernelId);
    const events = {
      onView: (run: RunView | null) => stream.send("view", { run } satisfies ViewMessage),
      onChange: (change: RunChange) => stream.send("change", change),
    };
    const onClose = () => {
      if (this.streams.get(name) === stream) {
        this.streams.delete(name);
      }
      this.kernels.leave(kernelId, events);
    };
    const stream = new EventStream(response, onClose, this.leaseMs);
    this.streams.set(name, stream);
    this.kernels.join(kernelId, events);
  }

  private async history(kernelId: string, id: string, query: HistoryQuery): Promise<MetricHistory | null> {
    const onServer = parseServerRunId(id);
    return this.kernels.look(kernelId, onServer?.besideRunId ?? id, (kernel) => {
      if (onServer === null) {
        return kernel.historyOf(id, query);
      }
      const beside = kernel.runOf(onServer.besideRunId);
      return beside ? this.serverRuns.history(beside, onServer.mlflowRunId, query) : null;
    });
  }

  private async edit(kernelId: string, runId: string, request: IncomingMessage): Promise<RunEdit> {
    const run = knownRun((await this.kernels.look(kernelId, runId, (kernel) => kernel.runOf(runId))) ?? null);
    const edit = await editRun(run, request);
    this.linkTo(run.place.projectRoot).flush();
    return edit;
  }

  private async forward(key: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const server = serverByKey(key);
    if (!server) {
      refuse(response, 404, "this link is from before Jupyter's last start: open the run from its panel again");
      return;
    }
    // What signs in to Jupyter is not for the tracking server.
    url.searchParams.delete("token");
    const path = url.pathname.slice(`/mlflow/${key}`.length) || "/";
    requireRunPage(request, path);
    await this.proxy.forward(server, `${path}${url.search}`, request, response);
  }

  private linkTo(projectRoot: string): ShipperLink {
    let link = this.links.get(projectRoot);
    if (!link) {
      link = new ShipperLink(projectRoot);
      this.links.set(projectRoot, link);
    }
    return link;
  }
}

/** @throws {@link RefusedRequest} for what a kernel says of a run that it does not have. */
function knownRun<Said>(said: Said | null): Said {
  if (said === null) {
    throw new RefusedRequest(404, "this kernel has no such run");
  }
  return said;
}

/** @throws {@link RefusedRequest} for what MLflow's page of a run does not need, and what another site could send. */
function requireRunPage(request: IncomingMessage, path: string): void {
  const method = request.method ?? "";
  if (!isRunPageRequest(method, path)) {
    const offer = "from here, MLflow's page shows runs and edits their names, notes and tags";
    throw new RefusedRequest(403, `${offer}; do anything else at the tracking server itself`);
  }
  if (method === "POST") {
    requireJson(request);
  }
}

async function answerAboutArtifact(
  area: "artifact" | "artifact-table",
  artifact: OpenArtifact | null,
  parameters: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  if (!artifact) {
    refuse(response, 404, "the run has no such artifact");
  } else if (area === "artifact-table") {
    answer(response, await readTable(artifact));
  } else {
    const limit = Number(parameters.get("limit"));
    await answerArtifact(response, artifact, {
      isDownload: parameters.get("download") !== null,
      limit: Number.isSafeInteger(limit) && limit > 0 ? limit : undefined,
    });
  }
}

function answer(response: ServerResponse, data: unknown): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(data));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${message}\n`);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof RefusedRequest) {
    refuse(response, error.status, error.message);
  } else if (error instanceof RangeError || TracksideError.is(error)) {
    refuse(response, 400, error.message);
  } else {
    refuse(
      response,
      502,
      `the tracking server cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
