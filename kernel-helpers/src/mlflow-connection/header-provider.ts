import { fileStamp, findProjectModule, loadProjectModule, type RequestHeaderSettings } from "../config";
import { TracksideError } from "../errors";
import type { RequestAuthenticator } from "../mlflow-client";

/** Names and values of HTTP headers. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Headers that hold for a while. */
export interface ExpiringRequestHeaders {
  readonly headers: RequestHeaders;
  /** Seconds from now until they are asked for again; without it they hold until the server refuses them. */
  readonly expiresInSeconds?: number;
}

/** What a provider is told with `pass_context: true`. */
export interface RequestHeaderContext {
  readonly projectRoot: string;
  /** The variables of the project's processes, with those of `conf/local/credentials.yml`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Gives the headers that each request to the tracking server carries, such as a token that expires. A module named by
 * `server.request_header_provider.type` in `mlflow.yml` exports one, as `default` or as `headers`.
 *
 * It is called before the first request, again when its headers have expired, and again when the server answers 401.
 * Headers without `expiresInSeconds` hold until then. What it returns is never written down.
 *
 * @param options - `init_kwargs` of `mlflow.yml`.
 * @param context - with `pass_context: true`, else undefined.
 * @see kedro-mlflow's `request_header_provider`, and MLflow's `RequestHeaderProvider`
 * @example
 * ```ts
 * import type { RequestHeaderProvider } from "trackside";
 *
 * export const headers: RequestHeaderProvider<{ audience: string }> = async ({ audience }) => ({
 *   headers: { authorization: `Bearer ${await tokenFor(audience)}` },
 *   expiresInSeconds: 3_600,
 * });
 *
 * async function tokenFor(audience: string): Promise<string> {
 *   const answer = await fetch(`http://127.0.0.1:8200/token?audience=${audience}`);
 *   return answer.text();
 * }
 * ```
 */
export type RequestHeaderProvider<Options = Readonly<Record<string, unknown>>> = (
  options: Options,
  context?: RequestHeaderContext,
) => RequestHeaders | ExpiringRequestHeaders | Promise<RequestHeaders | ExpiringRequestHeaders>;

interface Held {
  readonly headers: RequestHeaders;
  /** By a clock that never jumps. */
  readonly until: number;
}

/** So much of their life before they end, headers are renewed: the request must arrive while they hold. */
const renewBeforeShare = 0.1;

/** Asks a module of the user's for headers, and keeps them while they hold. */
export class HeaderProvider implements RequestAuthenticator {
  readonly readsBody = false;
  private loaded: { readonly stamp: string; readonly provide: RequestHeaderProvider } | undefined;
  private held: Promise<Held> | undefined;

  constructor(
    private readonly settings: RequestHeaderSettings,
    private readonly context: () => RequestHeaderContext,
  ) {}

  async headersFor(): Promise<RequestHeaders> {
    const known = this.held;
    if (known) {
      const { headers, until } = await known;
      if (performance.now() < until) {
        return headers;
      }
    }
    // Of many requests that find the headers expired at one moment, one asks anew.
    return (await (this.held === known || !this.held ? this.askAnew() : this.held)).headers;
  }

  refused(): void {
    this.held = undefined;
  }

  private askAnew(): Promise<Held> {
    const asked = this.ask();
    this.held = asked;
    asked.catch(() => {
      // Who waits for it hears why; the next request is to try again.
      if (this.held === asked) {
        this.held = undefined;
      }
    });
    return asked;
  }

  private async ask(): Promise<Held> {
    const { options, passContext } = this.settings;
    const provide = await this.provider();
    let given: unknown;
    try {
      given = await provide(options, passContext ? this.context() : undefined);
    } catch (cause) {
      // Its message may hold what it was about to return.
      throw this.failure(`threw ${kindOf(cause)}`, cause);
    }
    const { headers, expiresInSeconds = Infinity } = isExpiring(given) ? given : { headers: given };
    if (typeof expiresInSeconds !== "number" || !(expiresInSeconds >= 0)) {
      throw this.failure('returned an "expiresInSeconds" that is no number from 0 on');
    }
    return {
      headers: this.checked(headers),
      until: performance.now() + expiresInSeconds * 1_000 * (1 - renewBeforeShare),
    };
  }

  /** A mended file is loaded anew. */
  private async provider(): Promise<RequestHeaderProvider> {
    const file = this.find();
    const stamp = fileStamp(file);
    if (this.loaded?.stamp !== stamp) {
      this.loaded = { stamp, provide: await this.load(file) };
    }
    return this.loaded.provide;
  }

  private find(): string {
    try {
      return findProjectModule(this.context().projectRoot, this.settings.module);
    } catch (cause) {
      throw this.failure((cause as Error).message, cause);
    }
  }

  private async load(file: string): Promise<RequestHeaderProvider> {
    let exported: unknown;
    try {
      exported = await loadProjectModule(file);
    } catch (cause) {
      throw this.failure(`cannot be loaded: ${(cause as Error).message.split("\n")[0]}`, cause);
    }
    const { default: main, headers } = exported as { readonly default?: unknown; readonly headers?: unknown };
    const provide = [headers, main].find((each) => typeof each === "function");
    if (!provide) {
      throw this.failure("exports no function, neither as default nor as headers");
    }
    return provide as RequestHeaderProvider;
  }

  private checked(headers: unknown): RequestHeaders {
    if (typeof headers !== "object" || headers === null || Array.isArray(headers)) {
      throw this.failure("returned no headers");
    }
    const entries = Object.entries(headers as Record<string, unknown>).map(([name, value]) => {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || typeof value !== "string" || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
        throw this.failure(`returned something for the header ${JSON.stringify(name)} that HTTP cannot carry`);
      }
      // one spelling, so that it takes the place of a header that is there
      return [name.toLowerCase(), value] as const;
    });
    return Object.fromEntries(entries);
  }

  private failure(what: string, cause?: unknown): TracksideError {
    return new TracksideError(`the request-header provider ${this.settings.module} ${what}`, {
      code: "connection.header-provider",
      hint:
        "server.request_header_provider.type in mlflow.yml names a file of the project (./headers.ts) or an installed " +
        "package that exports a function; it returns headers, or { headers, expiresInSeconds }.",
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

/** The kind of an error, whichever realm it is from. */
function kindOf(cause: unknown): string {
  const { name } = (cause ?? {}) as { readonly name?: unknown };
  return typeof name === "string" && /^\w{1,60}$/.test(name) ? name : typeof cause;
}

function isExpiring(given: unknown): given is Partial<ExpiringRequestHeaders> {
  const { headers } = (given ?? {}) as { readonly headers?: unknown };
  return typeof headers === "object" && headers !== null;
}
