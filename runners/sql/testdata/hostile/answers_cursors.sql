-- expect query: raised 42501
-- Looks for cursors and prepared statements of somebody's, or for its own text.
select count(*) from (select name from pg_cursors union all select name from pg_prepared_statements where name <> '') x
