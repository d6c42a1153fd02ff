-- expect query: raised 42501
-- Looks for other submissions' databases.
select datname from pg_database
