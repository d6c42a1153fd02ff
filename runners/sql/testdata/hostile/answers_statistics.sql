-- expect query: answered [["t","n"],["t","s"]]
-- Looks for samples of rows of other tables than its own.
select tablename, attname from pg_stats where schemaname not in ('pg_catalog', 'information_schema') order by 1, 2
