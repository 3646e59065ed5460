import { URLExt } from "@jupyterlab/coreutils";
import { ServerConnection } from "@jupyterlab/services";
import { gatewayPath } from "trackside/lib/messages";

/** What the gateway answered instead of what was asked for, in words for a person. */
export class GatewayError extends Error {
  /** @param status - of HTTP, or `null` where there was no answer. */
  constructor(
    message: string,
    readonly status: number | null,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = "GatewayError";
  }
}

/** Parts of a query, by name; a list is repeated. */
export type GatewayQuery = Readonly<Record<string, string | readonly string[]>>;

/** Asks the gateway for what is not in the live events. */
export class GatewayClient {
  constructor(settings: ServerConnection.ISettings) {
    this._settings = settings;
  }

  /** Address of something that the gateway gives, for a link or an image. */
  address(path: string, query: GatewayQuery = {}): string {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const each of typeof value === "string" ? [value] : value) {
        parts.append(name, each);
      }
    }
    const text = parts.toString();
    return `${URLExt.join(this._settings.baseUrl, gatewayPath, path)}${text === "" ? "" : `?${text}`}`;
  }

  /** @throws {@link GatewayError} */
  async get<Answer>(path: string, query?: GatewayQuery, signal?: AbortSignal): Promise<Answer> {
    const response = await this.fetch(path, query, signal === undefined ? {} : { signal });
    return (await response.json()) as Answer;
  }

  /** @throws {@link GatewayError} */
  async post<Answer>(path: string, query: GatewayQuery, body: unknown): Promise<Answer> {
    const init = { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    return (await (await this.fetch(path, query, init)).json()) as Answer;
  }

  /**
   * The answer as it comes.
   *
   * @throws {@link GatewayError} for one that says that it failed, and where there is none.
   */
  async fetch(path: string, query?: GatewayQuery, init: RequestInit = {}): Promise<Response> {
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(this.address(path, query), init, this._settings);
    } catch (error) {
      throw new GatewayError("The Trackside gateway cannot be reached.", null, error);
    }
    if (!response.ok) {
      const said = (await response.text().catch(() => "")).trim();
      const isText = response.headers.get("content-type")?.startsWith("text/plain") === true && said !== "";
      throw new GatewayError(
        isText ? said : `The Trackside gateway answered HTTP ${response.status}.`,
        response.status,
      );
    }
    return response;
  }

  private readonly _settings: ServerConnection.ISettings;
}
