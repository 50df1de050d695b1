import { describe, expect, test } from "vitest"
import { familyOf } from "#src/capture/points/family.js"
import { candidateTensors, measurementPoints } from "#src/capture/points/points.js"
import { sketch } from "../graph/sketch.js"

const image = ["batch", 3, 32, 32]
const tokens = ["batch", "seq", 8]

/** What is made of a sketched graph: `tensor: kind` of every point, the layers chosen, the family. */
function seenIn(text: string, inputShape?: (number | string)[]) {
  const { model, infos } = sketch(text, inputShape)
  const points = measurementPoints(model, infos)
  return {
    family: familyOf(model, points),
    kinds: points.map(({ tensor, kind }) => `${tensor}: ${kind}`),
    chosen: points.filter(({ chosen }) => chosen).map(({ layer }) => layer),
  }
}

describe("activation functions taken apart count once, by their last tensor", () => {
  test.each([
    ["GELU by erf", "Div h, c -> a\nErf a -> b\nAdd b, one -> d\nMul h, d -> e\nMul e, half -> act"],
    [
      "GELU by tanh",
      "Pow h, c -> a\nMul a, k -> b\nAdd h, b -> d\nMul d, k2 -> e\nTanh e -> f\nAdd f, one -> g\nMul h, half -> i\nMul i, g -> act",
    ],
    ["SiLU", "Sigmoid h -> a\nMul h, a -> act"],
    ["hard swish", "Add h, three -> a\nClip a, zero, six -> b\nMul h, b -> d\nDiv d, six2 -> act"],
    ["Mish", "Softplus h -> a\nTanh a -> b\nMul h, b -> act"],
    ["one operator", "LeakyRelu h -> act"],
  ])("%s", (_, lines) => {
    const { kinds, chosen } = seenIn(`Gemm x, w, bias -> h\n${lines}\nGemm act, w2, bias2 -> y`)
    expect(kinds).toEqual(["h: linear layer", "act: activation function", "y: output"])
    expect(chosen).toEqual(["h"])
  })

  test("one at the end belongs to the output", () => {
    const { kinds, chosen } = seenIn("Gemm x, w -> h\nRelu h -> r\nGemm r, w2 -> z\nSigmoid z -> y")
    expect(kinds).toEqual(["h: linear layer", "r: activation function", "z: linear layer", "y: output"])
    expect(chosen).toEqual(["h"])
  })
})

test("a perceptron's norm before its activation function is what goes into that", () => {
  const text = "Gemm x, w, b -> h\nBatchNormalization h, s, t, m, v -> n\nRelu n -> r\nGemm r, w2, b2 -> y"
  expect(seenIn(text)).toMatchObject({ family: "multilayer perceptron", chosen: ["n"] })
})

test("a product with a stored matrix is a layer with its bias, one of two tensors made of the input is none", () => {
  expect(seenIn("MatMul x, w -> a\nAdd bias, a -> b\nMatMul b, b -> y").kinds).toEqual(["b: linear layer", "y: output"])
})

test("what depends on stored values or on shapes alone is no point", () => {
  const text = "Shape x -> s\nConstantOfShape s -> c\nGemm c, w, b -> d\nRelu d -> e\nAdd x, e -> y"
  expect(candidateTensors(sketch(text).model)).toEqual(["y"])
})

describe("a norm taken apart is one", () => {
  test("layer norm, weight and bias with it", () => {
    const text = `ReduceMean x -> m\nSub x, m -> d\nPow d, two -> p\nReduceMean p -> v\nAdd v, eps -> e\nSqrt e -> s
      Div d, s -> n\nMul n, weight -> nw\nAdd nw, bias -> norm\nGemm norm, w, b -> y`
    expect(seenIn(text).kinds).toEqual(["norm: normalisation", "y: output"])
  })

  test("root mean square", () => {
    const text = `Pow x, two -> p\nReduceMean p -> v\nAdd v, eps -> e\nSqrt e -> s\nReciprocal s -> r
      Mul x, r -> n\nMul weight, n -> norm\nGemm norm, w, b -> y`
    expect(seenIn(text).kinds).toEqual(["norm: normalisation", "y: output"])
  })
})

