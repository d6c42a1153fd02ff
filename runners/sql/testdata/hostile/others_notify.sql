-- expect query: raised 42501
-- Fills the queue of notifications, which all databases share.
select count(pg_notify('x' || g, repeat('y', 7000))) from generate_series(1, 1000000) g
