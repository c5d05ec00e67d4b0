// Makes the page in the folder that is the argument. `node build.mjs FOLDER` makes the one that has
// Python in it, from `src/`, Pyodide, and the wheels that stand in its `wheels/`; with `served`
// behind it the one that asks `polc page`. What is made loads nothing from elsewhere.
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

const [, , into, how] = process.argv;
if (into === undefined) {
  throw new Error("the folder of the page is the argument");
}
const isServed = how === "served";
/** What Pyodide needs to start; its packages come as wheels. */
const PYODIDE = [
  "pyodide.mjs",
  "pyodide.asm.mjs",
  "pyodide.asm.wasm",
  "pyodide-lock.json",
  "python_stdlib.zip",
];

await mkdir(into, { recursive: true });
const { metafile } = await build({
  entryPoints: { page: "src/page.ts", worker: isServed ? "src/askServer.ts" : "src/worker.ts" },
  outdir: into,
  bundle: true,
  minify: true,
  metafile: true,
  logLevel: "warning",
  platform: "browser",
  target: "es2022",
  format: "esm",
  loader: { ".pol": "text" },
});
for (const name of ["index.html", "page.css"]) {
  await copyFile(join("src", name), join(into, name));
}
await writeFile(join(into, "licences.txt"), await licencesOf(metafile));
if (!isServed) {
  await mkdir(join(into, "pyodide"), { recursive: true });
  for (const name of PYODIDE) {
    await copyFile(join("node_modules/pyodide", name), join(into, "pyodide", name));
  }
  const wheels = (await readdir(join(into, "wheels"))).filter((name) => name.endsWith(".whl"));
  await writeFile(join(into, "wheels.json"), JSON.stringify(wheels.sort()));
}

/** The licences of the packages whose code is in what was built. */
async function licencesOf({ inputs }) {
  const found = Object.keys(inputs).map((path) =>
    /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
  );
  const names = [...new Set(found)].filter((name) => name !== undefined).sort();
  const texts = names.map(async (name) => {
    const text = await readFile(join("node_modules", name, "LICENSE"), "utf8");
    return `${name}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join("\n\n");
}
