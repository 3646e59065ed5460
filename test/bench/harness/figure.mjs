/**
 * What is to hold of a figure; each limit that is given must be kept.
 * @typedef {object} Goal
 * @property {number} [atMost] of the value
 * @property {number} [ratioAtMost] of value to peer
 * @property {number} [ratioAtLeast]
 * @property {number} [overPeerAtMost] of value less peer
 */

/**
 * What was measured beside a peer; the fields are those of a line of `--json`.
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {{name: string, value: number} | null} peer
 * @property {number | null} ratio value to peer
 * @property {string | null} goal
 * @property {boolean | null} met whether the goal is kept, null without one
 * @property {string} note how it was measured, and what stands behind the value
 */

/**
 * Figures that are measured together.
 * @typedef {object} FigureSet
 * @property {string} area by which it is chosen on the command line
 * @property {string} title
 * @property {readonly import("./peers.mjs").PeerName[]} peers environments that have to be there
 * @property {(bench: import("./bench.mjs").Bench) => Promise<Figure[]>} measure
 */

/**
 * Makes a figure of measured values and decides whether its goal is met.
 * @param {{name: string, value: number, unit: string, peer?: {name: string, value: number}, goal?: Goal, note: string}} measured
 * @returns {Figure}
 */
export function figure({ name, value, unit, peer, goal, note }) {
  const ratio = peer === undefined ? null : value / peer.value;
  return {
    name,
    value: rounded(value),
    unit,
    peer: peer === undefined ? null : { name: peer.name, value: rounded(peer.value) },
    ratio: ratio === null ? null : rounded(ratio),
    goal: goal === undefined ? null : describeGoal(goal, unit),
    met: goal === undefined ? null : isMet(goal, value, peer?.value),
    note,
  };
}

/** @param {Goal} goal */
function describeGoal({ atMost, ratioAtMost, ratioAtLeast, overPeerAtMost }, unit) {
  return [
    atMost === undefined ? [] : [`<= ${atMost} ${unit}`],
    ratioAtMost === undefined ? [] : [`<= x${ratioAtMost}`],
    ratioAtLeast === undefined ? [] : [`>= x${ratioAtLeast}`],
    overPeerAtMost === undefined ? [] : [`<= peer + ${overPeerAtMost} ${unit}`],
  ]
    .flat()
    .join(", ");
}

/** @param {Goal} goal */
function isMet({ atMost, ratioAtMost, ratioAtLeast, overPeerAtMost }, value, peer) {
  return (
    keeps(value, "<=", atMost) &&
    keeps(value / peer, "<=", ratioAtMost) &&
    keeps(value / peer, ">=", ratioAtLeast) &&
    keeps(value - peer, "<=", overPeerAtMost)
  );
}

function keeps(value, comparison, limit) {
  return limit === undefined || (comparison === "<=" ? value <= limit : value >= limit);
}

/** To four digits: more are noise. */
const rounded = (value) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));
