import type { JSX } from "react";

/** A part of the panel in one of its states: a picture of the gallery, and what the browser tests look at. */
export interface Story {
  /** In the words of the gallery; its address is made of them. */
  readonly name: string;
  /** Whether it is shown as wide as JupyterLab's main area. @default false */
  readonly wide?: boolean;
  /** In pixels. @default 720 */
  readonly height?: number;
  readonly render: () => JSX.Element;
  /** What is done to it once it stands, such as the opening of a part. */
  readonly after?: (host: HTMLElement) => void;
  /** A selector of what is there when all that it waits for has come. */
  readonly shows?: string;
}
