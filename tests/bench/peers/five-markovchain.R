# The five stages of models/five-stage.yaml by R's markovchain, customer by customer, in its C++ code. Prints nanoseconds
# a customer-step.
suppressPackageStartupMessages(library(markovchain))
stages <- paste0("s", 0:4)
chain <- new("markovchain", states = stages,
             transitionMatrix = matrix(c(.90, .08, 0, 0, .02,
                                         0, .85, .10, 0, .05,
                                         0, 0, .70, .25, .05,
                                         0, 0, .05, .90, .05,
                                         .02, 0, 0, 0, .98), 5, byrow = TRUE, dimnames = list(stages, stages)))
people <- 1e4
steps <- 52
set.seed(1)
start <- proc.time()
ends <- vapply(seq_len(people), function(i) {
  walked <- rmarkovchain(n = steps, object = chain, t0 = "s0", useRCpp = TRUE)
  walked[steps]
}, "")
used <- proc.time() - start
stopifnot(abs(mean(ends == "s4") - .6384) < .03)
cat(1e9 * (used[["user.self"]] + used[["sys.self"]]) / (people * steps), "\n")
