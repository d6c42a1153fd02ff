-- expect query: raised 42883
-- Connects to another database from within.
select * from dblink('dbname=postgres', 'select 1') as x(n integer)
