import { RoteError } from "../../errors.js"
import { isObject, type JsonObject } from "../../readers/text/json-object.js"
import type { EncoderConfig } from "./config.js"
import { type Family, families, type NumericSetting } from "./families.js"

/** The one activation we have, as config.json calls it. */
const activation = "gelu"

/**
 * What Hugging Face's config.json says of an encoder; what it leaves out is as transformers has it.
 * @throws RoteError `unsupported-format` for another kind of model or one with parts that ours has not, `malformed` for
 * numbers that cannot be
 */
export function encoderConfig(json: JsonObject, input: string): EncoderConfig {
  const family = familyOf(json, input)
  refuseStrangers(json, family, input)
  const { settings } = families[family]
  const numeric = (key: NumericSetting, fits: (value: number) => boolean, expected: string): number => {
    const { name = "", otherwise } = settings[key]
    const value = json[name] ?? (otherwise === "dropout" ? share("dropout") : otherwise)
    if (typeof value === "number" && fits(value)) return value
    throw new RoteError("malformed", { input, expected: `${expected} for ${name}`, found: JSON.stringify(value) })
  }
  const count = (key: NumericSetting, least = 1) =>
    numeric(key, (value) => Number.isSafeInteger(value) && value >= least, `a whole number from ${least}`)
  const share = (key: NumericSetting) => numeric(key, (value) => value >= 0 && value < 1, "a number from 0 to below 1")
  const width = count("width")
  const vocabulary = count("vocabulary")
  return {
    family,
    vocabulary,
    width,
    layers: count("layers"),
    heads: numeric("heads", (value) => value >= 1 && width % value === 0, `a divisor of ${width}`),
    inner: count("inner"),
    positions: count("positions"),
    classes: classesOf(json),
    paddingId: numeric("paddingId", (id) => Number.isInteger(id) && id >= 0 && id < vocabulary, "one of the token ids"),
    dropout: share("dropout"),
    attentionDropout: share("attentionDropout"),
    headDropout: share("headDropout"),
    epsilon: share("epsilon"),
    tokenTypes: count("tokenTypes", 0),
    initialDeviation: share("initialDeviation"),
  }
}

/** The config.json of an encoder. What `json` says besides stays, the names of its classes if there are as many. */
export function configJson(config: EncoderConfig, json: JsonObject = {}): JsonObject {
  const { architecture, activation: nameOfActivation, settings } = families[config.family]
  // A folder's own type of numbers would round ours as they are read back; in older files it has another name.
  const { torch_dtype: _, ...kept } = json
  const named = isObject(json.id2label) && classesOf(json) === config.classes
  const numbers = Object.entries(settings).flatMap(([key, { name }]) =>
    name === undefined ? [] : [[name, config[key as NumericSetting]]],
  )
  return {
    ...kept,
    model_type: config.family,
    architectures: [architecture],
    dtype: "float32",
    [nameOfActivation]: activation,
    ...Object.fromEntries(numbers),
    ...(named ? {} : classNames(config.classes)),
  }
}

function familyOf({ model_type: found }: JsonObject, input: string): Family {
  if (typeof found === "string" && Object.hasOwn(families, found)) return found as Family
  throw new RoteError("unsupported-format", {
    input,
    expected: `an encoder of the kind ${Object.keys(families).join(", ")} as model_type`,
    found: JSON.stringify(found) ?? "none",
  })
}

/** What models of these families may have and ours does not, and what it must be then. */
function refuseStrangers(json: JsonObject, family: Family, input: string): void {
  const only = { [families[family].activation]: activation, position_embedding_type: "absolute", is_decoder: false }
  for (const [name, expected] of Object.entries(only)) {
    const found = json[name] ?? expected
    if (found === expected) continue
    throw new RoteError("unsupported-format", { input, expected: `${name} ${expected}`, found: JSON.stringify(found) })
  }
}

function classesOf({ id2label, num_labels: count }: JsonObject): number {
  if (isObject(id2label)) return Object.keys(id2label).length
  return typeof count === "number" && Number.isSafeInteger(count) && count > 0 ? count : 2
}

function classNames(classes: number): JsonObject {
  const names = Array.from({ length: classes }, (_, i) => `LABEL_${i}`)
  return {
    id2label: Object.fromEntries(names.map((name, i) => [i, name])),
    label2id: Object.fromEntries(names.map((name, i) => [name, i])),
  }
}
