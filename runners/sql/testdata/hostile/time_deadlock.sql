-- expect query: raised 42501, cpu
-- Waits for itself in another connection.
select pg_advisory_xact_lock(1), query_to_xml('select pg_advisory_lock(1)', false, false, '')
