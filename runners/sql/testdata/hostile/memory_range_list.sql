-- expect query: raised, memory, cpu
-- A multirange of more than memory holds.
select range_agg(int4range(2 * g, 2 * g + 1)) is null from generate_series(1, 100000000) g
