import { defineConfig, type Plugin } from "vite"
import { darkTheme, lightTheme, themeProperties } from "../dist/src/plots/theme.js"

const light = `${themeProperties(lightTheme)} color-scheme: light;`
const dark = `${themeProperties(darkTheme)} color-scheme: dark;`

/** Colours of figures and page alike, in the page before any script runs; `data-theme` overrides what the system asks for. */
const colours = `:root { ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
:root[data-theme="light"] { ${light} }
:root[data-theme="dark"] { ${dark} }`

const themeColours: Plugin = {
  name: "theme-colours",
  transformIndexHtml: () => [{ tag: "style", children: colours, injectTo: "head" }],
}

/** These add methods to what others made as they load. Nothing here calls those, and they would be in every page. */
const onlyWhatIsCalled: Plugin = {
  name: "only-what-is-called",
  transform: (code, id) =>
    /node_modules\/d3-(transition|zoom|brush)\//.test(id) ? { code, map: null, moduleSideEffects: false } : null,
}

/** Plot knows every projection of the globe by its name. Nothing here draws a map. */
const noMaps: Plugin = {
  name: "no-maps",
  transform: (code, id) =>
    id.endsWith("/plot/src/projection.js")
      ? {
          code: code.replace("function namedProjection(projection) {", '$& throw new Error("no maps here")\n'),
          map: null,
        }
      : null,
}

/** One build for both: `rote studio` serves it, and as a folder of files it is the static site. Paths in it are relative. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [themeColours, onlyWhatIsCalled, noMaps],
  worker: { format: "es" },
  build: {
    outDir: "../dist/studio",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})
