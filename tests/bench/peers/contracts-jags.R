# The contracts of scenarios/contracts in JAGS: those who leave in each of seven years, churn beta(a, b) over customers.
# Prints independent draws a second of processor time (bulk, the lesser of a and b), and the means of a and b.
suppressPackageStartupMessages({library(rjags); library(posterior)})
here <- c(1000, 631, 468, 382, 326, 289, 262, 241)
text <- "model {
  a ~ dunif(0, 100)
  b ~ dunif(0, 100)
  s[1] <- 1
  for (t in 1:7) {
    s[t + 1] <- s[t] * (b + t - 1) / (a + b + t - 1)
    p[t] <- s[t] - s[t + 1]
  }
  p[8] <- s[8]
  left[1:8] ~ dmulti(p[1:8], 1000)
}"
set.seed(1)
starts <- lapply(1:4, function(k) list(a = c(.5, 1, 2, .7)[k], b = c(1, 2, 3, 1.2)[k], .RNG.name = "base::Mersenne-Twister", .RNG.seed = k))
begun <- proc.time()
model <- jags.model(textConnection(text), list(left = c(-diff(here), here[8])), starts, 4, 1000, quiet = TRUE)
draws <- coda.samples(model, c("a", "b"), 10000, progress.bar = "none")
used <- proc.time() - begun
told <- summarise_draws(as_draws(draws), "mean", "ess_bulk", "rhat")
stopifnot(all(told$rhat < 1.02))
cat(min(told$ess_bulk) / (used[["user.self"]] + used[["sys.self"]]), told$mean, "\n")
