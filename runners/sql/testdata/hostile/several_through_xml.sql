-- expect query: raised 0A000
-- Runs several statements from a string, in a function that takes a query.
select query_to_xml('delete from t; commit; select 1', false, false, '')
