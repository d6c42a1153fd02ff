-- expect query: raised 42501
-- Counts what others have done.
select datname, xact_commit, tup_returned from pg_stat_database
