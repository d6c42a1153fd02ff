-- expect query: raised 42501
-- Ends every process of the server that it may.
select pid, pg_terminate_backend(pid) from generate_series(1, 100000) pid
