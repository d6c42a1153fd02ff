-- expect query: raised 42501
-- Sees which locks others hold.
select * from pg_locks
