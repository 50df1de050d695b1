"""What the Python peers share: they read the values once, then time their job as often as they are asked.

Arguments: examples, neurons. Stdin: the values as float32, neuron by neuron, then a line for every time to measure.
Stdout: a line once all is loaded, then for every line read one with the seconds and the mean of the results.
"""

import json
import sys
import time

import numpy as np


def serve(job):
    examples, neurons = (int(argument) for argument in sys.argv[1:3])
    values = np.frombuffer(sys.stdin.buffer.read(4 * examples * neurons), dtype=np.float32).reshape(neurons, examples)
    print("ready", flush=True)
    while sys.stdin.buffer.readline():
        began = time.perf_counter()
        results = job(values)
        seconds = time.perf_counter() - began
        print(json.dumps({"seconds": seconds, "mean": float(np.mean(results))}), flush=True)
