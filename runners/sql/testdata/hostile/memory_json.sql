-- expect query: memory, raised 53400
-- A JSON document of more than memory holds.
select length(json_agg(repeat('x', 1000))::text) from generate_series(1, 10000000)
