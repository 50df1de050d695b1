import "./explorable.css"
import { Live } from "./live/live.js"
import { Digits, Ending, Texts } from "./text/later.js"
import { Lead } from "./text/lead.js"

/** The paper's story, with networks that train while one reads. */
export function Explorable() {
  return (
    <div className="explorable">
      <Lead />
      <Live />
      <Digits />
      <Texts />
      <Ending />
    </div>
  )
}
