/** How often a long step says that it is still at work, in milliseconds. */
const reminderInterval = 20_000;

/**
 * Does one step of set-up and says so, with the time it took.
 * @template T
 * @param {string} title what is being done, as `Installing npm packages`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  console.log(`- ${title} ...`);
  const reminder = setInterval(() => console.log(`  still at it (${seconds(start)})`), reminderInterval);
  try {
    const result = await work();
    console.log(`  done (${seconds(start)})`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
