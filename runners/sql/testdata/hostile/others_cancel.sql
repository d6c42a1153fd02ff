-- expect query: raised 42501
-- Cancels what every process of the server does.
select pid, pg_cancel_backend(pid) from generate_series(1, 100000) pid
