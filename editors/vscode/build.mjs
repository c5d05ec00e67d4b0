// Makes `out/`: the extension's code in one file, that of its page in another. `vscode` is there when
// it runs.
import { build } from "esbuild";

const shared = { bundle: true, minify: true, logLevel: "warning", outdir: "out" };

await build({
  ...shared,
  entryPoints: ["src/extension.ts"],
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
});
await build({
  ...shared,
  entryPoints: { page: "src/webview/page.ts" },
  platform: "browser",
  target: "es2022",
  format: "iife",
});
