-- expect query: raised 42501
-- Asks for a file's size and times.
select * from pg_stat_file('/etc/passwd')
