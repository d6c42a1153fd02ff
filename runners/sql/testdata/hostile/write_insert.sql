-- expect query: raised 25006
-- Adds a row within a query.
with x as (insert into t values (4, 'four') returning n) select * from x
