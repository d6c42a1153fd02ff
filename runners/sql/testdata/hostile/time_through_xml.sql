-- expect query: wall
-- Sleeps in a query within a query within a query.
select query_to_xml('select query_to_xml(''select pg_sleep(60)'', false, false, '''')', false, false, '')
