import { appendFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { figureSets } from "../../test/bench/figures/index.mjs";
import { Bench } from "../../test/bench/harness/bench.mjs";
import { writeDocumentation } from "../../test/bench/harness/documentation.mjs";
import { describeLoad, describeMachine } from "../../test/bench/harness/machine.mjs";
import { benchOptions } from "../../test/bench/harness/options.mjs";
import { ensurePeers } from "../../test/bench/harness/peers.mjs";
import { figureLine, figureTable } from "../../test/bench/harness/table.mjs";
import { setUp } from "../lib/setup.mjs";
import { step } from "../lib/progress.mjs";

/** Measures all areas or those named beside their peers; exits with 0 when it could, whether or not goals are met. */
export async function main(args) {
  const options = benchOptions(args, [...new Set(figureSets.map(({ area }) => area))]);
  const chosen = figureSets.filter(({ area }) => options.areas.includes(area));
  await setUp();
  await ensurePeers(chosen.flatMap(({ peers }) => peers));

  const json = options.json === undefined ? undefined : fromCaller(options.json);
  if (json !== undefined) {
    writeFileSync(json, "");
  }
  console.log(`\n${describeMachine()}\n${describeLoad()}`);
  const figures = await measureAll(chosen, (figure) => {
    if (json !== undefined) {
      appendFileSync(json, `${figureLine(figure)}\n`);
    }
  });
  console.log(`\n${figureTable(figures)}\n${describeLoad()}`);
  if (options.docs) {
    await writeDocumentation(figures);
  }
}

/**
 * @param {readonly import("../../test/bench/harness/figure.mjs").FigureSet[]} sets
 * @param {(figure: import("../../test/bench/harness/figure.mjs").Figure) => void} onFigure called as soon as there is one
 */
async function measureAll(sets, onFigure) {
  const bench = new Bench();
  const figures = [];
  try {
    for (const { area, title, measure } of sets) {
      const measured = await step(`${area}: ${title}`, () => measure(bench));
      for (const each of measured) {
        const figure = { ...each, name: `${area}.${each.name}` };
        figures.push(figure);
        onFigure(figure);
      }
    }
  } finally {
    await bench.close();
  }
  return figures;
}

/** npm runs commands at the project's root, and says where it was called. */
const fromCaller = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
