# Mutual information of all pairs by parmigene (KSG-2, k = 3) on OMP_NUM_THREADS threads.
# Arguments: examples, neurons. Stdin: the values as float32, neuron by neuron, then a line for every time to measure.
# Stdout: a line once all is loaded, then for every line read one with the seconds and the mean of the pairs.
suppressMessages(library(parmigene))
shape <- as.integer(commandArgs(trailingOnly = TRUE))
input <- file("stdin", "rb")
values <- matrix(readBin(input, "numeric", prod(shape), size = 4), nrow = shape[2], byrow = TRUE)
write("ready", stdout())
while (length(readLines(input, 1)) > 0) {
  seconds <- system.time(information <- knnmi.all(values, k = 3))[["elapsed"]]
  write(sprintf('{"seconds": %.6f, "mean": %.9f}', seconds, mean(information[upper.tri(information)])), stdout())
}
