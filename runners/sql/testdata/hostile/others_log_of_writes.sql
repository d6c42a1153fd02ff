-- expect query: raised 42501
-- Fills the log of writes from a transaction that writes nothing.
select count(pg_logical_emit_message(false, 'x', repeat('y', 1000000))) from generate_series(1, 100000) g
