-- expect query: raised 42501
-- Lists databases by the tablespace they are in.
select pg_tablespace_databases(1663)
