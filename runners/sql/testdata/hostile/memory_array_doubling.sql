-- expect query: memory, cpu
-- An array that doubles at each step.
with recursive x(a) as (select array[1] union all select a || a from x) select max(cardinality(a)) from x
