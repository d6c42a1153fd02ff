-- expect query: raised 42501
-- Reads how much others write by the position in the log of writes.
select pg_current_wal_lsn(), pg_control_checkpoint()
