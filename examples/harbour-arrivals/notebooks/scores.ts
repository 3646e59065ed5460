/** How well probabilities foretell what happened (1 or 0). */
export interface Scores {
  /** Share of right answers when 0.5 and more means "yes". */
  accuracy: number;
  /** Probability that a case that happened is ranked above one that did not; 0.5 is guessing. */
  auc: number;
  /** Mean negative log likelihood: the lower the better, and the only one that minds how sure a model was. */
  log_loss: number;
}

export function score(happened: number[], probabilities: number[]): Scores {
  const right = happened.filter((actual, index) => (probabilities[index] >= 0.5 ? 1 : 0) === actual).length;
  return {
    accuracy: right / happened.length,
    auc: areaUnderCurve(happened, probabilities),
    log_loss: logLoss(happened, probabilities),
  };
}

export function logLoss(happened: number[], probabilities: number[]): number {
  const tiny = 1e-9;
  const losses = happened.map((actual, index) => {
    const probability = Math.min(1 - tiny, Math.max(tiny, probabilities[index]));
    return actual === 1 ? -Math.log(probability) : -Math.log(1 - probability);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** By the ranks of the probabilities; equal ones share the mean of their ranks. */
function areaUnderCurve(happened: number[], probabilities: number[]): number {
  const order = probabilities.map((_, index) => index).sort((a, b) => probabilities[a] - probabilities[b]);
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && probabilities[order[end]] === probabilities[order[start]]) end++;
    const rank = (start + 1 + end) / 2;
    for (const index of order.slice(start, end)) rankSum += happened[index] === 1 ? rank : 0;
    start = end;
  }
  const yes = happened.filter((actual) => actual === 1).length;
  const no = happened.length - yes;
  return (rankSum - (yes * (yes + 1)) / 2) / (yes * no);
}
