-- expect query: memory, raised 53400
-- A text of more than memory holds.
select length(string_agg(repeat('x', 1000), ',')) from generate_series(1, 10000000)
