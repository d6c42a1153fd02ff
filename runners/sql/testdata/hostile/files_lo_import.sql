-- expect query: raised 42501
-- Reads a file of the server into a large object.
select lo_import('/etc/passwd')
