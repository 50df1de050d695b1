"""Copies ONNX models and what PyTorch made of them to fixtures/onnx: the models to the byte, inputs and expected activations cut
to their first examples, and of the index what tests need.

Run from the root: python scripts/make-onnx-fixtures.py FOLDER HOSTILE, where FOLDER holds index.json, NAME.onnx, NAME.inputs.npz
and NAME.expected.npz as exported with PyTorch 2.13.0, onnx 1.23.1 and transformers 5.18.0 from seeded weights, and HOSTILE the
malformed models with expected.json; needs numpy 2.4.6.
"""

import json
import pathlib
import shutil
import sys

import numpy

EXAMPLES = 16
MODELS = ["mlp", "mlp_external", "cnn", "cnn_dynamo", "distilbert", "bert", "gpt2"]

# What reading each malformed model gives: the code of an error, or "reads"; "runtime" where only the runtime can know.
OUTCOMES = {
    "duplicate-name": ["duplicate_output"],
    "bad-shape": ["initializer_negative"],
    "io": ["external_missing"],
    "malformed": [
        "cycle",
        "dangling_input",
        "external_absolute",
        "external_negative",
        "external_traversal",
        "external_traversal_hidden",
        "external_url",
        "no_graph",
        "no_output",
        "not_protobuf",
        "self_loop",
    ],
    "reads": ["good_control", "nan_weights", "nasty_names", "unsorted", "zero_width"],
    "runtime": ["endless_loop", "ir_999", "memory_bomb", "opset_9999", "unknown_op"],
    "truncated": ["empty", "external_offset", "external_short", "initializer_1e12", "initializer_short", "truncated"],
    "unsupported-dtype": ["initializer_dtype77"],
    "unsupported-format": ["custom_domain", "git_lfs_pointer"],
}
outcome_of = {f"onnx_{name}.onnx": outcome for outcome, names in OUTCOMES.items() for name in names}
target = pathlib.Path(__file__).parent.parent / "fixtures/onnx"


def cut(source, name):
    with numpy.load(source / name) as arrays:
        numpy.savez_compressed(target / name, **{key: arrays[key][:EXAMPLES] for key in arrays.files})


def modules_of(entry):
    """By module: the tensor with its output, how that was reduced, and the largest absolute value."""
    return {
        name: {key: module[key] for key in ("tensor", "reduce", "scale_max_abs")}
        for name, module in entry["modules"].items()
        if module["tensor"] is not None
    }


def copy_models(source):
    index = json.loads((source / "index.json").read_text())
    kept = {"versions": index["versions"], "examples": EXAMPLES, "models": {}}
    for name in MODELS:
        entry = index["models"][name]
        files = {key: entry[key] for key in ("model", "inputs", "expected", "external_data") if key in entry}
        for key, file in files.items():
            if key in ("model", "external_data"):
                shutil.copyfile(source / file, target / file)
            else:
                cut(source, file)
        kept["models"][name] = {**files, "exporter": entry["exporter"], "what": entry["what"], "modules": modules_of(entry)}
    (target / "index.json").write_text(json.dumps(kept, indent=1) + "\n")


def copy_hostile(source):
    (target / "hostile").mkdir(exist_ok=True)
    expected = json.loads((source / "expected.json").read_text())
    kept = [
        {"file": entry["file"], "why": entry["why"], "outcome": outcome_of[entry["file"]]}
        for entry in expected
        if entry["file"].startswith("onnx_")
    ]
    for file in [entry["file"] for entry in kept] + ["onnx_external_short.bin"]:
        shutil.copyfile(source / file, target / "hostile" / file)
    (target / "hostile/expected.json").write_text(json.dumps(kept, indent=1) + "\n")


target.mkdir(exist_ok=True)
copy_models(pathlib.Path(sys.argv[1]))
copy_hostile(pathlib.Path(sys.argv[2]))
