import { HeatMaps } from "../../heat-map/heat-maps.js"
import type { ViewProps } from "../views.js"

/** Mutual information of every two neurons, as maps to zoom into. */
export function MatrixView({ runs }: ViewProps) {
  return <HeatMaps runs={runs} />
}
