/** What the runtime knows of a tensor before anything runs. */
export interface TensorInfo {
  name: string
  /** ONNX Runtime's name of the element type: float32, float16, int64, bool … */
  type: string
  /** A name stands for a length that is free, such as the batch. Empty where the rank is not known. */
  shape: (number | string)[]
}
