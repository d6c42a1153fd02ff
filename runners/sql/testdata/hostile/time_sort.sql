-- expect query: cpu, raised 53400
-- Sorts more rows than memory holds.
select md5(g::text) from generate_series(1, 100000000) g order by 1 limit 1
