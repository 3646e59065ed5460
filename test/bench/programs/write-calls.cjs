/*
 * Writes calls.csv into the working directory: as many rows as asked for, in ten columns of numbers, texts, dates and
 * booleans, some of them empty or in quotes.
 *
 *     node write-calls.cjs ROWS
 */
const { once } = require("node:events");
const { createWriteStream } = require("node:fs");

const rows = Number(process.argv[2]);
const kinds = ["ferry", "tanker", "container", "tug"];
const ports = ["Rotterdam", "Hamburg", '"Antwerp, Belgium"', "Oslo"];

let state = 1;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
const pick = (list) => list[Math.floor(random() * list.length)];
const twoDigits = (from, to) => String(Math.floor(from + random() * (to - from))).padStart(2, "0");

function line(id) {
  return [
    ...[id, `V${Math.floor(random() * 5000)}`, pick(kinds), pick(ports)],
    ...[(50 + random() * 10).toFixed(5), (random() * 20).toFixed(5), (random() * 25).toFixed(1)],
    random() < 0.05 ? "" : (random() * 15).toFixed(2),
    random() < 0.3,
    `2026-${twoDigits(1, 13)}-${twoDigits(1, 29)} ${twoDigits(0, 24)}:${twoDigits(0, 60)}:00`,
  ].join(",");
}

async function main() {
  const file = createWriteStream("calls.csv");
  file.write("call_id,vessel,kind,port,latitude,longitude,speed,draught,late,arrival\n");
  for (let from = 0; from < rows; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - from) }, (_, index) => line(from + index));
    if (!file.write(`${lines.join("\n")}\n`)) {
      await once(file, "drain");
    }
  }
  file.end();
  await once(file, "finish");
  console.log(JSON.stringify({ bytes: file.bytesWritten }));
}
void main();
