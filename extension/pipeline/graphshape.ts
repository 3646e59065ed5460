/** What is to be laid out. */
export interface GraphShape {
  readonly items: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where things are, in pixels. */
export interface GraphLayout {
  /** The middle of each item. */
  readonly places: Readonly<Record<string, Point>>;
  /** Of each edge, in the order that they were given. */
  readonly lines: readonly (readonly Point[])[];
  readonly width: number;
  readonly height: number;
}

/** Pixels. */
export const itemSize = { width: 190, height: 46 };

/** Pixels between items of a row, and between rows that edges join. */
export const itemGap = { across: 28, down: 56 };

/** Width by height of what is broken into rows: about that of a window. */
export const wantedAspect = 1.6;
