# Rscript compare_with_matchit.R FILE.csv FOLDER: what R MatchIt pairs, and its balance, written for compare_with_matchit.py.
# MatchIt before 4.6.0 cuts distances on the score to whole numbers, so that it takes the left neighbour whichever is nearer
# and ignores calipers. Handed the score in hundred-millionths it cannot; that is done here, and changes nothing else.
suppressMessages(library(MatchIt))
given <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(given[1])
model <- treated ~ age + female + deprivation + conditions + admissions + contacts + frailty + log_cost
ways <- list(
  plain = list(),
  replace = list(replace = TRUE),
  exact = list(exact = ~ region + female),
  two = list(ratio = 2),
  caliper = list(caliper = 0.2),
  caliper_exact = list(caliper = 0.2, exact = ~ region + female)
)
score <- glm(model, binomial, rows)$linear.predictors
write.table(format(score, digits = 17), file.path(given[2], "score.csv"), row.names = FALSE, col.names = FALSE, quote = FALSE)
asked <- Sys.getenv("WAYS")
if (asked != "") ways <- ways[strsplit(asked, ",")[[1]]]
unit <- if (packageVersion("MatchIt") < "4.6.0") 1e8 else 1
for (way in names(ways)) {
  started <- proc.time()[["elapsed"]]
  found <- suppressWarnings(do.call(matchit, c(list(model, rows, distance = score * unit), ways[[way]])))
  seconds <- proc.time()[["elapsed"]] - started
  chosen <- found$match.matrix
  pairs <- data.frame(
    treated = as.integer(rownames(chosen)[row(chosen)]), control = as.integer(chosen)
  )
  write.csv(pairs[!is.na(pairs$control), ], file.path(given[2], paste0(way, ".csv")), row.names = FALSE)
  started <- proc.time()[["elapsed"]]
  balance <- summary(found)$sum.matched[, c("Std. Mean Diff.", "Var. Ratio", "eCDF Mean", "eCDF Max")]
  slow <- proc.time()[["elapsed"]] - started
  write.csv(balance, file.path(given[2], paste0(way, "_balance.csv")))
  cat(sprintf("%s,%.2f,%.2f\n", way, seconds, slow), file = file.path(given[2], "seconds.csv"), append = TRUE)
}
cat(as.character(packageVersion("MatchIt")), file = file.path(given[2], "version"))
