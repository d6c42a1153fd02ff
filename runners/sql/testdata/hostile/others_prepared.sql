-- expect query: raised 42501
-- Looks for transactions that somebody has prepared.
select * from pg_prepared_xacts
