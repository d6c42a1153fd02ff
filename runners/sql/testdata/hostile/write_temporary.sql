-- expect query: raised no_result
-- Makes a temporary table.
create temp table mine as select 1
