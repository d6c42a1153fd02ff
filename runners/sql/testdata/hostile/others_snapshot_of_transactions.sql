-- expect query: raised 42501
-- Counts the transactions of others by their numbers.
select pg_current_snapshot(), pg_snapshot_xmax(pg_current_snapshot())
