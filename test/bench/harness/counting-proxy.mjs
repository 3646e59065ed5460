import { once } from "node:events";
import { Agent, createServer, request } from "node:http";

/** Stands before an MLflow server and counts the calls that reach it. */
export class CountingProxy {
  /** Calls so far. */
  calls = 0;
  #agent = new Agent({ keepAlive: true });
  #server = createServer((call, answer) => this.#pass(call, answer));
  #target;

  /** @param {string} uri of the server behind it */
  static async start(uri) {
    const proxy = new CountingProxy(uri);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** @param {string} uri */
  constructor(uri) {
    this.#target = new URL(uri);
  }

  get uri() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}`;
  }

  /**
   * Counts the calls made while some work is done.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<{result: T, calls: number}>}
   */
  async count(work) {
    const before = this.calls;
    const result = await work();
    return { result, calls: this.calls - before };
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
    this.#agent.destroy();
  }

  #pass(call, answer) {
    this.calls++;
    const passed = request(
      new URL(call.url, this.#target),
      { method: call.method, headers: { ...call.headers, host: this.#target.host }, agent: this.#agent },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    passed.once("error", (error) => answer.destroy(error));
    call.pipe(passed);
  }
}
