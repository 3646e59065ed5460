export interface Height {
  hour: number;
  metres: number;
}

/** The hours at which the water stands high. */
export function findHighWater(heights: Height[], atLeast: number): Height[] {
  return heights.filter((each) => each.metres >= atLeast);
}

/** What is to be known of them at a glance. */
export function measure(highWater: Height[]) {
  return { hours: highWater.length, highest: Math.max(...highWater.map((each) => each.metres)) };
}
