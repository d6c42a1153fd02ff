-- expect query: raised 42501
-- Leaves a snapshot for others, which is a file.
select pg_export_snapshot()
