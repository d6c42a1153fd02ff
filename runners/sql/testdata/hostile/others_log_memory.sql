-- expect query: raised 42501
-- Has other processes write to the log.
select pg_log_backend_memory_contexts(pid) from generate_series(1, 100000) pid
