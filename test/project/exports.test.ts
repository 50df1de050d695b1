import { dirname, join } from "node:path/posix"
import { describe, expect, it } from "vitest"
import { filesBelow, read } from "./repository.js"

interface Exported {
  /** The export list in src/. */
  source: string
  values: string[]
  types: string[]
}

const browser: Exported = {
  source: "src/browser.ts",
  values: [
    "RoteError",
    "activatingExamples",
    "activationMatrix",
    "allocateValues",
    "compareModels",
    "entropy",
    "forecastPairwise",
    "kendallTau",
    "layerIndices",
    "measure",
    "mutualInformation",
    "neuronLabel",
    "neuronValues",
    "pairwiseMutualInformation",
    "parseActivations",
    "printable",
    "rankModels",
    "resolveSettings",
    "significance",
    "tauInterval",
    "trend",
  ],
  types: [
    "ActivatingExample",
    "ActivatingExamplesOptions",
    "ActivationMatrix",
    "Agreement",
    "BinEdges",
    "BootstrapOptions",
    "BoxStatistics",
    "Carrier",
    "Carriers",
    "Comparison",
    "Difference",
    "Direction",
    "Dtype",
    "EntropyCorrection",
    "EntropyMethod",
    "EntropyOptions",
    "ErrorCode",
    "Fault",
    "InspectedNeuron",
    "KendallTau",
    "Layer",
    "LayerComparison",
    "LayerSignificance",
    "LayerSummary",
    "MeasureOptions",
    "MeasureRanking",
    "MeasureSettings",
    "MeasuredModel",
    "Measurement",
    "MeasurementWarning",
    "Memorization",
    "MetricAgreement",
    "MixtureComponent",
    "ModelToLoad",
    "MutualInformationMatrix",
    "MutualInformationMethod",
    "MutualInformationOptions",
    "NeuronMeasure",
    "NeuronSelection",
    "NeuronShares",
    "NeuronTable",
    "PairwiseOptions",
    "RankOptions",
    "RankedModel",
    "Ranking",
    "RankingMeasure",
    "ReadOptions",
    "ReduceRule",
    "Significance",
    "SignificanceOptions",
    "SpreadOptions",
    "SweptNetwork",
    "TileStore",
    "Trend",
    "TrendOptions",
    "TrendOutcome",
    "Unit",
    "Values",
    "Verdict",
  ],
}

const node: Exported = {
  source: "src/index.ts",
  values: [
    ...browser.values,
    "ablate",
    "capture",
    "exportMatrix",
    "exportNeurons",
    "listPoints",
    "mdlProbe",
    "measureToRun",
    "readActivations",
    "readRun",
    "readRunActivations",
    "writeActivations",
    "writeRun",
  ].sort(),
  types: [
    ...browser.types,
    "AblateOptions",
    "Ablation",
    "AblationCurve",
    "AblationEffect",
    "AblationOrder",
    "AblationPoint",
    "CaptureOptions",
    "CaptureRecord",
    "Captured",
    "CodedBlock",
    "ExampleDescription",
    "Family",
    "InputFile",
    "InputTensor",
    "Manifest",
    "MdlProbe",
    "MdlProbeOptions",
    "ModelInputs",
    "ModelPoints",
    "NeuronChoice",
    "OutputChange",
    "Point",
    "PointKind",
    "ProbedLayer",
    "Reduction",
    "Run",
    "RunInput",
    "RunResult",
    "RunSource",
  ].sort(),
}

