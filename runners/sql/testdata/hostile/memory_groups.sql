-- expect query: cpu, memory, raised 53400
-- More groups than memory holds.
select count(*) from (select g, array_agg(g) from generate_series(1, 30000000) g group by g) x
