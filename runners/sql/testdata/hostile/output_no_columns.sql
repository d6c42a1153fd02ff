-- expect query: raised no_result
-- Rows without end that have no columns.
select from generate_series(1, 1000000000)
