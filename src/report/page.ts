import { darkTheme, lightTheme } from "../plots/index.js"
import { type Html, html, trusted } from "./html.js"

/** A script of the page, and the hash by which the page's policy allows it and no other. */
export interface ReportScript {
  code: string
  /** SHA-256 in base64. */
  hash: string
}

export interface Page {
  title: string
  style: string
  /** Version of rote that measured what it shows. */
  version: string
  /** Header and main part. */
  content: Html
  /** What the scripts read, if anything. */
  data?: Html
  scripts: ReportScript[]
  /** Whether images in the page itself are shown. */
  images?: boolean
}

/** A page that needs nothing beside it. Its policy forbids every request and every script but its own. */
export function pageHtml({ title, style, version, content, data, scripts, images = false }: Page): string {
  const allowed = scripts.map(({ hash }) => `'sha256-${hash}'`).join(" ")
  const sources = `default-src 'none'; base-uri 'none'; form-action 'none';${images ? " img-src data:;" : ""}`
  const policy = `${sources} style-src 'unsafe-inline'; script-src ${allowed}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="${lightTheme.background}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${darkTheme.background}" media="(prefers-color-scheme: dark)">
<meta name="generator" content="rote ${version}">
<title>${title} · rote</title>
<style>${trusted(style)}</style>
</head>
<body>
${content}
<footer class="quiet"><p>Made by rote ${version}. Everything shown is in this file.</p></footer>
${data ?? null}
${scripts.map(({ code }) => html`<script type="module">${trusted(code)}</script>`)}
</body>
</html>
`.html
}
