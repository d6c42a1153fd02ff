-- expect query: raised 42501
-- Reads comments by a function.
select shobj_description(1, 'pg_database')
