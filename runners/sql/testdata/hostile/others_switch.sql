-- expect query: raised 42501
-- Begins a new file of the log of writes.
select pg_switch_wal()
