-- expect query: raised no_result
-- Drops the table.
drop table t
