# The five stages of models/five-stage.yaml in base R, vectorised: counts and flows of every step. Prints nanoseconds a
# customer-step.
chances <- matrix(c(.90, .08, 0, 0, .02,
                    0, .85, .10, 0, .05,
                    0, 0, .70, .25, .05,
                    0, 0, .05, .90, .05,
                    .02, 0, 0, 0, .98), 5, byrow = TRUE)
sums <- t(apply(chances, 1, cumsum))
people <- 1e6
steps <- 52
set.seed(1)
state <- rep(1L, people)
start <- proc.time()
for (t in seq_len(steps)) {
  u <- runif(people)
  after <- 1L + (u >= sums[state, 1]) + (u >= sums[state, 2]) + (u >= sums[state, 3]) + (u >= sums[state, 4])
  flows <- tabulate((state - 1L) * 5L + after, 25)
  state <- as.integer(after)
}
used <- proc.time() - start
cat(1e9 * (used[["user.self"]] + used[["sys.self"]]) / (people * steps), "\n")
