-- expect query: raised 42501
-- Reads what others are running.
select usename, query from pg_stat_activity
