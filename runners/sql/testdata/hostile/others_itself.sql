-- expect query: raised 42501
-- Ends its own process, so that it looks like the server's fault.
select pg_terminate_backend(pg_backend_pid())
