-- expect query: raised 42501
-- Reads the passwords through a view.
select usename, passwd from pg_shadow
