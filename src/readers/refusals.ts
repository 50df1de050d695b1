import { RoteError } from "../errors.js"
import { extension, fileName } from "./source.js"

const whatIsRead = "a .npy, .npz, .safetensors, .csv, .tsv or .parquet file"

export function unsupportedFormat(input: string, found: string, hint?: string): RoteError {
  return new RoteError("unsupported-format", {
    input,
    expected: whatIsRead,
    found,
    hint: hint ?? "save the activations as an array of examples × neurons in one of these formats",
  })
}

/** Pickles run code when they are opened, so none is: the hint is what their owner does to save the numbers alone. */
export function pickleRefused(input: string, found: string): RoteError {
  const file = JSON.stringify(fileName(input))
  return new RoteError("pickle-refused", {
    input,
    expected: "numbers without code",
    found,
    hint: `pickles can run any code, so rote opens none; if you trust the file, save its tensors in Python with
  import torch; from safetensors.torch import save_file; tensors = torch.load(${file}, map_location="cpu", weights_only=True)
  save_file({name: tensor.contiguous().clone() for name, tensor in tensors.items()}, "activations.safetensors")
or as .npz with
  import numpy, torch; tensors = torch.load(${file}, map_location="cpu", weights_only=True)
  numpy.savez("activations.npz", **{name: tensor.float().numpy() for name, tensor in tensors.items()})`,
  })
}

/** An object array is a pickle within an .npy. */
export function objectArrayRefused(input: string): RoteError {
  return new RoteError("pickle-refused", {
    input,
    expected: "an array of numbers",
    found: "an array of Python objects, which is a pickle",
    hint: `pickles can run any code, so rote opens none; if you trust the file, save it as numbers in Python with
  import numpy; objects = numpy.load("objects.npy", allow_pickle=True)
  numpy.savez("activations.npz", layer=numpy.stack(list(objects)).astype("float32"))`,
  })
}

export function hdf5Refused(input: string): RoteError {
  const file = JSON.stringify(fileName(input))
  return unsupportedFormat(
    input,
    "an HDF5 file",
    `convert it in Python with
  import h5py, numpy; arrays = {}; keep = lambda name, item: arrays.update({name: item[()]}) if hasattr(item, "shape") else None
  h5py.File(${file}).visititems(keep); numpy.savez("activations.npz", **arrays)`,
  )
}

export function folderRefused(input: string): RoteError {
  const isZarr = extension(input) === "zarr"
  return unsupportedFormat(
    input,
    isZarr ? "a Zarr store" : "a folder",
    isZarr
      ? `convert it in Python with
  import numpy, zarr
  numpy.savez("activations.npz", **{name: array[:] for name, array in zarr.open_group(${JSON.stringify(fileName(input))}).arrays()})`
      : "name the files in it",
  )
}
