-- expect query: raised 42501
-- Reads a file of the server.
select pg_read_file('/etc/passwd')
