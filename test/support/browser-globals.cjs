const { TextDecoder, TextEncoder } = require("node:util");
const { deserialize, serialize } = require("node:v8");

// Browsers have these and JupyterLab's packages expect them; jsdom leaves them out.
globalThis.TextDecoder ??= TextDecoder;
globalThis.TextEncoder ??= TextEncoder;
globalThis.fetch ??= () => Promise.reject(new Error("Tests of the extension reach no network: give a transport."));
globalThis.structuredClone ??= (value) => deserialize(serialize(value));
globalThis.DragEvent ??= class DragEvent extends Event {};
window.matchMedia ??= (query) => ({
  media: query,
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  // JupyterLab's toolbars still listen by these
  addListener: () => undefined,
  removeListener: () => undefined,
});

/** jsdom lays nothing out, so there is nothing to observe. */
class Unobserving {
  observe() {}
  unobserve() {}
  disconnect() {}
}
window.IntersectionObserver ??= Unobserving;
window.ResizeObserver ??= Unobserving;
globalThis.requestIdleCallback ??= (callback) => setTimeout(callback, 0);
// JupyterLab warns at import of a browser that has none.
navigator.clipboard ??= {};