describe("convolutional networks without residual blocks", () => {
  const map = "[batch, 8, 16, 16]"
  const head = "Flatten m2 -> f\nGemm f, w3, b3 -> g\nRelu g -> h\nGemm h, w4, b4 -> y"

  test("the activation before each pooling", () => {
    const text = `Conv x, w1 -> c1 ${map}\nRelu c1 -> r1 ${map}\nConv r1, w -> c ${map}\nRelu c -> r ${map}\nMaxPool r -> m1 ${map}
      Conv m1, w2 -> c2 ${map}\nRelu c2 -> r2 ${map}\nMaxPool r2 -> m2 ${map}\n${head}`
    expect(seenIn(text, image)).toMatchObject({ family: "convolutional", chosen: ["r", "r2"] })
  })

  test("all activations where nothing pools", () => {
    const text = `Conv x, w1 -> c1 ${map}\nRelu c1 -> r1 ${map}\nConv r1, w2 -> c2 ${map}\nRelu c2 -> m2 ${map}\n${head}`
    expect(seenIn(text, image).chosen).toEqual(["r1", "m2"])
  })

  test("the pooling itself where a convolution is before it, and the last map", () => {
    const text = `Conv x, w1 -> c1 ${map}\nAveragePool c1 -> m1 ${map}\nConv m1, w2 -> c2 ${map}\nRelu c2 -> m2 ${map}\n${head}`
    expect(seenIn(text, image).chosen).toEqual(["m1", "m2"])
  })

  test("a mean over maps is pooling, a norm's mean is none", () => {
    const text = `Conv x, w1 -> c1 ${map}\nRelu c1 -> r1 ${map}\nReduceMean r1 -> p [batch, 8]\nGemm p, w2 -> y`
    expect(seenIn(text, image).kinds).toContain("p: pooling")
    const norm = `Conv x, w1 -> c1 ${map}\nReduceMean c1 -> m ${map}\nSub c1, m -> d ${map}\nFlatten d -> f\nGemm f, w2 -> y`
    expect(seenIn(norm, image).kinds).not.toContain("m: pooling")
  })
})

describe("residual blocks", () => {
  const map = "[batch, 8, 16, 16]"

  test("are what an activation makes of the sum, where nothing else uses it, by the module of the sum", () => {
    const text = `Conv x, w1 -> a ${map}\nRelu a -> r ${map}\nstage.0.conv: Conv r, w2 -> b ${map}\nstage.0: Add b, r -> sum ${map}
      stage.0.act: Relu sum -> out ${map}\nFlatten out -> f\nGemm f, w3 -> y`
    expect(seenIn(text, image)).toMatchObject({ chosen: ["stage.0"], kinds: expect.arrayContaining(["out: block"]) })
  })

  test("are the sum itself, where the next block uses it too", () => {
    const text = `Conv x, w1 -> a ${map}\nRelu a -> r ${map}\nConv r, w2 -> b ${map}\nAdd b, a -> sum ${map}\nRelu sum -> s ${map}
      Conv s, w3 -> c ${map}\nAdd c, sum -> sum2 ${map}\nFlatten sum2 -> f\nGemm f, w4 -> y`
    expect(seenIn(text, image).chosen).toEqual(["sum", "sum2"])
  })
})

const sequence = "[batch, seq, 8]"
const scores = "[batch, 2, seq, seq]"

const addedMask = (tensor: string) => `Add ${tensor}, m`
const triangle = (tensor: string) => `Where tri, ${tensor}, low`

