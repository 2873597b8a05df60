# A journey of five stages by R's msm, which moves in continuous time: rates that are the off-diagonal probabilities of
# models/five-stage.yaml, so that about as much happens. Prints nanoseconds a customer-step.
suppressPackageStartupMessages(library(msm))
rates <- matrix(c(0, .08, 0, 0, .02,
                  0, 0, .10, 0, .05,
                  0, 0, 0, .25, .05,
                  0, 0, .05, 0, .05,
                  .02, 0, 0, 0, 0), 5, byrow = TRUE)
diag(rates) <- -rowSums(rates)
people <- 2e4
steps <- 52
set.seed(1)
start <- proc.time()
ends <- vapply(seq_len(people), function(i) {
  walked <- sim.msm(rates, maxtime = steps, start = 1)
  walked$states[length(walked$states)]
}, 0)
used <- proc.time() - start
expected <- MatrixExp(rates, t = steps)[1, 5]
stopifnot(abs(mean(ends == 5) - expected) < .02)
cat(1e9 * (used[["user.self"]] + used[["sys.self"]]) / (people * steps), "\n")
