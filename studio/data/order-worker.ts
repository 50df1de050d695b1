import { clusterOrder } from "#src/inspection/cluster-order.js"
import { matrixPyramid } from "#src/inspection/matrix-pyramid.js"
import type { OrderedMatrix, OrderQuestion } from "./local-matrix.js"
import { answerQuestion } from "./worker-question.js"

answerQuestion(async ({ order, size, values }: OrderQuestion) => {
  const rows = order === "clusters" ? clusterOrder(values, size) : Int32Array.from({ length: size }, (_, row) => row)
  const { coarser } = matrixPyramid(values, size, order === "clusters" ? rows : null)
  const answer: OrderedMatrix = { rows, coarser }
  return { answer }
})
