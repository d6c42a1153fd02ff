-- expect query: raised no_result
-- Makes a view that is found before the problem's table.
create temp view t as select 1 as n, 'one' as s
