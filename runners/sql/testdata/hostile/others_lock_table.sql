-- expect query: raised 42501
-- Fills the table of locks, which is one for the whole server.
select count(pg_try_advisory_lock(g)) from generate_series(1, 100000000) g
