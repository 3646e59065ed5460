import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { TracksideError } from "../errors";
import { journalFiles, readRecords, type JournalRecord } from "../journal";

export function journalCommand(): Command {
  const show = new Command("show")
    .description("Print the records of a journal, and tell whether any of it is damaged")
    .argument("<path>", "a journal file, or the folder of a run")
    .option("--json", "print each record as a line of JSON")
    .action((path: string, { json }: { json?: true }) => {
      for (const file of filesAt(path)) {
        showFile(file, json ? (record) => JSON.stringify(record) : lineOf);
      }
    });
  return new Command("journal").description("Look into what a run has recorded").addCommand(show);
}

function filesAt(path: string): string[] {
  if (!existsSync(path)) {
    throw new TracksideError(`there is no journal or run folder ${path}`, {
      code: "cli.no-journal",
      hint: "Journals lie in .trackside/runs/<run id>/ of a project; trackside status --json lists the ids.",
    });
  }
  return statSync(path).isDirectory() ? journalFiles(path).map((name) => join(path, name)) : [path];
}

function showFile(file: string, format: (record: JournalRecord) => string): void {
  const { size } = statSync(file);
  let count = 0;
  let damagedLines = 0;
  let offset = 0;
  for (let read = readRecords(file, offset); read.endOffset > offset; read = readRecords(file, offset)) {
    read.records.forEach(({ record }) => console.log(format(record)));
    count += read.records.length;
    damagedLines += read.damaged;
    offset = read.endOffset;
  }
  const faults = [
    ...(damagedLines > 0 ? [`${damagedLines} damaged lines passed over`] : []),
    ...(offset < size ? [`${size - offset} bytes of a torn record at the end`] : []),
  ];
  console.error(`${file}: ${count} records${faults.map((fault) => `, ${fault}`).join("")}`);
}

function lineOf({ type, time, ...fields }: JournalRecord): string {
  const values = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return [new Date(time).toISOString(), type.padEnd(8), ...values].join(" ");
}
