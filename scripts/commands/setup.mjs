import { setUp } from "../lib/setup.mjs";

export async function main(args) {
  await setUp({ withTests: args.includes("--tests") });
  console.log("Ready: npm start opens the example, npm test runs the tests.");
}
