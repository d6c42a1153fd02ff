-- expect query: raised 42501
-- Reads comments on databases and roles.
select description from pg_shdescription
