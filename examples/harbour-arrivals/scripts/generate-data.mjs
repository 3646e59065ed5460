// Makes the example's raw data: a year of arrivals at an invented harbour. The same seed gives the same bytes.
// No real vessel, port call or weather record is in it; likeness to any is chance.
//
//   node scripts/generate-data.mjs

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const seed = 20260314;
const vesselCount = 140;
const callCount = 2400;
const days = 365;
const firstDay = Date.UTC(2025, 0, 1);
const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "data", "01_raw");

/** mulberry32: small, and the same on every platform. */
function createRandom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = createRandom(seed);
const between = (low, high) => low + (high - low) * random();
const pick = (values) => values[Math.floor(random() * values.length)];
/** Box and Muller's. */
const normal = (mean = 0, deviation = 1) =>
  mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const round = (value, digits = 0) => Number(value.toFixed(digits));
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

const kinds = {
  container: { length: [140, 360], tonnesPerMetre: 290, flags: ["PA", "LR", "MH", "DK"] },
  bulk: { length: [110, 290], tonnesPerMetre: 230, flags: ["PA", "MH", "GR", "MT"] },
  tanker: { length: [90, 270], tonnesPerMetre: 240, flags: ["LR", "MT", "NO", "BS"] },
  general: { length: [60, 150], tonnesPerMetre: 65, flags: ["NL", "DE", "AG", "CY"] },
  ferry: { length: [80, 210], tonnesPerMetre: 150, flags: ["SE", "FI", "DK", "DE"] },
};
const origins = { Aldersund: 90, Brack: 210, Corvenna: 480, Dunmere: 760, Estrava: 1350, Farrow: 2400, Gallport: 4100 };
const firstNames = ["Northern", "Amber", "Silver", "Grey", "Baltic", "Morning", "Far", "Quiet", "Red", "Long"];
const lastNames = ["Heron", "Tide", "Lantern", "Gannet", "Harvest", "Skerry", "Petrel", "Beacon", "Marsh", "Anchor"];

function makeVessels() {
  return Array.from({ length: vesselCount }, (_, index) => {
    const kind = pick(Object.keys(kinds));
    const { length, tonnesPerMetre, flags } = kinds[kind];
    const metres = round(between(...length));
    return {
      vessel_id: `V${String(index + 1).padStart(4, "0")}`,
      name: `${pick(firstNames)} ${pick(lastNames)}`,
      kind,
      length_m: metres,
      gross_tonnage: round(metres * tonnesPerMetre * between(0.8, 1.2)),
      built: Math.round(clamp(normal(2010, 8), 1982, 2025)),
      flag: pick(flags),
    };
  });
}

/** Wind follows the season and yesterday's wind; waves follow the wind; fog likes still days. */
function makeWeather() {
  let wind = 9;
  return Array.from({ length: days }, (_, day) => {
    const season = 8 + 3.5 * Math.cos((2 * Math.PI * (day - 15)) / days);
    wind = clamp(0.62 * wind + 0.38 * season + normal(0, 2.3), 0.5, 28);
    return {
      date: new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10),
      wind_ms: round(wind, 1),
      wave_m: round(clamp(0.02 * wind ** 1.75 + normal(0.2, 0.25), 0.1, 9), 1),
      visibility_km: round(clamp(normal(wind < 4 ? 7 : 16, 5), 0.2, 30), 1),
    };
  });
}

/** What makes a ship late: rough sea (small ships above all), fog, a long way, age, and a full harbour. */
function lateness(call, vessel, weather, crowd) {
  const exposure = vessel.length_m < 130 ? 1.8 : 1;
  const score =
    -4.1 +
    exposure * 0.55 * weather.wave_m +
    (weather.visibility_km < 4 ? 1.6 : 0) +
    0.45 * Math.log(origins[call.previous_port] / 90) +
    0.03 * (2025 - vessel.built) +
    0.16 * crowd +
    (vessel.kind === "ferry" ? -1.3 : 0) +
    (vessel.kind === "container" && call.previous_port === "Gallport" ? 1.1 : 0);
  return 1 / (1 + Math.exp(-score));
}

function makeCalls(vessels, weather) {
  const scheduled = Array.from({ length: callCount }, () => {
    const hour = clamp(Math.round(normal(11, 4.5)), 0, 23);
    return firstDay + Math.floor(random() * days) * 86_400_000 + hour * 3_600_000 + pick([0, 15, 30, 45]) * 60_000;
  }).sort((a, b) => a - b);
  const dayOf = (time) => Math.floor((time - firstDay) / 86_400_000);
  const crowds = new Map();
  scheduled.forEach((time) => crowds.set(dayOf(time), (crowds.get(dayOf(time)) ?? 0) + 1));
  return scheduled.map((time, index) => {
    const vessel = pick(vessels);
    const ports = Object.keys(origins);
    const call = {
      vessel_id: vessel.vessel_id,
      previous_port: vessel.kind === "ferry" ? pick(ports.slice(0, 3)) : pick(ports),
    };
    const late = random() < lateness(call, vessel, weather[dayOf(time)], crowds.get(dayOf(time)));
    const minutes = late ? 61 + Math.round(-160 * Math.log(1 - random())) : Math.round(clamp(normal(4, 22), -75, 59));
    return {
      call_id: `C${String(index + 1).padStart(5, "0")}`,
      ...call,
      distance_nm: origins[call.previous_port],
      scheduled_arrival: stamp(time),
      actual_arrival: stamp(time + minutes * 60_000),
      cargo_tonnes:
        vessel.kind === "ferry" ? round(between(100, 900)) : round(vessel.gross_tonnage * between(0.2, 0.8)),
    };
  });
}

const stamp = (time) => `${new Date(time).toISOString().slice(0, 16)}Z`;

/** The faults that such tables have; the notebook's first nodes clean them. */
function soil(vessels, calls, weather) {
  for (const vessel of vessels) {
    if (random() < 0.06) vessel.gross_tonnage = pick(["n/a", "", `${vessel.gross_tonnage} GT`]);
    if (random() < 0.04) vessel.kind = vessel.kind.toUpperCase();
    if (random() < 0.02) vessel.built = 0;
  }
  for (const day of weather) {
    if (random() < 0.03) day.visibility_km = "";
  }
  const soiled = [];
  for (const call of calls) {
    if (random() < 0.02) call.vessel_id = ` ${call.vessel_id.toLowerCase()}`;
    if (random() < 0.025) call.actual_arrival = ""; // called off
    if (random() < 0.004) call.vessel_id = "V9999"; // not in the register
    soiled.push(call);
    if (random() < 0.015) soiled.push({ ...call }); // sent twice
  }
  return soiled;
}

function toCsv(rows) {
  const columns = Object.keys(rows[0]);
  const lines = rows.map((row) => columns.map((column) => row[column]).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

const vessels = makeVessels();
const weather = makeWeather();
const calls = soil(vessels, makeCalls(vessels, weather), weather);
mkdirSync(folder, { recursive: true });
for (const [name, rows] of Object.entries({ vessels, weather, port_calls: calls })) {
  writeFileSync(join(folder, `${name}.csv`), toCsv(rows));
  console.log(`${name}.csv: ${rows.length} rows`);
}
