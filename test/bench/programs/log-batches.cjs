/*
 * Fills a run as fast as the server takes it, by hand: sequential calls of log-batch with the most metrics that one takes.
 *
 *     node log-batches.cjs POINTS TRACKING_URI
 */
const { Client } = require("undici");

const batchLength = 1000;

async function main(points, trackingUri) {
  const client = new Client(trackingUri);
  const startedAt = Date.now();
  const { experiment_id } = await call(client, "experiments/create", { name: `by-hand-${process.pid}` });
  const { run } = await call(client, "runs/create", { experiment_id, start_time: Date.now() });
  for (let start = 0; start < points; start += batchLength) {
    const timestamp = Date.now();
    const metrics = Array.from({ length: Math.min(batchLength, points - start) }, (_, index) => ({
      key: "loss",
      value: 1 / (1 + start + index),
      timestamp,
      step: start + index,
    }));
    await call(client, "runs/log-batch", { run_id: run.info.run_id, metrics });
  }
  console.log(JSON.stringify({ startedAt, mlflowRunId: run.info.run_id }));
  await client.close();
}

async function call(client, what, body) {
  const answer = await client.request({
    method: "POST",
    path: `/api/2.0/mlflow/${what}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) {
    throw new Error(`${what}: ${answer.statusCode} ${text}`);
  }
  return JSON.parse(text);
}

void main(Number(process.argv[2]), process.argv[3]);
