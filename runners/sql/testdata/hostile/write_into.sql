-- expect query: raised no_result
-- Makes a table of its rows.
select 1 as n into temp mine
