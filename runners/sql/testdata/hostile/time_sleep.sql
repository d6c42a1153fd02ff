-- expect query: wall
-- Sleeps.
select pg_sleep(60)
