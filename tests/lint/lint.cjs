// Checks Cypher 5 with Neo4j's own parser and semantic analysis.
// Standard input: [{name, text, parameters: [name]}]. Standard output: [{name, line, column, message}].
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { lintCypherQuery } = require("@neo4j-cypher/language-support");

const VERSION = "CYPHER 5";
const ERROR = 1;

const allowed = JSON.parse(readFileSync(join(__dirname, "functions.json"), "utf8"));
const functions = {};
for (const [name, known] of Object.entries(allowed)) {
  functions[name] = {
    name,
    category: "",
    description: "",
    isBuiltIn: true,
    argumentDescription: known.arguments.map((a) => ({ description: "", isDeprecated: false, ...a })),
    returnDescription: known.returns,
    signature: known.signature,
    aggregating: known.aggregating,
    isDeprecated: false,
  };
}

const problems = [];
for (const { name, text, parameters } of JSON.parse(readFileSync(0, "utf8"))) {
  const schema = {
    defaultLanguage: VERSION,
    parameters: Object.fromEntries(parameters.map((p) => [p, 0])),
    functions: { [VERSION]: functions },
    procedures: { [VERSION]: {} },
  };
  for (const found of lintCypherQuery(text, schema).diagnostics) {
    if (found.severity === ERROR) {
      const { line, character } = found.range.start;
      problems.push({ name, line: line + 1, column: character + 1, message: found.message });
    }
  }
}
process.stdout.write(JSON.stringify(problems));
