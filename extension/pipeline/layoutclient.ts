import type { GraphLayout, GraphShape } from "./graphshape";

/** Has graphs laid out beside the page, which must not stand still for it. */
export class LayoutClient {
  /** @returns `null` when another shape has been asked for in the meantime. */
  async layout(shape: GraphShape): Promise<GraphLayout | null> {
    const id = ++this._asked;
    const worker = this._open();
    if (worker === null) {
      const { layoutGraph } = await import(/* webpackChunkName: "layout" */ "./layout");
      return id === this._asked ? layoutGraph(shape) : null;
    }
    return new Promise((resolve, reject) => {
      const settle = (work: () => void): void => {
        worker.removeEventListener("message", onMessage);
        worker.removeEventListener("error", onError);
        work();
      };
      const onMessage = ({ data }: MessageEvent<{ readonly id: number; readonly layout: GraphLayout }>): void => {
        if (data.id === id) {
          settle(() => {
            resolve(id === this._asked ? data.layout : null);
          });
        }
      };
      const onError = ({ message }: ErrorEvent): void => {
        this._canWork = false;
        settle(() => {
          reject(new Error(message || "The worker that lays out the graph could not be started."));
        });
      };
      worker.addEventListener("message", onMessage);
      worker.addEventListener("error", onError);
      worker.postMessage({ id, shape });
    });
  }

  dispose(): void {
    this._asked += 1;
    this._worker?.terminate();
    this._worker = null;
  }

  /** `null` where pages have no workers, or a policy of the server's forbids this one. */
  private _open(): Worker | null {
    if (typeof Worker === "undefined" || !this._canWork) {
      return null;
    }
    try {
      this._worker ??= new Worker(new URL("./layoutworker.js", import.meta.url));
    } catch {
      // A cross-origin script, for example behind a CDN: the page lays out by itself.
      this._canWork = false;
    }
    return this._worker;
  }

  private _worker: Worker | null = null;
  private _canWork = true;
  private _asked = 0;
}
