import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { takeToken } from "./data/server.js"
import { App } from "./shell/app.js"
import { applyTheme } from "./shell/theme.js"
import "./style/base.css"
import "./parts/parts.css"

applyTheme()
takeToken()
createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
