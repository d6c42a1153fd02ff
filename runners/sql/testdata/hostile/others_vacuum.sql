-- expect query: raised no_result
-- Rewrites tables of the catalog.
vacuum full pg_class
