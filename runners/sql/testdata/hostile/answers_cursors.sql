-- expect query: answered [[1]]
-- Looks for cursors and prepared statements of somebody's. There is its own only.
select count(*) from (select name from pg_cursors union all select name from pg_prepared_statements where name <> '') x