const plots: Exported = {
  source: "src/plots/index.ts",
  values: [
    "ablationFigure",
    "activationDomain",
    "activationHeatMap",
    "angles",
    "classColours",
    "colourBar",
    "colourLevels",
    "colourOfLevel",
    "darkTheme",
    "decisionSurfaceFigure",
    "densityDomain",
    "differencesFigure",
    "differencesFigures",
    "differentialActivationsFigure",
    "entropyBoxes",
    "formatKnob",
    "heatPixels",
    "histogramDensity",
    "interventionCurves",
    "layerColour",
    "lightTheme",
    "matrixDomain",
    "matrixLayers",
    "mutualInformationDensity",
    "mutualInformationMatrix",
    "neuronRelations",
    "neuronResponse",
    "neuronScatter",
    "overEpochs",
    "overKnob",
    "pageTheme",
    "pairHistogram",
    "pairValues",
    "pointCloud",
    "rankingFigure",
    "runColour",
    "scaleComparison",
    "scatterLayout",
    "sequenceColour",
    "sparkline",
    "stepsFigure",
    "summaryDomain",
    "sweepBoxes",
    "sweepDensities",
    "themeProperties",
    "toSvgString",
    "trainingFrame",
  ],
  types: [
    "AblationLine",
    "AblationPanel",
    "AccuracyCurve",
    "ActivationHeatMapOptions",
    "ClassPoints",
    "ColourBarOptions",
    "DecisionSurfaceFigureOptions",
    "DensityOptions",
    "DensityPanel",
    "DifferentialActivationsOptions",
    "EntropyBoxesOptions",
    "EpochCurves",
    "EpochPoint",
    "FigureOptions",
    "InterventionCurvesOptions",
    "KnobBox",
    "KnobCurve",
    "KnobPairs",
    "KnobPanel",
    "KnobPoint",
    "LayerBox",
    "LayerLine",
    "MatrixOptions",
    "NamedPoints",
    "NetworkActivations",
    "NetworkDifferences",
    "NetworkMoment",
    "NetworkSurface",
    "NeuronRelations",
    "NeuronRelationsOptions",
    "NeuronResponse",
    "NeuronResponseOptions",
    "NeuronScatterOptions",
    "PairHistogram",
    "PairSample",
    "PointCloudOptions",
    "ScaleCell",
    "ScaleComparisonOptions",
    "ScaleType",
    "ScatterGroup",
    "ScatterLayout",
    "SparklineOptions",
    "SweepBoxesOptions",
    "SweepDensitiesOptions",
    "SweepOptions",
    "SweepPanel",
    "Theme",
    "TrainingFrameOptions",
  ],
}

const reference: Exported = {
  source: "src/kernels/reference/index.ts",
  values: [
    "averageRanks",
    "binIndices",
    "binnedEntropy",
    "binnedMutualInformation",
    "digamma",
    "digammaTable",
    "entropyOfCounts",
    "equalFrequencyEdges",
    "gaussianCopula",
    "gaussianInformation",
    "inverseNormal",
    "knnEntropy",
    "ksg",
    "ksg2",
    "linspaceEdges",
    "mixed",
    "normalScore",
    "normalScores",
  ],
  types: ["LastBin", "MixedTies"],
}

describe("the package", () => {
  it("has these subpaths and no others, all of them built", () => {
    expect(JSON.parse(read("package.json")).exports).toEqual({
      ".": { types: built(node, ".d.ts"), browser: built(browser), default: built(node) },
      "./kernels/reference": { types: built(reference, ".d.ts"), default: built(reference) },
      "./plots": { types: built(plots, ".d.ts"), default: built(plots) },
      "./package.json": "./package.json",
    })
  })

  it.each([
    ["rote", "rote", node],
    ["rote in a browser", "#src/browser.js", browser],
    ["rote/kernels/reference", "rote/kernels/reference", reference],
    ["rote/plots", "rote/plots", plots],
  ])("%s exports these names", async (_, specifier, { source, values, types }) => {
    expect(Object.keys(await import(specifier)).sort()).toEqual(values)
    expect(exportedTypes(source)).toEqual(types)
  })

  it("has no default export but the one that vite asks for", () => {
    const files = [...filesBelow("src", ".ts"), ...filesBelow("studio", ".ts"), ...filesBelow("studio", ".tsx")]
    expect(files.filter((file) => /^export default|\bas default\b/m.test(read(file)))).toEqual([
      "studio/vite.config.ts",
    ])
  })
})

function built({ source }: Exported, ending = ".js"): string {
  return `./dist/${source.replace(".ts", ending)}`
}

/** Names that a file exports as types, if it is an export list and nothing else. */
function exportedTypes(source: string): string[] {
  const text = read(source)
  const here = [...text.matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, allTypes, list]) =>
    list
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "" && (allTypes !== undefined || item.startsWith("type ")))
      .map((item) => item.replace(/^type /, "")),
  )
  const passedOn = [...text.matchAll(/export \* from "(.*)\.js"/g)].flatMap(([, path]) =>
    exportedTypes(join(dirname(source), `${path}.ts`)),
  )
  return [...here, ...passedOn].sort()
}
