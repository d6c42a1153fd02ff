-- expect query: raised 42501
-- Takes advisory locks that outlive the transaction.
select pg_advisory_lock(1), pg_advisory_lock_shared(2)
