-- expect query: raised no_result
-- Becomes the superuser for the session.
set session authorization postgres