/** Attention of what is in `h`, projected to `o`; all names begin with `at`. */
function attention(h: string, at: string, mask: (tensor: string) => string): string {
  return `MatMul ${h}, wq -> ${at}q ${sequence}
    MatMul ${h}, wk -> ${at}k ${sequence}
    MatMul ${h}, wv -> ${at}v ${sequence}
    MatMul ${at}q, ${at}k -> ${at}sc ${scores}
    ${mask(`${at}sc`)} -> ${at}ms ${scores}
    Softmax ${at}ms -> ${at}p ${scores}
    MatMul ${at}p, ${at}v -> ${at}c [batch, 2, seq, 4]
    Reshape ${at}c, shape -> ${at}r ${sequence}
    MatMul ${at}r, wo -> ${at}o ${sequence}`
}

function perceptron(h: string, at: string): string {
  return `MatMul ${h}, w1 -> ${at}f ${sequence}
    Relu ${at}f -> ${at}g ${sequence}
    MatMul ${at}g, w2 -> ${at}e ${sequence}`
}

/** A layer from `h` to the tensor `at`, with norms before attention and perceptron. */
function normsFirst(h: string, at: string, mask = addedMask): string {
  return `LayerNormalization ${h}, w, b -> ${at}n ${sequence}
    ${attention(`${at}n`, at, mask)}
    Add ${at}o, ${h} -> ${at}s ${sequence}
    LayerNormalization ${at}s, w, b -> ${at}m ${sequence}
    ${perceptron(`${at}m`, at)}
    Add ${at}e, ${at}s -> ${at} ${sequence}`
}

/** The same with norms after the sums. */
function normsLast(h: string, at: string): string {
  return `${attention(h, at, addedMask)}
    Add ${at}o, ${h} -> ${at}a ${sequence}
    LayerNormalization ${at}a, w, b -> ${at}s ${sequence}
    ${perceptron(`${at}s`, at)}
    Add ${at}e, ${at}s -> ${at}b ${sequence}
    LayerNormalization ${at}b, w, b -> ${at} ${sequence}`
}

describe("transformers without names", () => {
  const end = "LayerNormalization h2, w, b -> z [batch, seq, 8]\nMatMul z, wl -> y [batch, seq, 99]"

  test("with norms before: the sum after each layer, not the last norm", () => {
    const text = [normsFirst("x", "h1"), normsFirst("h1", "h2"), end].join("\n")
    expect(seenIn(text, tokens)).toMatchObject({ family: "transformer encoder", chosen: ["h1", "h2"] })
  })

  test("with norms after: the norm after each layer", () => {
    const text = [normsLast("x", "h1"), normsLast("h1", "h2"), "MatMul h2, wl -> y [batch, seq, 99]"].join("\n")
    const { chosen, kinds } = seenIn(text, tokens)
    expect(chosen).toEqual(["h1", "h2"])
    expect(kinds).toEqual(
      expect.arrayContaining(["h1: hidden state", "h1o: attention", "h1a: block", "h1s: normalisation"]),
    )
    expect(kinds.filter((kind) => kind.startsWith("h1sc"))).toEqual([])
  })

  test("two attentions in one module are one layer", () => {
    const text = [normsFirst("x", "h1"), normsFirst("h1", "h2"), end].join("\n")
    const inModule = text.replace("Add h1e", "dec.0.a: Add h1e").replace("Add h2e", "dec.0.b: Add h2e")
    expect(seenIn(inModule, tokens).chosen).toEqual(["dec.0"])
    expect(seenIn(inModule, tokens).kinds).toContain("h2: hidden state")
  })

  test("a mask that does not depend on what is fed makes a decoder", () => {
    const text = [normsFirst("x", "h1", triangle), normsFirst("h1", "h2", triangle), end].join("\n")
    expect(seenIn(text, tokens).family).toBe("transformer decoder")
  })

  test.each([
    ["a triangle", "Trilu ones -> t"],
    ["positions beside positions", "Range n -> p\nUnsqueeze p -> q\nLessOrEqual q, p -> t"],
  ])("so does %s", (_, lines) => {
    const text = [lines, normsFirst("x", "h1"), normsFirst("h1", "h2"), end].join("\n")
    expect(seenIn(text, tokens).family).toBe("transformer decoder")
  })

  test("and so do keys and values of the past, and an attention operator that says so", () => {
    const { model, infos } = sketch([normsFirst("x", "h1"), normsFirst("h1", "h2"), end].join("\n"), tokens)
    const points = measurementPoints(model, infos)
    expect(familyOf({ ...model, inputs: ["x", "past_key_values.0.key"] }, points)).toBe("transformer decoder")
    const nodes = model.nodes.map((node, i) => (i === 0 ? { ...node, causal: true as const } : node))
    expect(familyOf({ ...model, nodes }, points)).toBe("transformer decoder")
  })
})

