-- expect query: raised 42501
-- Looks for the names of roles by their numbers.
select pg_get_userbyid(g::oid) from generate_series(16384, 20000) g
