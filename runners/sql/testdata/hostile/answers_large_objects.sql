-- expect query: answered []
-- Looks for large objects.
select oid from pg_largeobject_metadata
