-- expect query: raised 42501
-- Counts what others have done, by the numbers of databases.
select id, pg_stat_get_db_xact_commit(id::oid) from generate_series(1, 100000) id
