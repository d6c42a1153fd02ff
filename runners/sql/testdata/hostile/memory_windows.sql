-- expect query: cpu, memory, raised 53400
-- A window over more rows than memory holds.
select max(a) from (select sum(g) over (order by g rows between unbounded preceding and current row) as a from generate_series(1, 100000000) g) x
