-- expect query: raised 42501
-- Writes a large object to a file of the server.
select lo_export(1, '/tmp/owned')
