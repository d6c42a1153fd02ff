-- expect query: raised 42501
-- Looks at what depends on roles in all databases.
select * from pg_shdepend
