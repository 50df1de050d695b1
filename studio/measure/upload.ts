import type { ReadOptions } from "#src/readers/options.js"
import type { MeasurementRequest } from "#src/server/api.js"
import { notReached } from "../data/reach.js"
import { authorization, ServerError } from "../data/server.js"
import { type Fields, readingFields, unusualFields } from "./fields.js"

/**
 * Has the server measure a file into a new run; `onShare` hears how much of it is sent. Not with `fetch`, which says nothing
 * of what it sends.
 */
export function uploadMeasurement(
  file: File,
  run: string,
  options: ReadOptions,
  fields: Fields,
  onShare: (share: number) => void,
): Promise<void> {
  const wanted: MeasurementRequest = { file: file.name, run, ...readingFields(options), ...unusualFields(fields) }
  const request = new XMLHttpRequest()
  request.open("POST", `api/measurements?${new URLSearchParams({ ...wanted })}`)
  request.setRequestHeader("Authorization", authorization())
  request.upload.addEventListener("progress", ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total))
  return new Promise((resolve, reject) => {
    request.addEventListener("load", () => {
      if (request.status === 202) resolve()
      else reject(new ServerError(request.status, request.responseText || request.statusText))
    })
    request.addEventListener("error", () => reject(notReached()))
    request.send(file)
  })
}
