-- expect query: raised 42501
-- Reads a file in a query from a string.
select query_to_xml('select pg_read_file(''/etc/passwd'')', false, false, '')
