-- expect query: output rows
-- Rows without end.
select generate_series(1, 1000000000)
