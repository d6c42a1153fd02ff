-- expect query: raised 42501
-- Measures all databases by their numbers.
select id, pg_database_size(id::oid) from generate_series(1, 20) id
