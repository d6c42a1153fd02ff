-- expect query: memory, raised 54000, cpu
-- A text that doubles at each step.
with recursive x(s) as (select 'x' union all select s || s from x) select max(length(s)) from x
