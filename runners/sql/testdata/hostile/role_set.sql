-- expect query: raised no_result
-- Becomes the superuser.
set role postgres
