-- expect query: cpu
-- A recursion without end that keeps no rows.
with recursive x(n) as (select 1 union all select n + 1 from x where n > 0) select count(*) from x