test("of the runtime's own fused layers the sum is taken where it is used, else the norm", () => {
  const shape = "[batch, seq, 8]"
  const fused = (
    out: string,
    h: string,
  ) => `MultiHeadAttention ${h}, ${h}, ${h} -> ${out}c ${shape}\nMatMul ${out}c, wo -> ${out}o ${shape}
    SkipLayerNormalization ${out}o, ${h} -> ${out}s ${shape}\nMatMul ${out}s, w1 -> ${out}f ${shape}\nGelu ${out}f -> ${out}g ${shape}
    MatMul ${out}g, w2 -> ${out}e ${shape}\nSkipLayerNormalization ${out}e, ${out}s -> ${out} ${shape}`
  const text = [fused("h1", "x"), fused("h2", "h1"), "MatMul h2, wl -> y [batch, 3]"].join("\n")
  expect(seenIn(text, tokens)).toMatchObject({ family: "transformer encoder", chosen: ["h1", "h2"] })
})

test("a recurrent network is of no family: its activation functions, or its output", () => {
  expect(seenIn("LSTM x, w, r -> h\nGemm h, w2 -> y", tokens)).toMatchObject({ family: "other", chosen: ["y"] })
})

describe("tensors that are no activations of examples", () => {
  test.each([
    ["folded tokens", "batch*seq, 8"],
    ["one neuron", "batch, 1"],
    ["no neurons' axis", "batch"],
    ["another first axis", "4, 8"],
  ])("%s", (_, shape) => {
    expect(seenIn(`Gemm x, w -> h [${shape}]\nRelu h -> r [${shape}]\nGemm r, w2 -> y`).kinds).toEqual(["y: output"])
  })

  test("maps with their channels last, which would be taken for others", () => {
    const [map, last] = ["[batch, 8, 16, 16]", "[batch, 16, 16, 8]"]
    const text = `Conv x, w1 -> c ${map}
      Transpose c -> t ${last}
      LayerNormalization t, s, b -> n ${last}
      MatMul n, w2 -> m ${last}
      Relu m -> r ${last}
      Transpose r -> u ${map}
      Add u, c -> sum ${map}
      Flatten sum -> f
      Gemm f, w3 -> y`
    expect(seenIn(text, image).kinds).toEqual(["c: convolution", "sum: block", "y: output"])
  })

  test("integers, and tensors of which the runtime says nothing", () => {
    const { model, infos } = sketch("Gemm x, w -> h\nRelu h -> r\nGemm r, w2 -> y")
    const changed = infos.map((info) => ({ ...info, type: info.name === "h" ? "int64" : info.type }))
    const tensors = measurementPoints(
      model,
      changed.filter(({ name }) => name !== "r"),
    ).map(({ tensor }) => tensor)
    expect(tensors).toEqual(["y"])
  })
})

test("two points of one module: the chosen one has its name, the other its tensor's", () => {
  const text = "m: Gemm x, w -> h\nm: Relu h -> r\nn: Gemm r, w2 -> y"
  const { model, infos } = sketch(text)
  expect(measurementPoints(model, infos).map(({ layer }) => layer)).toEqual(["m", "r", "n"])
})
