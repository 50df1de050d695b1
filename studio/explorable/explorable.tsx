import "./explorable.css"
import { Live } from "./live/live.js"
import { Digits } from "./text/digits.js"
import { Lead } from "./text/lead.js"
import { Cite, OwnModel } from "./text/own-model.js"

/** The paper's story, with networks that train while one reads. */
export function Explorable() {
  return (
    <div className="explorable">
      <Lead />
      <Live />
      <Digits />
      <OwnModel />
      <Cite />
    </div>
  )
}
