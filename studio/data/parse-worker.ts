import { parseActivations } from "#src/readers/parse.js"
import { answerQuestion } from "./worker-question.js"

answerQuestion(async ({ bytes, name }: { bytes: Uint8Array; name: string }) => {
  const answer = await parseActivations(bytes, name)
  const { buffer } = answer.data
  return { answer, transfer: buffer instanceof ArrayBuffer ? [buffer] : [] }
})
