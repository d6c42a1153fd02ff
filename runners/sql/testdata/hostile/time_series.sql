-- expect query: cpu, raised 53400
-- Counts more rows than there is time for.
select count(*) from generate_series(1, 1000000000000)
