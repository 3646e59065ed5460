import { createServer, type Server } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import webpack, { type Configuration } from "webpack";

import { root, venv } from "../../scripts/lib/paths.mjs";
import type { GalleryWindow } from "../gallery/page";
import config from "../gallery/webpack.config.cjs";

/** JupyterLab's own themes. */
export const themes = ["light", "dark", "dark-high-contrast"] as const;
export type Theme = (typeof themes)[number];

/** A minute after the stories' runs have begun. */
const now = Date.UTC(2026, 2, 14, 9, 27, 58);

/** For text and for code; others would make other pictures. */
const fonts = ["DejaVu Sans", "DejaVu Sans Mono"] as const;

/** Serves the stories of the panel's parts, each alone on a page with JupyterLab's theme. */
export class Gallery {
  private server: Server | undefined;
  private stories: GalleryWindow["galleryStories"] = [];

  async start(): Promise<void> {
    await bundle();
    const scripts = readScripts();
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://gallery");
      const script = scripts.get(url.pathname);
      if (script !== undefined) {
        response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      } else {
        const theme = themes.find((each) => each === url.searchParams.get("theme")) ?? "light";
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pageIn(theme));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.server = server;
  }

  /** Opens the page in a theme, and gives the stories that it can show. */
  async open(page: Page, theme: Theme): Promise<GalleryWindow["galleryStories"]> {
    const { port } = this.server?.address() as AddressInfo;
    // what has begun goes on for the same time each time
    await page.clock.setFixedTime(now);
    await page.goto(`http://127.0.0.1:${port}/?theme=${theme}`);
    this.stories = await page.evaluate(() => (window as unknown as GalleryWindow).galleryStories);
    return this.stories;
  }

  /** Shows a story in a window of its size. */
  async show(page: Page, name: string, width?: number): Promise<void> {
    const story = this.stories.find((each) => each.name === name);
    const wanted = width ?? (story?.wide ? 1000 : 350);
    await page.setViewportSize({ width: wanted, height: story?.height ?? 720 });
    await page.evaluate(([shown, pixels]) => (window as unknown as GalleryWindow).galleryShow(shown, pixels), [
      name,
      wanted,
    ] as const);
  }

  /** Whether the machine draws letters as the pictures have them. */
  async hasFonts(page: Page): Promise<boolean> {
    const found = await page.evaluate(
      (names) =>
        Promise.all(names.map((name) => new FontFace("sought", `local("${name}")`).load())).then(
          () => true,
          () => false,
        ),
      fonts,
    );
    return found && process.platform === "linux";
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

function bundle(): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(config as Configuration, (error, stats) => {
      if (error || stats?.hasErrors()) {
        reject(error ?? new Error(stats?.toString("errors-only")));
      } else {
        resolve();
      }
    });
  });
}

/** The page's script, and those that it loads when it needs them, by their paths. */
function readScripts(): ReadonlyMap<string, Buffer> {
  const folder = join(root, ".setup", "gallery");
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return new Map(names.map((name) => [`/${name}`, readFileSync(join(folder, name))]));
}

function pageIn(theme: Theme): string {
  const file = join(venv, "share/jupyter/lab/themes/@jupyterlab", `theme-${theme}-extension`, "index.css");
  const isLight = theme === "light";
  const [text, code] = fonts;
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Gallery</title><style>${readFileSync(file, "utf8")}
    :root { --jp-ui-font-family: "${text}", sans-serif; --jp-code-font-family: "${code}", monospace; }</style></head>
  <body style="margin: 0; background: var(--jp-layout-color0)" data-jp-theme-light="${isLight}">
    <script src="page.js"></script>
  </body>
</html>`;
}
