-- expect query: raised 25006
-- Changes the catalog.
update pg_class set relowner = (select relowner from pg_class limit 1) returning relname
