#!/usr/bin/env Rscript
# The example offer as an R user would write it: vectorised, in chunks. r_chunks.R PATHS [SEED]: one line of JSON.
arguments <- commandArgs(trailingOnly = TRUE)
paths <- as.numeric(arguments[1])
set.seed(if (length(arguments) > 1) as.integer(arguments[2]) else 1)
chunk <- 2^14
day <- 1 / 365.25

simulate <- function(n) {
  scenario <- runif(n)
  ipo <- scenario < 0.35
  acquired <- !ipo & scenario < 0.90
  amazon <- acquired & scenario < 0.65
  u <- runif(n)
  value <- ifelse(ipo, 8e9 + 4e9 * u,
           ifelse(amazon, 6e9 + 2e9 * u,
           ifelse(acquired, 5e9 + 2e9 * u, 15e9 * u^(-1 / 3))))
  exit_years <- ifelse(ipo, runif(n, 322 * day, 1053 * day),
                ifelse(acquired, runif(n, 0, 687 * day), 687 * day + rexp(n, 1 / 2)))
  worthless <- runif(n) < 0.30
  stagnant <- runif(n) < 0.30
  exit_years[stagnant] <- Inf
  until <- pmin(runif(n, 2, 3), rexp(n, -log(0.6) / 1.5))
  gone <- acquired & exit_years <= until & runif(n) < 0.50
  end <- ifelse(gone, exit_years, until)
  months <- floor(12 * end + 1e-9)
  vested <- ifelse(months < 12, 0, pmin(months, 48) / 48)
  equity <- ifelse(worthless | stagnant, 0, value * 1e-4 * vested)
  foregone <- (runif(n, 120e3, 250e3) - runif(n, 74e3, 105e3)) * end
  list(equity = equity, foregone = foregone, net = equity - foregone)
}

started <- proc.time()[["elapsed"]]
equity <- foregone <- net <- numeric(paths)
for (first in seq(1, paths, by = chunk)) {
  last <- min(first + chunk - 1, paths)
  part <- simulate(last - first + 1)
  equity[first:last] <- part$equity
  foregone[first:last] <- part$foregone
  net[first:last] <- part$net
}
simulated <- proc.time()[["elapsed"]]
for (column in list(equity, foregone, net)) {
  p <- quantile(column, c(0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99))
  invisible(c(mean(column[column <= p[2]]), sd(column), mean(column > 0), mean(column == 0)))
}
done <- proc.time()[["elapsed"]]
cat(sprintf(paste0('{"peer": "R, in chunks", "paths": %.0f, "mean": %.17g, "std_error": %.17g, ',
                   '"simulate_s": %.3f, "total_s": %.3f}\n'),
            paths, mean(net), sd(net) / sqrt(paths), simulated - started, done - started))
