-- expect query: raised 42501
-- Takes every lock it can think of, and waits for the rest.
select pg_advisory_xact_lock(g) from generate_series(1, 1000) g
