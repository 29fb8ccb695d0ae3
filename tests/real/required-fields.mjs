// Reads YAML of Kubernetes from standard input and checks every object against the schema of its kind, required fields
// above all. Usage: node required-fields.mjs MODELS, the folder that npm installed kubernetes-models and yaml into.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const from = createRequire(`${process.argv[2]}/package.json`);
const load = async name => import(pathToFileURL(from.resolve(name)).href);
const { parseAllDocuments } = await load("yaml");

let broken = 0;
const objects = parseAllDocuments(readFileSync(0, "utf8")).map(document => document.toJS()).filter(object => object);
for (const object of objects) {
  const module = await import(pathToFileURL(`${process.argv[2]}/node_modules/kubernetes-models/${object.apiVersion}/${object.kind}.js`).href);
  try {
    new module[object.kind](object).validate();
  } catch (complaint) {
    broken += 1;
    console.error(`${object.kind} ${object.metadata?.name}: ${complaint.message}`);
  }
}

console.log(`${objects.length} objects, ${broken} broken`);
process.exit(broken === 0 && objects.length > 0 ? 0 : 1);
