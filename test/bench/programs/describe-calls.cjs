const chunkLength = 1000;

/**
 * Tells what a call cost its caller. The median is one of chunks of 1,000 calls: a logger that buffers has many calls that
 * cost next to nothing and a few that pay for all, which the median of single calls would hide.
 * @param {Float64Array} microseconds of each call, in order
 */
exports.describeCalls = function describeCalls(microseconds) {
  const chunks = [];
  for (let start = 0; start < microseconds.length; start += chunkLength) {
    const chunk = microseconds.subarray(start, start + chunkLength);
    chunks.push(chunk.reduce((sum, each) => sum + each, 0) / chunk.length);
  }
  const median = chunks.sort((left, right) => left - right)[Math.floor(chunks.length / 2)];
  const p99 = microseconds.slice().sort()[Math.floor(microseconds.length * 0.99)];
  return { median, p99 };
};
