import type { GraphShape } from "./graphshape";
import { layoutGraph } from "./layout";

/** Lays out what the page asks for, one after the other. */
self.addEventListener("message", ({ data }: MessageEvent<{ readonly id: number; readonly shape: GraphShape }>) => {
  self.postMessage({ id: data.id, layout: layoutGraph(data.shape) });
});
