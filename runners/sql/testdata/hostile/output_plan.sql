-- expect query: answered
-- Gives a plan with times instead of rows.
explain (analyze, verbose, buffers, format json) select n from t
