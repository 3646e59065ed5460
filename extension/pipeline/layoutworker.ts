import type { GraphShape } from "./graphshape";

/** Lays out what the page asks for, one after the other; its code is the page's own, which lays out where it has no workers. */
self.addEventListener("message", ({ data }: MessageEvent<{ readonly id: number; readonly shape: GraphShape }>) => {
  import(/* webpackChunkName: "layout" */ "./layout")
    .then(({ layoutGraph }) => {
      self.postMessage({ id: data.id, layout: layoutGraph(data.shape) });
    })
    // what fails in a promise is not told to the page by itself
    .catch(reportError);
});
