-- expect query: memory
-- An array of more than memory holds.
select count(a) from (select array_agg(repeat('x', 1000)) as a from (select generate_series(1, 10000000)) g) x
