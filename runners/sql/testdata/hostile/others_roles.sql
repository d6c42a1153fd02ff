-- expect query: raised 42501
-- Looks for other submissions' roles.
select rolname from pg_roles
