// Makes the page in the folder that is the argument, from `src/`, Pyodide, and the wheels that stand
// in its `wheels/`. What is made loads nothing from elsewhere.
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

const [, , into] = process.argv;
if (into === undefined) {
  throw new Error("the folder of the page is the argument");
}
/** What Pyodide needs to start; its packages come as wheels. */
const PYODIDE = [
  "pyodide.mjs",
  "pyodide.asm.mjs",
  "pyodide.asm.wasm",
  "pyodide-lock.json",
  "python_stdlib.zip",
];

await mkdir(join(into, "pyodide"), { recursive: true });
await build({
  entryPoints: { page: "src/page.ts", worker: "src/worker.ts" },
  outdir: into,
  bundle: true,
  minify: true,
  logLevel: "warning",
  platform: "browser",
  target: "es2022",
  format: "esm",
});
for (const name of PYODIDE) {
  await copyFile(join("node_modules/pyodide", name), join(into, "pyodide", name));
}
for (const name of ["index.html", "page.css"]) {
  await copyFile(join("src", name), join(into, name));
}
const wheels = (await readdir(join(into, "wheels"))).filter((name) => name.endsWith(".whl"));
await writeFile(join(into, "wheels.json"), JSON.stringify(wheels.sort()));
